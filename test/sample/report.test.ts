import { describe, expect, it } from 'vitest';
import { FORMS } from '../../src/codebook/index.ts';
import type { SampleTable } from '../../src/sample/grid.ts';
import { generateReport, reportTables, SAMPLE_FORMS } from '../../src/sample/report.ts';
import type { SampleTruth, TruthNumbers } from '../../src/sample/truth.ts';

const RESULT_ROWS = [...new Set(FORMS.checksOf('result_sum').flatMap(({ left }) => left))];
const APPLICANTS = FORMS.checksOf('row_sum')[0]?.left ?? [];

const SEEDS = Array.from({ length: 60 }, (_, seed) => seed);

describe('generateReport', () => {
  it('gives the same report for the same seed, and another for another', () => {
    expect(generateReport(7)).toEqual(generateReport(7));
    const titles = new Set(SEEDS.map((seed) => generateReport(seed).truth.title));
    expect(titles.size).toBeGreaterThan(40);
  });

  it.each(SAMPLE_FORMS)('prints form %s on full grids, with a cell for each number of the truth', (form) => {
    for (const seed of SEEDS) {
      const report = generateReport(seed, { form });
      for (const table of reportTables(report)) expectFullGrid(table);
      expect(printedFigures(reportTables(report))).toEqual(truthTexts(report.truth));
    }
  });

  it('has 58 numbers in the national form of 2014', () => {
    const { truth } = generateReport(1, { form: '2014', variety: 'plain' });
    expect(truth.indicators.filter((line) => 'value' in line && line.value !== null)).toHaveLength(58);
  });

  it('keeps every check of the spec, except the one that is planted', () => {
    for (const seed of SEEDS) {
      expect(failures(generateReport(seed, { form: '2021', variety: 'plain' }).truth)).toEqual([]);
      expect(failures(generateReport(seed, { form: '2019', variety: 'plain' }).truth)).toEqual([]);
    }
    for (const rule of ['balance', 'row_sum', 'result_sum', 'review_sum'] as const) {
      const { truth } = generateReport(3, { form: '2021', error: rule });
      expect(truth.planted?.rule).toBe(rule);
      expect(failures(truth)).toContain(`${rule} ${truth.planted?.scope}`);
    }
  });

  it('takes the numbers of the year before over', () => {
    const before = generateReport(4, { form: '2021', variety: 'plain' }).truth;
    const { truth } = generateReport(5, { form: '2021', variety: 'plain', before });
    const now = truth.disclosure?.normative_documents;
    const held = before.disclosure?.normative_documents?.in_force ?? Number.NaN;
    expect(truth.applications?.carried_in).toEqual(before.applications?.carried_out);
    expect(now?.in_force).toBe(held + (now?.issued ?? 0) - (now?.repealed ?? 0));
  });

  it('leaves tables out, and writes sentences in their place', () => {
    const { truth, blocks } = generateReport(2, {
      form: '2019',
      instead: ['applications'],
      missing: ['review_litigation'],
    });
    expect([truth.template, truth.applications, truth.review_litigation]).toEqual(['2019', null, null]);
    expect(truth.sections.find((section) => section.key === 'applications')?.text).not.toBe('');
    expect(truth.sections.find((section) => section.key === 'review_litigation')?.text).toBe('');
    expect(blocks.filter((block) => block.kind === 'table')).toHaveLength(1);
    expect(generateReport(2, { form: 'none' }).truth.template).toBe('none');
  });
});

function expectFullGrid(table: SampleTable): void {
  const covered = table.cells.reduce((places, cell) => places + cell.rowSpan * cell.colSpan, 0);
  expect(covered, table.key).toBe(table.rows * table.columns);
}

function printedFigures(tables: readonly SampleTable[]): Map<string, string | null> {
  const cells = tables.flatMap((table) => table.cells).filter((cell) => cell.figure !== null);
  return new Map(
    cells.map(({ figure, text }) => [`${figure?.table}/${figure?.row}/${figure?.column}`, text === '' ? null : text]),
  );
}

function truthTexts({ raw, indicators }: SampleTruth): Map<string, string | null> {
  const texts = new Map<string, string | null>();
  for (const table of ['disclosure', 'applications', 'review_litigation'] as const)
    for (const [row, cells] of Object.entries(raw[table] ?? {}))
      for (const [column, text] of Object.entries(cells)) texts.set(`${table}/${row}/${column}`, text);
  indicators.forEach((line, row) => {
    const printed = raw.indicators[row];
    if (line.unit === '——' || printed === undefined) return;
    for (const [column, text] of Object.entries(printed))
      if (column !== 'indicator' && column !== 'unit') texts.set(`indicators/${row}/${column}`, text);
  });
  return texts;
}

/** The checks of the spec, computed anew on the truth. */
function failures(truth: SampleTruth): string[] {
  const applications = truth.applications ?? {};
  const found: [string, string, boolean][] = [];
  const at = (table: TruthNumbers, row: string, column: string): number => table[row]?.[column] ?? 0;
  for (const who of [...APPLICANTS, 'total']) {
    const come = at(applications, 'new_received', who) + at(applications, 'carried_in', who);
    const gone = at(applications, 'handled_total', who) + at(applications, 'carried_out', who);
    const results = RESULT_ROWS.reduce((sum, row) => sum + at(applications, row, who), 0);
    found.push(
      ['balance', who, come === gone],
      ['result_sum', who, results === at(applications, 'handled_total', who)],
    );
  }
  for (const [row, cells] of Object.entries(applications)) {
    const sum = APPLICANTS.reduce((total, who) => total + (cells[who] ?? 0), 0);
    found.push(['row_sum', row, sum === cells.total]);
  }
  for (const [row, cells] of Object.entries(truth.review_litigation ?? {})) {
    const { total, ...outcomes } = cells;
    const sum = Object.values(outcomes).reduce<number>((all, value) => all + (value ?? 0), 0);
    found.push(['review_sum', row, sum === total]);
  }
  return found.filter(([, , right]) => !right).map(([rule, scope]) => `${rule} ${scope}`);
}
