import { describe, expect, it } from 'vitest';
import { segmentsOf } from '../../../../../src/extract/formats/layout/borderless/regions.ts';
import { readSegment } from '../../../../../src/extract/formats/layout/borderless/segment.ts';
import { type LaidLine, runsOf } from '../../../../support/laid-out.ts';

const segments = (...lines: readonly LaidLine[]) =>
  segmentsOf(runsOf(...lines)).map((segment) => readSegment(segment, []));
/** Of each segment, whether nothing in it is unsure. */
const certainties = (...lines: readonly LaidLine[]): boolean[] =>
  segments(...lines).map(({ certain, inferred }) => certain && !inferred.includes(true));

const HEADER: LaidLine = [80, [50, '项目'], [190, '制发数'], [290, '废止数']];
const ROWS: readonly LaidLine[] = [
  [100, [50, '甲类事项'], [200, '7'], [300, '8']],
  [120, [50, '乙类事项'], [200, '12'], [300, '9']],
];

describe('a segment', () => {
  it('is certain with a header, a label a row and a column a value', () => {
    expect(certainties(HEADER, ...ROWS)).toEqual([true]);
  });

  it('is unsure of one row, not of the others', () => {
    const [segment] = segments(HEADER, ...ROWS, [140, [200, '1'], [300, '2']]);
    expect(segment?.inferred).toEqual([false, false, true]);
  });

  it('is unsure of a number that has a piece right above it', () => {
    const [segment] = segments([76, [50, '项目'], [300, '废止数'], [190, '制发数']], [89, [197, '0-']], ...ROWS);
    expect(segment?.inferred).toEqual([true, false]);
    expect([...(segment?.torn ?? [])].map(({ text }) => text)).toEqual(['7']);
  });

  it('reads its labels and its header', () => {
    const [segment] = segments(HEADER, ...ROWS);
    expect(segment?.labels.map(({ runs }) => runs.map(({ run }) => run.text))).toEqual([['甲类事项'], ['乙类事项']]);
    expect(segment?.header?.leaves.map((leaf) => leaf?.text)).toEqual(['制发数', '废止数']);
  });

  it('is uncertain where the first label may be the rest of one on the page before', () => {
    expect(certainties(...ROWS)).toEqual([false]);
  });

  it('is certain there where the first label is numbered', () => {
    const numbered: LaidLine[] = [
      [100, [50, '1.甲类事项'], [200, '7'], [300, '8']],
      [120, [50, '2.乙类事项'], [200, '12'], [300, '9']],
    ];
    expect(certainties(...numbered)).toEqual([true]);
  });

  it('is uncertain where a row has no label', () => {
    expect(certainties(HEADER, ...ROWS, [140, [200, '1'], [300, '2']])).toEqual([false]);
  });

  it('is uncertain where a value stands over two columns', () => {
    expect(certainties(HEADER, ...ROWS, [140, [50, '丙类事项'], [200, '123456789012345678901']])).toEqual([false]);
  });

  it('is uncertain where a number may be set in two lines', () => {
    expect(
      certainties(HEADER, ...ROWS, [140, [50, '丙类事项'], [180, '1234567'], [300, '2']], [152, [180, '8900000']]),
    ).toEqual([false]);
  });

  it.each([
    ['fills its column', '1234567', false],
    ['is short', '12', true],
  ])('that has one number right below another which %s, by its text %s, is certain: %s', (_, upper, certain) => {
    const rows: LaidLine[] = [
      [140, [50, '丙类事项'], [190, upper], [300, '2']],
      [152, [50, '丁类事项'], [190, '89']],
    ];
    expect(certainties(HEADER, ...ROWS, ...rows)).toEqual([certain]);
  });

  it('is uncertain where words stand beside a label', () => {
    expect(certainties(HEADER, ...ROWS, [140, [50, '丙类'], [110, '事项'], [200, '1'], [300, '2']])).toEqual([false]);
  });
});
