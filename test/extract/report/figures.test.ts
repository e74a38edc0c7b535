import { describe, expect, it } from 'vitest';
import { FigureCollector } from '../../../src/extract/report/figures.ts';
import type { Figure } from '../../../src/extract/report/model.ts';

/** What becomes of a number of a row into which an organ splits 其他对外管理服务事项. */
function split(name: string, confidence: number | null): { value: number | null | undefined; codes: string[] } {
  const sheet = new FigureCollector();
  const row = `other_management.${name}`;
  const source = { table: 0, row: 3, column: 1, position: null, confidence };
  const figure: Figure = { table: 'disclosure', row, column: 'decisions', value: 7, raw: '7', source };
  sheet.add('disclosure', row, [figure], name);
  return { value: sheet.figures[0]?.value, codes: sheet.warnings.map(({ code }) => code) };
}

describe('a row into which an organ splits one of the form', () => {
  it('keeps its numbers under the name that is printed', () => {
    expect(split('生猪屠宰检疫', null)).toEqual({ value: 7, codes: [] });
  });

  it('recognised from pixels has a name that organs use, or numbers as text only', () => {
    expect(split('行政检查', 0.95)).toEqual({ value: 7, codes: [] });
    expect(split('令查', 0.95)).toEqual({ value: null, codes: ['low_confidence'] });
  });
});
