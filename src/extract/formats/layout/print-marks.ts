import { groupLines, textOf } from './lines.ts';
import type { Glyph } from './model.ts';
import { BOILERPLATE } from './settings.ts';

/** `11/29/26, 9:57 AM`, `2026/11/29 上午9:57`: what a browser prints over the page, before its title. */
const PRINTED_AT =
  /^\s*\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}[,\s]\s*(?:[上下]午\s*)?\d{1,2}:\d{2}(?::\d{2})?(?:\s*[AP]M)?(?=\s|$|\p{Script=Han})/iu;
/** `https://www.example.gov.cn/art/12.html 1/9`: what it prints below. */
const PRINTED_FROM = /^\s*(?:https?|file):\/\/\S+(?:\s+\d{1,4}\/\d{1,4})?\s*$/iu;

/** Whether a line at a page's edge is what a browser prints there. */
export const isPrintMark = (text: string): boolean => PRINTED_AT.test(text) || PRINTED_FROM.test(text);

export const withoutPrintTime = (text: string): string => text.replace(PRINTED_AT, '');

/** The glyphs of a page, and those of a browser's marks at its edges, which belong to no table. */
export function partPrintMarks(
  glyphs: readonly Glyph[],
  height: number,
): { glyphs: readonly Glyph[]; marks: readonly Glyph[] } {
  const edge = glyphs.filter(
    ({ box }) => box[3] < height * BOILERPLATE.margin || box[1] > height * (1 - BOILERPLATE.margin),
  );
  const marks = new Set(
    groupLines(edge)
      .filter((line) => isPrintMark(textOf(line)))
      .flat(),
  );
  return marks.size === 0
    ? { glyphs, marks: [] }
    : { glyphs: glyphs.filter((glyph) => !marks.has(glyph)), marks: [...marks] };
}
