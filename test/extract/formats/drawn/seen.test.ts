import { describe, expect, it } from 'vitest';
import { compareWithTruth } from '../../../../generator/compare.ts';
import { reportPdf } from '../../../../generator/pdf.ts';
import { type PdfTrick, TRICKS } from '../../../../generator/pdf-tricks.ts';
import { extract } from '../../../../src/extract/index.ts';
import { toJson } from '../../../../src/extract/json.ts';
import { generateReport } from '../../../../src/sample/report.ts';

const read = async (trick: PdfTrick, rules: 'strokes' | 'none') => {
  const report = generateReport(31, { form: '2021', variety: 'plain' });
  const extraction = await extract(reportPdf(report, { trick, rules }));
  if (extraction.kind !== 'document') throw new Error('read as an archive');
  const codes = new Set(extraction.report.warnings.map(({ code }) => code));
  return { compared: compareWithTruth(report.truth, toJson('report.pdf', extraction)), codes };
};

/** What is left out because nobody sees it is said. */
const SAID: Readonly<Partial<Record<PdfTrick, string>>> = {
  invisible: 'hidden_text',
  transparent: 'hidden_text',
  white: 'hidden_text',
  clipped: 'hidden_text',
  covered: 'hidden_text',
  'covered-picture': 'hidden_text',
  tiny: 'hidden_text',
  'struck-line': 'struck_text',
  'struck-rectangle': 'struck_text',
  'struck-annotation': 'struck_text',
  'struck-twice': 'struck_text',
  'struck-slash': 'struck_text',
  'struck-wave': 'struck_text',
};

describe('a page is what is seen of it', () => {
  it.each(TRICKS)('%s: every number of a table with rules as printed', async (trick) => {
    const { compared, codes } = await read(trick, 'strokes');
    expect(compared.differences).toEqual([]);
    const said = [...codes].filter((code) => code === 'hidden_text' || code === 'struck_text');
    expect(said).toEqual(SAID[trick] ? [SAID[trick]] : []);
  });

  it.each(TRICKS)('%s: no number of a table without rules is wrong', async (trick) => {
    expect((await read(trick, 'none')).compared.wrong).toBe(0);
  });
});
