import { arranged } from '../arrange.ts';
import {
  swapColumns,
  tablesInAnnex,
  withOwnStatistics,
  withRemarks,
  withSerialNumbers,
  withSubtotals,
} from '../change.ts';
import type { SampleTable } from '../grid.ts';
import type { Random } from '../random.ts';
import {
  allInOne,
  bandsApart,
  breakTable,
  changeTables,
  cutMergedCells,
  headerRows,
  headingsInside,
} from '../shape.ts';
import { CLEAN, escapeHtml, htmlLayout } from './html.ts';
import type { Layout } from './layout.ts';
import { BARE_LINES, SEMANTIC, SPREADSHEET, UNCLOSED } from './sloppy.ts';
import { WORD } from './word.ts';

const LONG = 8;

/** Some row below the header of a table long enough to reach a page's end. */
const someRow = (table: SampleTable, random: Random): number => random.int(headerRows(table) + 2, table.rows - 2);

const broken =
  (repeatHeader: boolean) =>
  (table: SampleTable, random: Random): SampleTable[] => {
    const cut = random.pick(['repeat', 'blank'] as const);
    return table.rows > LONG
      ? breakTable(table, someRow(table, random), cut, repeatHeader && table.key !== 'disclosure')
      : [table];
  };

/** The body inside a table that only serves the page's layout, as pages before 2015 have it. */
const inLayoutTable = (body: string): string =>
  `<table width="100%"><tr><td width="180"><a href="#">政务公开</a></td><td><table width="98%" align="center"><tr><td>${body}</td></tr></table></td></tr></table>`;

const inLayout = (layout: Layout): Layout => ({
  ...layout,
  name: 'html-layout-table',
  render: (report, random) => inLayoutTable(layout.render(report, random)),
});

/** 商业企业 to 其他 are columns 4 to 8 of table 3: any two of them in the other order. */
function otherOrder(table: SampleTable, random: Random): SampleTable {
  return table.key === 'applications' ? swapColumns(table, random.int(4, 6), random.int(7, 8)) : table;
}

/** 序号 in front, 小计 among the columns or 备注 behind. Table 4 is one line of numbers and has neither. */
function furtherColumn(table: SampleTable, random: Random): SampleTable {
  if (table.key === 'review_litigation') return table;
  if (table.key !== 'applications') return withSerialNumbers(table);
  return random.pick([withSerialNumbers, withSubtotals, withRemarks])(table);
}

/** The text once more where no visitor sees it: print versions, fields of the editor, scripts. */
const withHiddenCopy = (layout: Layout): Layout => ({
  ...layout,
  name: 'html-hidden-copy',
  render: (report, random) => {
    const body = layout.render(report, random);
    const hidden = [
      `<div style="display:none">${body}</div>`,
      `<textarea name="content" style="display:none">${escapeHtml(body)}</textarea>`,
      `<script type="text/template">${body}</script>`,
      `<!-- ${body} -->`,
    ];
    return `${body}${random.pick(hidden)}`;
  },
});

export const HTML_LAYOUTS: readonly Layout[] = [
  htmlLayout('html-clean', CLEAN),
  htmlLayout('html-word', WORD),
  htmlLayout('html-merged-cell-twice', WORD, (blocks, random) =>
    changeTables(blocks, (table) => (table.rows > LONG ? [cutMergedCells(table, someRow(table, random))] : [table])),
  ),
  htmlLayout('html-page-break', WORD, (blocks, random) =>
    changeTables(blocks, (table) => broken(false)(table, random)),
  ),
  htmlLayout('html-page-break-header', CLEAN, (blocks, random) =>
    changeTables(blocks, (table) => broken(true)(table, random)),
  ),
  htmlLayout('html-unclosed', UNCLOSED),
  inLayout(htmlLayout('html-word', WORD)),
  htmlLayout('html-bare-lines', BARE_LINES),
  htmlLayout('html-semantic', SEMANTIC),
  htmlLayout('html-spreadsheet', SPREADSHEET),
  htmlLayout('html-table-a-clause', WORD, (blocks) => changeTables(blocks, bandsApart)),
  htmlLayout('html-one-table', CLEAN, allInOne),
  htmlLayout('html-headings-inside', WORD, headingsInside),
  htmlLayout('html-columns-in-other-order', SEMANTIC, (blocks, random) =>
    changeTables(blocks, (table) => [otherOrder(table, random)]),
  ),
  htmlLayout('html-further-column', WORD, (blocks, random) =>
    changeTables(blocks, (table) => [furtherColumn(table, random)]),
  ),
  htmlLayout('html-other-arrangement', CLEAN, (blocks, random) =>
    changeTables(blocks, (table) => arranged(table, random)),
  ),
  htmlLayout('html-own-statistics', CLEAN, withOwnStatistics),
  htmlLayout('html-annex', WORD, tablesInAnnex),
  withHiddenCopy(htmlLayout('html-clean', CLEAN)),
];
