import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomFrom, type SampleReport, type SampleTable } from '../../generator/index.ts';
import { rowsOf } from '../../src/sample/grid.ts';
import { cellText, escapeHtml, htmlLayout, type Manner, spans } from '../../src/sample/layouts/html.ts';
import { headerRows } from '../../src/sample/shape.ts';
import { inTurn } from './producer.ts';

/** How portals set their pages. Fonts that are not installed are replaced by the program. */
const FONTS = ['AR PL UMing CN', 'Noto Sans CJK SC', 'WenQuanYi Zen Hei', 'Noto Serif CJK SC'];
const SIZES_PT = [12, 10.5, 14];
const PADDINGS_PT = [4, 1];

/**
 * Header rows in a `thead`, which a print repeats on every page, or not. The attribute for the borders is old, but all that LibreOffice
 * takes from a table.
 */
const pageManner = (repeatsHeader: boolean, borders: boolean): Manner => ({
  paragraph: (text, kind) => {
    if (kind === 'title') return `<h1>${escapeHtml(text)}</h1>`;
    return kind === 'heading' ? `<h2>${escapeHtml(text)}</h2>` : `<p>${escapeHtml(text)}</p>`;
  },
  table: (table) => {
    const rows = rowsOf(table).map((row) => `<tr>${row.map(cellHtml).join('')}</tr>`);
    const head = repeatsHeader ? headerRows(table) : 0;
    const first = head > 0 ? `<thead>${rows.slice(0, head).join('\n')}</thead>` : '';
    return `<table border="${borders ? 1 : 0}" cellspacing="0">${first}<tbody>\n${rows.slice(head).join('\n')}\n</tbody></table>`;
  },
});

const cellHtml = (cell: SampleTable['cells'][number]): string => `<td${spans(cell)}>${cellText(cell.text)}</td>`;

/** A page of a portal with the report in it, in another font and size by `index`. */
function pageOf(report: SampleReport, index: number, borders: boolean): string {
  const style = [
    `body { font: ${inTurn(SIZES_PT, index)}pt "${inTurn(FONTS, index)}", serif; line-height: 1.5; }`,
    'h1 { text-align: center; font-size: 1.6em; } h2 { font-size: 1.2em; } p { text-indent: 2em; }',
    'table { width: 100%; border-collapse: collapse; margin: 1em 0; }',
    `td { text-align: center; padding: ${inTurn(PADDINGS_PT, index)}pt; border: ${borders ? '0.5pt solid black' : 'none'}; }`,
  ];
  const body = htmlLayout('page', pageManner(index % 3 === 2, borders)).render(report, randomFrom(report.seed));
  const head = `<meta charset="utf-8"><title>${escapeHtml(report.truth.title)}</title><style>${style.join('\n')}</style>`;
  return `<!DOCTYPE html><html lang="zh-CN"><head>${head}</head><body>\n${body}\n</body></html>\n`;
}

/** Writes the reports as web pages, whose tables have rules or not. */
export function writePages(reports: readonly SampleReport[], folder: string, borders = true): string[] {
  const pages = join(folder, 'pages');
  mkdirSync(pages);
  return reports.map((report, index) => {
    const path = join(pages, `${report.seed}.html`);
    writeFileSync(path, pageOf(report, index, borders));
    return path;
  });
}
