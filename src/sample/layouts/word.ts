import { rowsOf, type SampleCell, type SampleTable } from '../grid.ts';
import type { Random } from '../random.ts';
import { escapeHtml, type Manner, spans } from './html.ts';

/* HTML as Word and WPS paste it: a paragraph a line, a span a run, numbers cut into runs, blank cells that are not empty. */

const FONT = 'font-family:仿宋_GB2312;font-size:12.0pt';

function runs(text: string, random: Random): string {
  const characters = [...text];
  const cut = characters.length > 1 && random.chance(0.25) ? random.int(1, characters.length - 1) : 0;
  const pieces = cut > 0 ? [characters.slice(0, cut).join(''), characters.slice(cut).join('')] : [text];
  const spanned = pieces.map(
    (piece, index) => `<span${index > 0 ? ' lang="EN-US"' : ''} style="${FONT}">${escapeHtml(piece)}</span>`,
  );
  return spanned.join('') + random.pick(['', '', '<span lang="EN-US"><o:p></o:p></span>', '<span></span>']);
}

/** Word marks what it takes for a date, with a year of its own. */
const smartTags = (html: string): string =>
  html.replace(/\d{4}年/g, (year) => `<st1:chsdate w:st="on" Year="1899" Month="12" Day="30">${year}</st1:chsdate>`);

function paragraph(text: string, random: Random): string {
  if (text === '') return random.pick(BLANKS);
  return `<p class="MsoNormal" align="center" style="text-align:center;line-height:20.0pt">${runs(text, random)}</p>`;
}

const BLANKS = [
  '<p class="MsoNormal"><span lang="EN-US"><o:p>&nbsp;</o:p></span></p>',
  '<p class="MsoNormal"><span lang="EN-US" style="font-size:12.0pt">&nbsp;&nbsp;</span></p>',
  '<p class="MsoNormal"><br/></p>',
  '&nbsp;',
];

function content(cell: SampleCell, random: Random): string {
  const lines = cell.text.split('\n');
  if (lines.length > 1 && random.chance(0.5)) return lines.map((line) => paragraph(line, random)).join('');
  if (lines.length === 1) return paragraph(cell.text, random);
  return `<p class="MsoNormal">${lines.map((line) => `<span style="${FONT}">${escapeHtml(line)}</span>`).join('<br/>')}</p>`;
}

/** Word closes a table of uneven columns with a row without height that only sets the widths. */
const sizingRow = (table: SampleTable): string =>
  `<![if !supportMisalignedColumns]><tr height="0">${'<td width="59" style="border:none"></td>'.repeat(table.columns)}</tr><![endif]>`;

export const WORD: Manner = {
  paragraph: (text, kind, random) => {
    const style = kind === 'title' ? 'text-align:center;font-size:22.0pt' : 'text-indent:32.0pt';
    const indent = kind === 'text' ? '&nbsp;&nbsp;&nbsp; ' : '';
    const written = smartTags(runs(text, random));
    return `<p class="MsoNormal" style="${style}">${indent}${kind === 'heading' ? `<b>${written}</b>` : written}</p>`;
  },
  table: (table, random) => {
    const rows = rowsOf(table).map((row) => {
      const cells = row.map(
        (cell) =>
          `<td width="${59 * cell.colSpan}"${spans(cell)} valign="center" style="border:solid windowtext 1.0pt;padding:0cm 5.4pt">${content(cell, random)}</td>`,
      );
      return `<tr style="height:22.7pt">${cells.join('')}</tr>`;
    });
    const end = random.chance(0.3) ? sizingRow(table) : '';
    return `<div align="center"><table class="MsoNormalTable" border="1" cellspacing="0" cellpadding="0" style="border-collapse:collapse"><tbody>${rows.join('')}${end}</tbody></table></div>`;
  },
};
