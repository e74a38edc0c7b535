import { readFileSync } from 'node:fs';
import type { PDFDocumentProxy, PDFWorker } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { expect, it } from 'vitest';
import { generateReport } from '../../../../generator/index.ts';
import { reportPdf } from '../../../../generator/pdf.ts';
import { openingOf } from '../../../../src/extract/formats/pdf/open.ts';
import { loadPdfjs, type Pdfjs, withNatives, workerFor } from '../../../../src/extract/formats/pdf/pdfjs.ts';
import { CHANGES } from '../../../../src/extract/formats/pdf/worker-changes.ts';
import { CORE } from '../../../../src/extract/formats/pdf/worker-source.ts';

const report = generateReport(7, { form: '2021' });

/** pdf.js with the core that it brings. */
const asItComes = ({ api }: Pdfjs): Promise<PDFWorker> =>
  withNatives(async () => {
    const worker = new api.PDFWorker();
    await worker.promise;
    return worker;
  });

/** What a document's pages tell the reader; the box of a path is not asked for. */
async function told(pdfjs: Pdfjs, bytes: Uint8Array, worker: PDFWorker): Promise<unknown[]> {
  const task = pdfjs.api.getDocument({ ...openingOf(pdfjs.api, bytes), worker });
  const document = await task.promise;
  const pages: unknown[] = [];
  for (let number = 1; number <= document.numPages; number++) pages.push(await pageOf(pdfjs, document, number));
  await task.destroy();
  worker.destroy();
  return pages;
}

async function pageOf({ api }: Pdfjs, document: PDFDocumentProxy, number: number): Promise<unknown> {
  const page = await document.getPage(number);
  const { fnArray, argsArray } = await page.getOperatorList();
  const operations = fnArray.map((code, index) => [
    code,
    code === api.OPS.constructPath ? argsArray[index].slice(0, 2) : argsArray[index],
  ]);
  // Without the document's number in names of fonts, and as a clone is: of no class.
  const text = JSON.stringify([operations, await page.getAnnotations()]);
  return text.replace(/\bg_d\d+_/g, 'g_');
}

it.each([
  ['single glyphs and dots', reportPdf(report, { rules: 'dots', text: 'glyphs' })],
  ['an encoding that is kept, and a layer', reportPdf(report, { rules: 'double', trick: 'layer-off' })],
  ['no characters, and fields', reportPdf(report, { codeless: true, trick: 'field' })],
])('pdf.js tells the same with its own core: %s', async (_, bytes) => {
  const pdfjs = await loadPdfjs();
  const changed = await told(pdfjs, bytes, workerFor(pdfjs));
  expect(changed.length).toBeGreaterThan(1);
  expect(changed).toEqual(await told(pdfjs, bytes, await asItComes(pdfjs)));
});

it('each place that is changed stands once in the core', () => {
  const source = readFileSync(CORE, 'utf8');
  expect(CHANGES.filter(({ from }) => source.indexOf(from) !== source.lastIndexOf(from))).toEqual([]);
});
