import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { pagesPdf, reportPdf } from '../../../../generator/pdf.ts';
import { pdfReader } from '../../../../src/extract/formats/pdf/index.ts';
import { generateReport } from '../../../../src/sample/report.ts';

const report = generateReport(4, { form: '2021', variety: 'plain' });

const fixture = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../../../fixtures/pdf/${name}`, import.meta.url)));

describe('what cannot be read says why', () => {
  test('a password is needed', async () => {
    await expect(pdfReader.read(fixture('password-to-open.pdf'), 'pdf', {})).rejects.toMatchObject({
      code: 'encrypted',
    });
  });

  test('a password for changing only does not keep it from being read', async () => {
    const document = await pdfReader.read(fixture('password-to-change.pdf'), 'pdf', {});
    expect(document.blocks).toMatchObject([{ kind: 'paragraph', text: 'Report of the year' }]);
  });

  test.each([
    ['no PDF at all', new TextEncoder().encode('%PDF-1.4 and nothing more')],
    ['the first kilobyte', reportPdf(report).subarray(0, 1000)],
  ])('%s is damaged', async (_, bytes) => {
    await expect(pdfReader.read(bytes, 'pdf', {})).rejects.toMatchObject({ code: 'damaged' });
  });

  test('an empty page has no text', async () => {
    const empty = pagesPdf([{ width: 595, height: 842, texts: [], cells: [] }]);
    await expect(pdfReader.read(empty, 'pdf', {})).rejects.toMatchObject({ code: 'no_text' });
  });
});

test('the caller keeps its bytes', async () => {
  const bytes = reportPdf(report);
  const before = bytes.slice();
  await pdfReader.read(bytes, 'pdf', {});
  expect(bytes).toEqual(before);
});
