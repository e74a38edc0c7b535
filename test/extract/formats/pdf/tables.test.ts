import { describe, expect, test } from 'vitest';
import { type PdfManner, RULE_MANNERS, reportPdf, TEXT_MANNERS, TURNS } from '../../../../generator/pdf.ts';
import { pdfReader } from '../../../../src/extract/formats/pdf/index.ts';
import { generateReport, reportTables, type SampleForm } from '../../../../src/sample/report.ts';
import { tableDifferences } from './compare.ts';

const FORMS: readonly SampleForm[] = ['2021', '2019', '2021-hybrid', '2014'];

async function read(manner: PdfManner, seed: number): Promise<string[]> {
  const report = generateReport(seed, { form: FORMS[seed % FORMS.length] ?? '2021' });
  const document = await pdfReader.read(reportPdf(report, manner), 'pdf', {});
  return tableDifferences(reportTables(report), document);
}

describe('every cell of a ruled table is read at its place', () => {
  const ruled = RULE_MANNERS.filter((rules) => rules !== 'none' && rules !== 'no-sides');
  test.each(ruled)('rules drawn as %s', async (rules) => {
    expect(await read({ rules }, 3)).toEqual([]);
  });

  test.each(TEXT_MANNERS)('text written as %s', async (text) => {
    expect(await read({ text }, 5)).toEqual([]);
  });

  test.each(TURNS)('page turned: %s', async (turn) => {
    expect(await read({ turn }, 6)).toEqual([]);
  });
});

describe('a table over several pages is one table', () => {
  const cases = [true, false].flatMap((repeatHeader) =>
    (['repeat', 'blank'] as const).flatMap((cut) =>
      [true, false].map((openBottom) => ({ repeatHeader, cut, openBottom })),
    ),
  );
  test.each(cases)('header again: $repeatHeader, cut cell: $cut, no bottom rule: $openBottom', async (options) => {
    const manner = { ...options, runningHeader: '某某市人民政府公报', pageNumber: (page: number) => `— ${page} —` };
    for (const seed of [1, 2]) expect(await read(manner, seed)).toEqual([]);
  });
});
