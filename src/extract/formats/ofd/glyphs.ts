import type { Operation } from '../drawn/drawing.ts';
import { numbersOf } from './values.ts';
import { type OfdElement, textOf } from './xml.ts';

/** What stands for a character that the file does not tell. */
export const UNTOLD = '\ufffd';

/** A character of a text object with the number of the glyph that is drawn for it. */
export interface OfdGlyph {
  readonly unicode: string;
  /** In thousandths of an em. */
  readonly width: number;
  readonly isSpace: boolean;
  /** Its number in the font, where the file gives one. */
  readonly glyph: number | undefined;
}

/** The numbers of glyphs that a text object draws for characters (`CGTransform`), by the characters' places in all of its text. */
export interface GlyphNumbers {
  readonly numbers: ReadonlyMap<number, number>;
  /** Places of digits that are not drawn glyph by glyph: what is printed is not told. */
  readonly untold: ReadonlySet<number>;
}

/** Reads what is drawn instead of the characters' own glyphs. `texts` are the pieces of text as they are written. */
export function glyphNumbers(object: OfdElement): GlyphNumbers {
  const numbers = new Map<number, number>();
  const untold = new Set<number>();
  const all = object.children.map((one) => (one.name === 'TextCode' ? one.text : '')).join('');
  const characters = [...all];
  let passed = 0;
  for (const one of object.children) {
    if (one.name === 'TextCode') passed += [...one.text].length;
    if (one.name !== 'CGTransform') continue;
    const [position = 0] = numbersOf(one.attributes.CodePosition);
    // Places count from the object's first character; some producers count from the piece that follows.
    const from = position < passed ? position + passed : position;
    const glyphs = numbersOf(textOf(one, 'Glyphs'));
    const [count = 1] = numbersOf(one.attributes.CodeCount);
    const codes = Math.min(count, characters.length - from);
    for (let index = 0; index < codes; index++) {
      const glyph = glyphs[index];
      if (glyph !== undefined) numbers.set(from + index, glyph);
      if (glyphs.length !== count) untold.add(from + index);
    }
  }
  return { numbers, untold };
}

/** Stands in for characters that a producer could not tell. */
const PLACEHOLDER = /^[¤\ufffd\u25a1]$/u;
const DIGIT = /^\p{Nd}$/u;
/** So many glyphs of one font for one character: the character stands for what is not told. Forms for upright lines make two. */
const MANY_FORMS = 3;

/**
 * Operations in which no text is given that the page does not print: characters that stand for whatever glyph is drawn, digits drawn by
 * glyphs of several kinds, glyphs drawn for several digits.
 */
export function withUntold(operations: readonly Operation[]): Operation[] {
  const forms = new Forms();
  let font = '';
  for (const { name, args } of operations) {
    if (name === 'setFont') font = String(args[0]);
    else if (name === 'showText') for (const one of glyphsIn(args)) forms.add(font, one);
  }
  if (forms.isEmpty) return [...operations];
  return operations.map((operation) => {
    if (operation.name === 'setFont') font = String(operation.args[0]);
    if (operation.name !== 'showText') return operation;
    const items = (operation.args[0] as readonly (OfdGlyph | number)[]).map((item) =>
      typeof item !== 'number' && forms.isUntold(font, item) ? { ...item, unicode: UNTOLD, isSpace: false } : item,
    );
    return { name: operation.name, args: [items] };
  });
}

const glyphsIn = ([items]: readonly unknown[]): OfdGlyph[] =>
  (items as readonly (OfdGlyph | number)[]).filter((item) => typeof item !== 'number');

/** Which glyphs each font draws for a character, and for which digits each glyph is drawn. */
class Forms {
  readonly #glyphs = new Map<string, Set<number>>();
  readonly #digits = new Map<string, Set<string>>();

  get isEmpty(): boolean {
    return this.#glyphs.size === 0;
  }

  add(font: string, { unicode, glyph }: OfdGlyph): void {
    if (glyph === undefined) return;
    into(this.#glyphs, `${font} ${unicode}`, glyph);
    if (DIGIT.test(unicode)) into(this.#digits, `${font} ${glyph}`, unicode);
  }

  isUntold(font: string, { unicode, glyph }: OfdGlyph): boolean {
    if (glyph === undefined) return false;
    if (PLACEHOLDER.test(unicode)) return true;
    const forms = this.#glyphs.get(`${font} ${unicode}`)?.size ?? 0;
    if (!DIGIT.test(unicode)) return forms >= MANY_FORMS;
    return forms > 1 || (this.#digits.get(`${font} ${glyph}`)?.size ?? 0) > 1;
  }
}

function into<T>(map: Map<string, Set<T>>, key: string, value: T): void {
  const set = map.get(key);
  if (set) set.add(value);
  else map.set(key, new Set([value]));
}
