import { expect, test } from 'vitest';
import type { RuleManner } from '../../../../generator/pdf.ts';
import { reportPdf } from '../../../../generator/pdf.ts';
import { extract } from '../../../../src/extract/index.ts';
import { generateReport } from '../../../../src/sample/report.ts';

/** Numbers of tables 2 to 4 by what became of them. */
async function numbers(rules: RuleManner, seed: number): Promise<{ right: number; missing: number; wrong: string[] }> {
  const report = generateReport(seed, { form: seed % 2 === 0 ? '2021' : '2019', variety: 'plain' });
  const extraction = await extract(reportPdf(report, { rules, pageNumber: (page) => `- ${page} -` }));
  if (extraction.kind !== 'document') throw new Error('a PDF is a document');
  const result = { right: 0, missing: 0, wrong: [] as string[] };
  for (const figure of extraction.report.figures) {
    const truth = report.truth[figure.table]?.[figure.row]?.[figure.column] ?? null;
    if (figure.value === null) result.missing++;
    else if (figure.value === truth) result.right++;
    else result.wrong.push(`${figure.table}/${figure.row}/${figure.column}: ${truth} read as ${figure.value}`);
  }
  return result;
}

test.each([1, 2, 3, 4])('a table without rules at its sides is read whole (sample %i)', async (seed) => {
  const { right, missing, wrong } = await numbers('no-sides', seed);
  expect(wrong).toEqual([]);
  expect(missing).toBe(0);
  expect(right).toBeGreaterThan(150);
});

test.each([1, 2, 3, 4])(
  'a table by columns alone is read nearly whole, and nothing wrong (sample %i)',
  async (seed) => {
    const { right, missing, wrong } = await numbers('none', seed);
    expect(wrong).toEqual([]);
    expect(right).toBeGreaterThan((right + missing) * 0.75);
  },
);
