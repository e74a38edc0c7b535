import { rowsOf } from '../grid.ts';
import { headerRows } from '../shape.ts';
import { cellText, escapeHtml, type Manner, spans } from './html.ts';

/** Old editors: upper-case tags, nothing closed. */
export const UNCLOSED: Manner = {
  paragraph: (text) => `<P>${escapeHtml(text)}`,
  table: (table) => {
    const rows = rowsOf(table).map(
      (row) => `<TR>${row.map((cell) => `<TD${spans(cell)}>${cellText(cell.text)}`).join('')}`,
    );
    return `<TABLE BORDER=1 CELLSPACING=0>\n${rows.join('\n')}\n</TABLE>`;
  },
};

/** Lines of bare text between `<br>`, indented with entities. */
export const BARE_LINES: Manner = {
  paragraph: (text, kind) => `${kind === 'text' ? '&emsp;&emsp;' : ''}${escapeHtml(text)}<br/>`,
  table: (table) => {
    const rows = rowsOf(table).map(
      (row) => `<tr>${row.map((cell) => `<td${spans(cell)}><div>${cellText(cell.text)}</div></td>`).join('')}</tr>`,
    );
    return `<table>${rows.join('')}</table>`;
  },
};

/** Header cells as `th` in a `thead`, the rest in a `tbody`, as hand-written pages and Markdown converters have it. */
export const SEMANTIC: Manner = {
  paragraph: (text, kind) =>
    kind === 'heading' ? `<h3><strong>${escapeHtml(text)}</strong></h3>` : `<p>${escapeHtml(text)}</p>`,
  table: (table) => {
    const rows = rowsOf(table).map((row) => {
      const cells = row.map((cell) => {
        const tag = cell.role === 'value' ? 'td' : 'th';
        return `<${tag}${spans(cell)}>${cellText(cell.text)}</${tag}>`;
      });
      return `<tr>${cells.join('')}</tr>`;
    });
    // A row span ends with its row group: the whole header belongs into the head.
    const head = headerRows(table);
    return `<table class="table table-bordered"><thead>${rows.slice(0, head).join('')}</thead><tbody>${rows.slice(head).join('')}</tbody></table>`;
  },
};

/** Spreadsheet paste: column definitions, cells with types, spans that reach past the table's edge. */
export const SPREADSHEET: Manner = {
  paragraph: (text) => `<div>${escapeHtml(text)}</div>`,
  table: (table) => {
    const rows = rowsOf(table).map((row) => {
      const cells = row.map((cell) => {
        const wide = cell.role === 'band' ? ` colspan="${cell.colSpan + 3}"` : spans(cell);
        const number = /^\d+$/.test(cell.text) ? ` x:num="${cell.text}"` : '';
        return `<td class="xl6${cell.colSpan}" height="38"${wide}${number}>${cellText(cell.text)}</td>`;
      });
      return `<tr height="38" style="height:28.5pt">${cells.join('')}</tr>`;
    });
    const columns = '<col width="72" style="width:54pt">'.repeat(table.columns);
    return `<table border="0" cellpadding="0" cellspacing="0"><colgroup>${columns}</colgroup>${rows.join('')}</table>`;
  },
};
