import { rowsOf, type SampleCell, type SampleTable } from '../grid.ts';
import type { SampleBlock } from '../model.ts';
import type { Random } from '../random.ts';
import type { Layout } from './layout.ts';

export type ProseKind = 'title' | 'heading' | 'text' | 'signature';

/** How a producer writes HTML. */
export interface Manner {
  paragraph(text: string, kind: ProseKind, random: Random): string;
  table(table: SampleTable, random: Random): string;
}

export const escapeHtml = (text: string): string =>
  text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/\u00a0/g, '&nbsp;');

/** Text of a cell, its line breaks as `<br>`. */
export const cellText = (text: string): string => escapeHtml(text).replace(/\n/g, '<br/>');

/** The spans of a cell as attributes; none for 1, as editors do. */
export function spans(cell: SampleCell): string {
  const rowSpan = cell.rowSpan > 1 ? ` rowspan="${cell.rowSpan}"` : '';
  return (cell.colSpan > 1 ? ` colspan="${cell.colSpan}"` : '') + rowSpan;
}

export const CLEAN: Manner = {
  paragraph: (text, kind) => {
    if (kind === 'title') return `<h1>${escapeHtml(text)}</h1>`;
    return kind === 'heading' ? `<h2>${escapeHtml(text)}</h2>` : `<p>${escapeHtml(text)}</p>`;
  },
  table: (table) => {
    const rows = rowsOf(table).map(
      (row) => `<tr>${row.map((cell) => `<td${spans(cell)}>${cellText(cell.text)}</td>`).join('')}</tr>`,
    );
    return `<table border="1"><tbody>\n${rows.join('\n')}\n</tbody></table>`;
  },
};

function htmlBody(blocks: readonly SampleBlock[], manner: Manner, random: Random): string {
  const parts = blocks.flatMap((block) => {
    if (block.kind === 'table') return [manner.table(block.table, random)];
    if ('text' in block) return [manner.paragraph(block.text, block.kind === 'heading' ? 'heading' : 'text', random)];
    return block.lines.map((line) => manner.paragraph(line, block.kind === 'title' ? 'title' : 'signature', random));
  });
  return parts.join('\n');
}

/** An HTML layout: a manner, after an optional change of the blocks. */
export function htmlLayout(
  name: string,
  manner: Manner,
  change: (blocks: readonly SampleBlock[], random: Random) => readonly SampleBlock[] = (blocks) => blocks,
): Layout {
  return {
    name,
    kind: 'html',
    render: (report, random) => htmlBody(change(report.blocks, random), manner, random),
  };
}
