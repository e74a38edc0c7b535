import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { pagesPdf } from '../../../../generator/pdf.ts';
import { drawPages } from '../../../../generator/pdf-pages.ts';
import type { Document, Table } from '../../../../src/extract/document.ts';
import { imageReader } from '../../../../src/extract/formats/image.ts';
import { pdfReader } from '../../../../src/extract/formats/pdf/index.ts';
import type { SampleTable } from '../../../../src/sample/grid.ts';
import { generateReport } from '../../../../src/sample/report.ts';

const folder = new URL('../../../fixtures/scan/', import.meta.url);
const fixture = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(name, folder)));
const tables = (name: string): SampleTable[] =>
  JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as SampleTable[];
const tablesOf = (document: Document): Table[] =>
  document.blocks.filter((block): block is Table => block.kind === 'table');

/** Below this confidence the grammar gives no number. */
const TRUST = 0.8;

/** Cells of numbers by what became of them: a wrong one that is trusted is never allowed. */
function score(expected: SampleTable, table: Table | undefined): { right: number; missing: number; wrong: string[] } {
  const result = { right: 0, missing: 0, wrong: [] as string[] };
  for (const cell of expected.cells.filter((one) => one.role === 'value')) {
    const read = table?.cells.find((one) => one.row === cell.row && one.column === cell.column);
    if (!read || (read.confidence ?? 0) < TRUST) result.missing++;
    else if (read.text === cell.text) result.right++;
    else result.wrong.push(`${cell.row}/${cell.column}: ${cell.text} read as ${read.text}`);
  }
  return result;
}

describe('scans', () => {
  test('a skewed scan on grey paper at 200 dpi: 97 of 100 numbers, none wrong, tables joined over pages', async () => {
    const document = await pdfReader.read(fixture('skewed-grey-200dpi.pdf'), 'pdf', {});
    const expected = tables('skewed-grey-200dpi.json');
    expect(tablesOf(document).map((table) => [table.rows, table.columns])).toEqual(
      expected.map((table) => [table.rows, table.columns]),
    );
    const scores = expected.map((table, index) => score(table, tablesOf(document)[index]));
    expect(scores.flatMap(({ wrong }) => wrong)).toEqual([]);
    const right = scores.reduce((sum, one) => sum + one.right, 0);
    const missing = scores.reduce((sum, one) => sum + one.missing, 0);
    expect(right / (right + missing)).toBeGreaterThan(0.97);
    expect(document.warnings.map((warning) => warning.code)).toContain('recognised');
    expect(document.blocks.some((block) => block.kind === 'paragraph' && block.text.includes('总体情况'))).toBe(true);
  });

  test('a picture of 150 dpi, fed sideways: 80 of 100 numbers, none wrong; words of merged headers are read', async () => {
    const sideways = await sharp(fixture('review-table-150dpi.jpg')).rotate(270).jpeg({ quality: 90 }).toBuffer();
    const document = await imageReader.read(new Uint8Array(sideways), 'image', {});
    const [expected] = tables('review-table-150dpi.json');
    const table = tablesOf(document).at(-1);
    if (!expected) throw new Error('the fixture has no table');
    const { right, missing, wrong } = score(expected, table);
    expect(wrong).toEqual([]);
    expect(right / (right + missing)).toBeGreaterThan(0.8);
    expect(table?.cells.find((cell) => cell.row === 0 && cell.column === 5)).toMatchObject({
      text: '行政诉讼',
      colSpan: 10,
    });
  });

  test('a table that is a picture in a page of text is read, the text is not read twice', async () => {
    const [expected] = tables('review-table-150dpi.json');
    const report = generateReport(2, { form: 'none', variety: 'plain' });
    const picture = {
      jpeg: fixture('review-table-150dpi.jpg'),
      width: 1240,
      height: 1754,
      box: [150, 300, 450, 724],
    } as const;
    const document = await pdfReader.read(pagesPdf(drawPages(report).slice(0, 1), { picture }), 'pdf', {});
    const table = tablesOf(document).at(-1);
    if (!expected) throw new Error('the fixture has no table');
    expect([table?.rows, table?.columns]).toEqual([expected.rows, expected.columns]);
    expect(score(expected, table).wrong).toEqual([]);
    expect(document.warnings).toMatchObject([{ code: 'recognised', where: 'page 1' }]);
    const title = document.blocks.filter((block) => block.kind === 'paragraph' && block.text.includes('年度报告'));
    expect(title.length).toBe(1);
  });

  test('both pages of a TIFF are read, and a blank cell is blank for certain', async () => {
    const document = await imageReader.read(fixture('two-pages-fax.tiff'), 'image', {});
    const pages = new Set(tablesOf(document).flatMap((table) => table.cells.map((cell) => cell.position?.page)));
    expect([...pages]).toEqual([1, 2]);
    for (const cell of tablesOf(document).flatMap((table) => table.cells))
      expect(cell.text === '' ? cell.confidence : 1).toBe(1);
  });
});

test.each([
  ['cut_off', fixture('review-table-150dpi.jpg').subarray(0, 3000)],
  ['noise', Uint8Array.from({ length: 500 }, (_, index) => (index * 97) % 256)],
])('a picture that is %s is damaged', async (_, bytes) => {
  await expect(imageReader.read(bytes, 'image', {})).rejects.toMatchObject({
    name: 'UnreadableError',
    code: 'damaged',
  });
});
