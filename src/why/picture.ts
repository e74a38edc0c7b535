import type { Table } from '../extract/document.ts';
import { drawPages } from '../extract/explain/index.ts';
import type { StoredCell } from './cell.ts';
import type { Receipt } from './receipt.ts';
import type { Reread } from './reread.ts';

/** A picture of where the number stands, to be opened in a browser. */
export interface Picture {
  readonly extension: 'svg' | 'html';
  readonly content: string;
}

/** The page with the cell marked; for formats without pages the table with the cell marked; null for text without tables. */
export async function pictureOf({ cell, organ, year }: Receipt, { bytes, read }: Reread): Promise<Picture | null> {
  if (cell.page !== null && cell.box !== null) {
    const pages = await drawPages(bytes, { document: read.document, figures: read.report.figures });
    const page = pages.find((one) => one.page === cell.page);
    if (page !== undefined) return { extension: 'svg', content: withMark(page.svg, cell.box) };
  }
  const tables = read.document.blocks.filter((block): block is Table => block.kind === 'table');
  const table = cell.table === null ? undefined : tables[cell.table];
  return table === undefined ? null : { extension: 'html', content: tablePage(table, cell, `${organ} ${year}`) };
}

function withMark(svg: string, [left, top, right, bottom]: readonly [number, number, number, number]): string {
  const place = `x="${left - 2}" y="${top - 2}" width="${right - left + 4}" height="${bottom - top + 4}"`;
  return svg.replace(/<\/svg>\s*$/, `<rect ${place} fill="none" stroke="#dc2626" stroke-width="2.5"/></svg>`);
}

const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

function tablePage({ rows, cells }: Table, cell: StoredCell, title: string): string {
  const lines = Array.from({ length: rows }, (_, row) => {
    const printed = cells
      .filter((one) => one.row === row)
      .map((one) => {
        const mark = one.row === cell.row && one.column === cell.column ? ' class="here"' : '';
        return `<td rowspan="${one.rowSpan}" colspan="${one.colSpan}"${mark}>${escapeHtml(one.text)}</td>`;
      });
    return `<tr>${printed.join('')}</tr>`;
  });
  return `<!doctype html><meta charset="utf-8"><title>${escapeHtml(title)}</title>
<style>td{border:1px solid #888;padding:2px 6px}table{border-collapse:collapse}.here{outline:3px solid #dc2626;background:#fee2e2}</style>
<h1>${escapeHtml(`${title}: ${cell.label}`)}</h1>
<table>${lines.join('\n')}</table>
`;
}
