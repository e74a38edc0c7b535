import { rowsOf, type SampleCell, type SampleTable } from '../src/sample/grid.ts';
import type { SampleBlock } from '../src/sample/model.ts';
import type { Random } from '../src/sample/random.ts';
import { headerRows, sliceTable } from '../src/sample/shape.ts';
import type { SampleTruth, TruthNumbers } from '../src/sample/truth.ts';

/* What organs and transfers do to a report's tables, with the truth that stays. */

/** Put behind a label in brackets; none says anything about the row. */
const NOTES = ['设区的市以上政府填报', '含下属单位', '见附件1', '件', '注：以实际为准', '仅填本级'];

/** Notes behind labels, as organs write them: 规章（设区的市以上政府填报）. */
export function withNotes(table: SampleTable, random: Random): SampleTable {
  // A row of an organ's own is called what its label says, note and all.
  const own = new Set(table.cells.flatMap(({ row, figure }) => (figure?.row.includes('.') ? [row] : [])));
  const cells = table.cells.map((cell) =>
    cell.role === 'label' && !own.has(cell.row) && !/[（(]/.test(cell.text.slice(3)) && random.chance(0.5)
      ? { ...cell, text: `${cell.text}${random.chance(0.3) ? '\n' : ''}（${random.pick(NOTES)}）` }
      : cell,
  );
  return table.key === 'indicators' ? table : { ...table, cells };
}

/** A column of zeros beside table 3, as spreadsheets check their sums; a blank one between. */
export function withChecks(table: SampleTable): SampleTable {
  if (table.key !== 'applications') return table;
  const head = headerRows(table);
  const column = table.columns;
  const cells: SampleCell[] = [];
  for (let row = 0; row < table.rows; row++)
    for (const [at, text] of [
      [column, ''],
      [column + 1, row < head ? '' : '0'],
    ] as const)
      cells.push({ row, column: at, rowSpan: 1, colSpan: 1, text, role: 'value', figure: null });
  const all = [...table.cells, ...cells].sort((a, b) => a.row - b.row || a.column - b.column);
  return { ...table, columns: column + 2, cells: all };
}

/** A report without the rows of one table from `row` on, and without anything behind it where it `breaksOff`. */
export function cutAfter(blocks: readonly SampleBlock[], at: number, row: number, breaksOff: boolean): SampleBlock[] {
  return blocks.flatMap((block, index): SampleBlock[] => {
    if (index > at && breaksOff) return [];
    if (index !== at || block.kind !== 'table') return [block];
    return [{ kind: 'table', table: sliceTable(block.table, 0, row, 'repeat') }];
  });
}

/** The part of the truth that is still printed in the blocks. */
export function truthIn(truth: SampleTruth, blocks: readonly SampleBlock[]): SampleTruth {
  const tables = blocks.flatMap((block) => (block.kind === 'table' ? [block.table] : []));
  const printed = new Set(
    tables.flatMap(({ cells }) => cells.flatMap(({ figure }) => (figure ? [Object.values(figure).join()] : []))),
  );
  const kept = (table: 'disclosure' | 'applications' | 'review_litigation'): TruthNumbers | null => {
    const rows = Object.entries(truth[table] ?? {}).map(([row, cells]) => {
      const columns = Object.entries(cells).filter(([column]) => printed.has([table, row, column].join()));
      return [row, Object.fromEntries(columns)] as const;
    });
    const filled = rows.filter(([, cells]) => Object.keys(cells).length > 0);
    return filled.length > 0 ? Object.fromEntries(filled) : null;
  };
  const lines = tables
    .filter(({ key }) => key === 'indicators')
    .reduce((sum, table) => sum + rowsOf(table).length - 1, 0);
  return {
    ...truth,
    disclosure: kept('disclosure'),
    applications: kept('applications'),
    review_litigation: kept('review_litigation'),
    indicators: truth.indicators.slice(0, lines),
  };
}
