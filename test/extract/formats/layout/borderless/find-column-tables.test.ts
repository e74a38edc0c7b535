import { describe, expect, it } from 'vitest';
import { findColumnTables } from '../../../../../src/extract/formats/layout/borderless/index.ts';
import type { RuleLines } from '../../../../../src/extract/formats/layout/model.ts';
import { rowsOf } from '../../../../support/blocks.ts';
import { glyphsOf, type LaidLine } from '../../../../support/laid-out.ts';

const NO_RULES: RuleLines = { horizontal: [], vertical: [] };

function read(lines: readonly LaidLine[], rules = NO_RULES) {
  const { tables, rest } = findColumnTables(glyphsOf(...lines), rules, 1);
  return { tables: tables.map(rowsOf), rest: rest.map(({ text }) => text).join('') };
}

const TABLE: readonly LaidLine[] = [
  [80, [50, '项目'], [190, '制发数'], [290, '废止数']],
  [100, [50, '甲类事项'], [200, '7'], [300, '8']],
  [120, [50, '乙类事项'], [200, '12'], [300, '9']],
];

describe('tables without rules', () => {
  it('leave what stands above and below them', () => {
    const { tables, rest } = read([[30, [50, '一、总体情况']], ...TABLE, [200, [50, '特此报告']]]);
    expect(tables).toHaveLength(1);
    expect(rest).toBe('一、总体情况特此报告');
  });

  it('leave a page without any as it is', () => {
    const glyphs = glyphsOf([100, [50, '本机关依法公开信息']]);
    expect(findColumnTables(glyphs, NO_RULES, 1)).toEqual({ tables: [], openHeader: null, rest: glyphs });
  });

  it('print each character once: in a table or outside', () => {
    const page: LaidLine[] = [...TABLE, [132, [50, '的'], [400, '注']], [150, [200, '5'], [260, '6']]];
    const { tables, rest } = read(page);
    const all = [...tables.flat(2).join(''), ...rest].filter((one) => !'/'.includes(one)).sort();
    expect(all).toEqual(
      glyphsOf(...page)
        .map(({ text }) => text)
        .sort(),
    );
  });

  it('part numbers with little white between them where those of other lines stand apart', () => {
    const rows = (count: number): LaidLine[] =>
      Array.from({ length: count }, (_, at) => [100 + at * 20, [50, '甲类事项'], [200, '7'], [300, '0'], [312, '4']]);
    const last: LaidLine = [180, [50, '乙类事项'], [200, '7'], [300, '0'], [307, '313']];
    expect(read([...rows(3), last]).tables[0]?.at(-1)).toEqual(['乙类事项', '7', '0', '313']);
    expect(read([...rows(2), last]).tables[0]?.at(-1)).not.toContain('313');
  });

  it('part cells at a vertical rule', () => {
    const page: LaidLine[] = [
      [100, [50, '甲类事项'], [200, '7'], [208, '8'], [300, '1']],
      [120, [50, '乙类事项'], [200, '3'], [208, '4'], [300, '2']],
    ];
    const rule = { at: 206.5, from: 60, to: 160 };
    expect(read(page).tables[0]?.[0]).toEqual(['甲类事项', '78', '1']);
    expect(read(page, { ...NO_RULES, vertical: [rule] }).tables[0]?.[0]).toEqual(['甲类事项', '7', '8', '1']);
  });
});
