import { canonical } from '../drawn/characters.ts';
import type { DrawnGlyph } from '../drawn/ink.ts';
import { applyBox, type Matrix, toNumbers } from '../drawn/matrix.ts';
import { type Box, boxHeight } from '../layout/model.ts';
import { ANNOTATIONS } from './settings.ts';

/** What pdf.js tells of an annotation; checked, because little of it is a documented interface. */
type Annotation = Readonly<Record<string, unknown>>;

/** Bits of an annotation's flags: hidden, and not shown on the screen. */
const HIDDEN = 2;
const NO_VIEW = 32;

/** What comments (FreeText) and form fields say that have no appearance of their own: viewers draw it from their value. */
export function annotationGlyphs(annotations: readonly unknown[], toPage: Matrix, firstRun: number): DrawnGlyph[] {
  return annotations.flatMap((annotation, index) => {
    const one = annotation as Annotation;
    const rect = toNumbers(one.rect);
    const [x0, y0, x1, y1] = rect;
    if (x0 === undefined || y0 === undefined || x1 === undefined || y1 === undefined || !isShown(one)) return [];
    return glyphsIn(applyBox(toPage, [x0, y0, x1, y1]), textOf(one), firstRun + index);
  });
}

const isShown = ({ annotationFlags, hasAppearance }: Annotation): boolean =>
  hasAppearance !== true && (Number(annotationFlags) & (HIDDEN | NO_VIEW)) === 0;

function textOf({ subtype, textContent, fieldType, fieldValue, options }: Annotation): string[] {
  if (subtype === 'FreeText') return Array.isArray(textContent) ? textContent.map(String) : [];
  if (subtype !== 'Widget' || (fieldType !== 'Tx' && fieldType !== 'Ch')) return [];
  const values = (Array.isArray(fieldValue) ? fieldValue : [fieldValue]).filter((value) => typeof value === 'string');
  return values.flatMap((value) => displayed(value, options).split(/\r\n?|\n/));
}

/** Fields of a choice hold a value and show a word for it. */
function displayed(value: string, options: unknown): string {
  const known = (Array.isArray(options) ? options : []).find((option) => (option as Annotation).exportValue === value);
  const shown = (known as Annotation | undefined)?.displayValue;
  return typeof shown === 'string' ? shown : value;
}

/** Lines of text in a box, one below the other: a glyph each, as wide as its characters are. */
function glyphsIn(box: Box, lines: readonly string[], run: number): DrawnGlyph[] {
  const texts = lines.map((line) => canonical(line).trim());
  const pitch = boxHeight(box) / Math.max(1, texts.length);
  const size = Math.min(ANNOTATIONS.size, pitch * ANNOTATIONS.fill);
  return texts.flatMap((text, index): DrawnGlyph[] => {
    if (text === '') return [];
    const middle = box[1] + pitch * (index + 0.5);
    const width = [...text].reduce((sum, character) => sum + (/[\x20-\x7e]/.test(character) ? 0.5 : 1), 0) * size;
    const left = box[0] + ANNOTATIONS.padding;
    return [
      {
        text,
        box: [left, middle - size / 2, Math.max(left + 1, Math.min(left + width, box[2])), middle + size / 2],
        size,
        run,
        turn: 0,
        order: Number.MAX_SAFE_INTEGER,
        colour: [0, 0, 0],
        unseen: null,
      },
    ];
  });
}
