import { describe, expect, it } from 'vitest';
import { findColumnTables } from '../../../../../src/extract/formats/layout/borderless/index.ts';
import { appendBorderless, continues } from '../../../../../src/extract/formats/layout/borderless/join.ts';
import type { PageTable } from '../../../../../src/extract/formats/layout/model.ts';
import { rowsOf } from '../../../../support/blocks.ts';
import { glyphsOf, type LaidLine } from '../../../../support/laid-out.ts';

function table(page: number, ...lines: readonly LaidLine[]): PageTable {
  const [found] = findColumnTables(glyphsOf(...lines), { horizontal: [], vertical: [] }, page).tables;
  if (!found) throw new Error('no table');
  return found;
}

const HEADER: LaidLine = [80, [50, '项目'], [190, '制发数'], [290, '废止数']];
const ABOVE: readonly LaidLine[] = [
  HEADER,
  [100, [50, '1.甲类事项'], [200, '7'], [300, '8']],
  [120, [50, '2.乙类事项'], [200, '12'], [300, '9']],
];
const BELOW: readonly LaidLine[] = [
  [100, [50, '3.丙类事项'], [200, '1'], [300, '2']],
  [120, [50, '4.丁类事项'], [200, '3'], [300, '4']],
];

describe('a table on the next page', () => {
  const above = table(1, ...ABOVE);

  it('goes on with the columns above', () => {
    const below = table(2, ...BELOW);
    expect(continues(above, below)).toBe(true);
    expect(rowsOf(appendBorderless(above, below)).slice(-2)).toEqual([
      ['3.丙类事项', '1', '2'],
      ['4.丁类事项', '3', '4'],
    ]);
  });

  it('goes on with fewer of them, the others blank', () => {
    const wide = table(
      1,
      [80, [50, '项目'], [190, '制发数'], [290, '废止数'], [390, '有效数']],
      [100, [50, '1.甲类事项'], [200, '7'], [300, '8'], [400, '5']],
      [120, [50, '2.乙类事项'], [200, '12'], [300, '9'], [400, '6']],
    );
    expect(rowsOf(appendBorderless(wide, table(2, ...BELOW))).at(-1)).toEqual(['4.丁类事项', '3', '4', '']);
  });

  it('does not go on where it has a header of its own', () => {
    expect(continues(above, table(2, HEADER, ...BELOW))).toBe(false);
  });

  it('does not go on where a column stands between those above', () => {
    const between = table(
      2,
      [100, [50, '3.丙类事项'], [250, '1'], [300, '2']],
      [120, [50, '4.丁类事项'], [250, '3'], [300, '4']],
    );
    expect(continues(above, between)).toBe(false);
    expect(appendBorderless(above, between)).toBe(above);
  });

  it('gives the last row the rest of its label, never the first of its own', () => {
    const below = table(2, [87, [50, '的办理情况']], ...BELOW);
    const rows = rowsOf(appendBorderless(above, below));
    expect(rows[2]).toEqual(['2.乙类事项/的办理情况', '12', '9']);
    expect(rows[3]).toEqual(['3.丙类事项', '1', '2']);
  });

  it('is uncertain where a line may end the label above or begin the first of its own', () => {
    const below = table(
      2,
      [94, [50, '的办理情况']],
      [100, [200, '1'], [300, '2']],
      [106, [50, '丙类事项']],
      [130, [50, '丁类事项'], [200, '3'], [300, '4']],
    );
    expect(appendBorderless(above, below).cells.filter(({ inferred }) => inferred)).not.toEqual([]);
  });

  it('is as uncertain as its less certain part', () => {
    const below = table(
      2,
      [100, [50, '丙类事项'], [200, '1'], [300, '2']],
      [120, [50, '丁类事项'], [200, '3'], [300, '4']],
    );
    expect(above.borderless?.certain).toBe(true);
    expect(appendBorderless(above, below).cells.filter(({ inferred }) => inferred)).not.toEqual([]);
  });
});
