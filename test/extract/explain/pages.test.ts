import { readFileSync } from 'node:fs';
import { load } from 'cheerio/slim';
import { describe, expect, it } from 'vitest';
import { generateReport } from '../../../generator/index.ts';
import { ofdOf, ofdOfScans } from '../../../generator/ofd.ts';
import { reportPdf } from '../../../generator/pdf.ts';
import type { Document } from '../../../src/extract/document.ts';
import { drawPages, explain } from '../../../src/extract/explain/index.ts';
import { pagePicture } from '../../../src/extract/explain/page-picture.ts';
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

  it('draw the text of an OFD anew, upright or turned, and photograph its scans', async () => {
    const report = generateReport(42, { form: '2021', variety: 'plain' });
    for (const sideways of [false, true]) {
      const page = await pagePicture(await ofdOf([report], { sideways }), 'ofd', 2);
      const $ = xml(Buffer.from(page?.content ?? []).toString());
      expect($('text').text().replace(/\s/g, '')).toContain('本年新收政府信息公开申请数量');
      expect($('line').length).toBeGreaterThan(20);
      expect($('text[transform^="rotate(90 "]').length > 20).toBe(sideways);
      expect($('style, script, image')).toHaveLength(0);
    }
    const scan = await ofdOfScans([
      { bytes: readFileSync('test/fixtures/scan/review-table-150dpi.jpg'), ending: 'jpg' },
    ]);
    const page = await pagePicture(scan, 'ofd', 1);
    expect([page?.type, ...(page?.content.slice(0, 2) ?? [])]).toEqual(['image/jpeg', 0xff, 0xd8]);
    expect(await pagePicture(scan, 'ofd', 2)).toBeNull();
  });

  it('there are none of a web page', async () => {
    const page = Buffer.from('<table><tr><td>1</td></tr></table>');
    const read = await extract(page, {});
    if (read.kind !== 'document') throw new Error('no document');
    expect((await explain(page, {}, { pages: drawPages }))?.pages).toEqual([]);
  });
});
