import { plain } from '../../../../vocabulary/characters.ts';
import { isOrdinal } from '../../../../vocabulary/ordinals.ts';
import { isNothing, parseValue } from '../../../../vocabulary/printed-values.ts';
import { isUnit, UNIT } from '../../../../vocabulary/units.ts';
import { cluster } from '../cluster.ts';
import { around, type Box, centreX, centreY } from '../model.ts';
import { VALUES } from './settings.ts';
import { overlapX, sharedHeight, type TextRun } from './text-runs.ts';

/** A number as tables print it: signed, grouped, with a unit, with a remark in brackets that may be cut by the line's end. */
const NUMBER = new RegExp(`^[+-]?\\d[\\d.,]*${UNIT}?(?:[([].*)?$`);
/** Punctuation and marks of notes that stand by themselves are no values here. */
const STRAY_SIGN = /^[*·.、…|]+$/;
const WORD = /^\p{Script=Han}/u;

const bare = (text: string): string => plain(text).replace(/[−‐‑]/g, '-');

/** Whether a run can be a cell of numbers: a number, or a sign for none. */
export function isValue({ text }: TextRun): boolean {
  const printed = bare(text);
  if (printed === '' || isOrdinal(printed) || STRAY_SIGN.test(printed)) return false;
  return NUMBER.test(printed) || isNothing(printed) || parseValue(printed).kind === 'number';
}

export const isUnitRun = ({ text }: TextRun): boolean => isUnit(plain(text));

/** A value cell: its lines from top to bottom. */
export interface BorderlessValue {
  readonly text: string;
  readonly box: Box;
  readonly runs: readonly TextRun[];
}

/** Cells that stand side by side: one row of a table, as far as its values go. */
export interface ValueRow {
  readonly values: readonly BorderlessValue[];
  /** Middle of the values, of their first and of their last lines (points from the page's top). */
  readonly centre: number;
  readonly first: number;
  readonly last: number;
  readonly em: number;
}

/** The runs that are values: numbers with what was wrapped below them; numbers in front of a label count rows and are none. */
export function valuesOf(runs: readonly TextRun[], all: readonly TextRun[] = runs): BorderlessValue[] {
  const words = runs.filter((run) => !isValue(run));
  const signs = all.filter(isSign);
  const taken = new Set<TextRun>();
  const numbers = runs.filter((run) => isValue(run) && !countsRows(run, words));
  const start = Math.min(...numbers.filter(({ text }) => !WORD.test(text)).map(({ box }) => box[0]));
  return numbers
    .filter((run) => !WORD.test(run.text) || !isInVerticalLabel(run, words, run.box[2] > start))
    .map((run) => {
      const lines = [run];
      for (let below = rest(lines, words, taken); below; below = rest(lines, words, taken)) {
        lines.push(below);
        taken.add(below);
      }
      return valueCell(withSigns(lines, signs));
    });
}

/** What stands before or behind a number and changes what it says: 约, %, brackets, marks of notes. */
const SIGN = /^(?:[约近超逾共%‰=＝()[\]{}<>≤≥±※†*①-⑳]|以上|左右)+$/u;
const isSign = ({ text }: TextRun): boolean => SIGN.test(plain(text)) && !isNothing(plain(text));

/** The lines of a value with the signs right above and below it, which a narrow column sets on lines of their own. */
function withSigns(lines: readonly TextRun[], signs: readonly TextRun[]): readonly TextRun[] {
  const box = around(lines.map((line) => line.box));
  const near = signs.filter(
    (sign) =>
      !lines.includes(sign) &&
      overlapX(sign.box, box) &&
      Math.max(sign.box[1] - box[3], box[1] - sign.box[3]) < sign.size * VALUES.nearSign,
  );
  return [...lines, ...near].sort((one, other) => centreY(one.box) - centreY(other.box));
}

/**
 * 无 in front of all numbers is a part of a label that is set vertically, where other characters stand alone right over or under it; at the
 * height of another table's numbers, where they stand both over and under it: a header ends above a value.
 */
function isInVerticalLabel(run: TextRun, words: readonly TextRun[], besideNumbers: boolean): boolean {
  const near = words.filter(
    ({ text, box }) =>
      text.length <= 2 &&
      overlapX(box, run.box) &&
      Math.abs(centreY(box) - centreY(run.box)) < run.size * VALUES.verticalPitch,
  );
  const isOver = near.some(({ box }) => centreY(box) < centreY(run.box));
  const isUnder = near.some(({ box }) => centreY(box) > centreY(run.box));
  return besideNumbers ? isOver && isUnder : isOver || isUnder;
}

export const valueCell = (lines: readonly TextRun[]): BorderlessValue => ({
  text: lines.map((line) => line.text).join('\n'),
  box: around(lines.map((line) => line.box)),
  runs: lines,
});

/** The line that goes on with an open bracket, or the unit of a number. */
function rest(lines: readonly TextRun[], words: readonly TextRun[], taken: ReadonlySet<TextRun>): TextRun | undefined {
  const last = lines.at(-1);
  if (!last) return undefined;
  const text = bare(lines.map((line) => line.text).join(''));
  const open = /[([][^)\]]*$/.test(text);
  return words.find(
    (word) =>
      !taken.has(word) &&
      (open || (lines.length === 1 && isUnit(plain(word.text)))) &&
      overlapX(word.box, last.box) &&
      centreY(word.box) > centreY(last.box) &&
      word.box[1] - last.box[3] < last.size * 0.6,
  );
}

/** A number with a label behind it and none in front. */
function countsRows(run: TextRun, words: readonly TextRun[]): boolean {
  const beside = words.filter(
    (word) => Math.abs(centreY(word.box) - centreY(run.box)) < run.size * 1.2 && !isUnitRun(word),
  );
  const behind = beside.some(
    (word) => word.box[0] > run.box[2] && /\p{Script=Han}{4}/u.test(word.text.replace(/\s/g, '')),
  );
  return behind && !beside.some((word) => word.box[2] <= run.box[0] && /\p{Script=Han}{2}/u.test(word.text));
}

/** Values sorted into rows by height. */
export function rowsOf(values: readonly BorderlessValue[]): ValueRow[] {
  const rows = cluster(
    values,
    ({ box }) => centreY(box),
    ({ items, last }, centre, { runs, box }) =>
      centre - last < (runs[0]?.size ?? 0) * VALUES.rowPitch ||
      items.some((other) => sharedHeight(other.box, box) > VALUES.sameRow),
  );
  return rows.map(rowOf);
}

export function rowOf(values: readonly BorderlessValue[]): ValueRow {
  const middle = (numbers: readonly number[]) =>
    numbers.reduce((sum, number) => sum + number, 0) / Math.max(1, numbers.length);
  const lines = (value: BorderlessValue): readonly [number, number] => [
    centreY(value.runs[0]?.box ?? value.box),
    centreY(value.runs.at(-1)?.box ?? value.box),
  ];
  return {
    values: [...values].sort((a, b) => centreX(a.box) - centreX(b.box)),
    centre: middle(values.map((value) => centreY(value.box))),
    first: Math.min(...values.map((value) => lines(value)[0])),
    last: Math.max(...values.map((value) => lines(value)[1])),
    em: Math.max(1, ...values.flatMap((value) => value.runs.map((run) => run.size))),
  };
}
