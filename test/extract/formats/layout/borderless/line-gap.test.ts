import { describe, expect, it } from 'vitest';
import { maxLineGapOf } from '../../../../../src/extract/formats/layout/borderless/line-gap.ts';
import { type LaidLine, runsOf, valuesAndWords } from '../../../../support/laid-out.ts';

const gapOf = (...lines: readonly LaidLine[]): number =>
  maxLineGapOf(runsOf(...lines), [valuesAndWords(...lines).rows]);

/** Rows whose labels have a second line, so far below the first. */
const wrapped = (distance: number, ordinal: (row: number) => string): LaidLine[] =>
  [100, 140, 180, 220].flatMap((y, row): LaidLine[] => [
    [y, [50, `${ordinal(row)}属于国家秘密`]],
    [y + distance / 2, [300, '7']],
    [y + distance, [50, '不予公开']],
  ]);

describe('lines of one cell', () => {
  it('are as far apart as the second lines of numbered labels', () => {
    expect(gapOf(...wrapped(15, (row) => `${row + 1}.`))).toBeCloseTo(15.25);
  });

  it('are as far apart as lines without numbers that follow each other again and again', () => {
    expect(gapOf(...wrapped(15, () => ''))).toBeCloseTo(15 * 1.15);
  });

  it('are as far apart as usual where no cell has two', () => {
    expect(gapOf([100, [50, '规章'], [300, '7']], [140, [50, '总计'], [300, '8']])).toBeCloseTo(13 * 1.15);
  });

  it('are nearer than rows of one line', () => {
    expect(gapOf([100, [50, '规章'], [300, '7']], [113, [50, '总计'], [300, '8']])).toBeCloseTo(12.75);
  });
});
