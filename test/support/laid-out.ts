import type { LabelRun } from '../../src/extract/formats/layout/borderless/label-columns.ts';
import { type TextRun, textRuns } from '../../src/extract/formats/layout/borderless/text-runs.ts';
import { rowsOf, type ValueRow, valuesOf } from '../../src/extract/formats/layout/borderless/values.ts';
import type { Glyph } from '../../src/extract/formats/layout/model.ts';

/** Type of 10 points: a Chinese character is as wide, a figure half of it. */
const EM = 10;

/** A line of a page: its middle (points from the top), and words with the places where they begin. */
export type LaidLine = readonly [y: number, ...words: readonly (readonly [x: number, text: string])[]];

/** A page's characters, as they are laid line by line. */
export const glyphsOf = (...lines: readonly LaidLine[]): Glyph[] =>
  lines.flatMap(([y, ...words], run) =>
    words.flatMap(([start, text]) => {
      let x = start;
      return [...text].map((character): Glyph => {
        const left = x;
        x += /[\x20-\x7e]/.test(character) ? EM / 2 : EM;
        return { text: character, box: [left, y - EM / 2, x, y + EM / 2], size: EM, run };
      });
    }),
  );

export const runsOf = (...lines: readonly LaidLine[]): TextRun[] => textRuns(glyphsOf(...lines), []);

/** Rows of the page's numbers, and its other words. */
export function valuesAndWords(...lines: readonly LaidLine[]): { rows: ValueRow[]; words: TextRun[] } {
  const runs = runsOf(...lines);
  const values = valuesOf(runs);
  const used = new Set(values.flatMap((value) => value.runs));
  return { rows: rowsOf(values), words: runs.filter((run) => !used.has(run)) };
}

/** Words that stand in one column of labels. */
export const inColumn = (words: readonly TextRun[], column = 0): LabelRun[] =>
  words.map((run) => ({ run, from: column, to: column }));

export const textsOf = (runs: readonly { readonly text: string }[]): string[] => runs.map(({ text }) => text);
