import { readFileSync } from 'node:fs';
import { load } from 'cheerio/slim';
import { describe, expect, it } from 'vitest';
import { generateReport } from '../../../generator/index.ts';
import { reportPdf } from '../../../generator/pdf.ts';
import type { Document } from '../../../src/extract/document.ts';
import { drawPages, explain } from '../../../src/extract/explain/index.ts';
import { extract } from '../../../src/extract/index.ts';

const xml = (svg: string) => load(svg, { xml: true });

describe('pictures of pages', () => {
  it('show rules, runs and cells of a PDF, and each number where it stands', async () => {
    const report = generateReport(41, { form: '2021', variety: 'plain' });
    const bytes = await reportPdf(report, { rules: 'strokes' });
    const read = await extract(bytes, {});
    if (read.kind !== 'document') throw new Error('no document');
    const explanation = await explain(bytes, {}, { pages: drawPages });
    const pages = explanation?.pages ?? [];
    expect(pages.map(({ page }) => page)).toEqual(pages.map((_, index) => index + 1));
    for (const { page, svg } of pages) {
      const $ = xml(svg);
      const here = read.report.figures.filter(({ source }) => source.position?.page === page);
      expect($('.value, .null')).toHaveLength(here.length);
      const titles = $('.value title')
        .toArray()
        .map((title) => $(title).text());
      for (const { table, row, column, value } of here)
        if (value !== null) expect(titles).toContain(`${table}/${row}/${column}: ${value}`);
      if (here.length > 0) for (const role of ['.rule', '.run', '.cell']) expect($(role).length).toBeGreaterThan(10);
    }
    expect(pages.some(({ svg }) => svg.includes('applications/new_received/total'))).toBe(true);
  });

  it('lay what was recognised over a scan', async () => {
    const bytes = readFileSync('test/fixtures/scan/review-table-150dpi.jpg');
    const cell = {
      row: 0,
      column: 0,
      rowSpan: 1,
      colSpan: 1,
      text: '结果<维持>',
      position: { page: 1, box: [10, 10, 60, 30] as const },
    };
    const table = { kind: 'table' as const, rows: 1, columns: 1, cells: [cell] };
    const document: Document = {
      format: 'image',
      charset: null,
      charsetEvidence: null,
      blocks: [table],
      metadata: {},
      warnings: [],
    };
    const [page] = await drawPages(bytes, { document, figures: [] });
    const $ = xml(page?.svg ?? '');
    expect($('image').attr('href')).toMatch(/^data:image\/jpeg;base64,/);
    expect($('.label').text()).toBe('结果<维持>');
  });

  it('there are none of a web page', async () => {
    const page = Buffer.from('<table><tr><td>1</td></tr></table>');
    const read = await extract(page, {});
    if (read.kind !== 'document') throw new Error('no document');
    expect((await explain(page, {}, { pages: drawPages }))?.pages).toEqual([]);
  });
});
