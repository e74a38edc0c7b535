import { ByCell } from './by-cell.ts';
import { type CellName, describeCell, PUT_FIGURE_KEY } from './reference/figure-keys.ts';
import type { Store } from './store.ts';

const KNOWN = new WeakMap<Store, ByCell<number>>();

/** The number of a cell's key, which is made where no form has the cell. */
export function figureKeyId(store: Store, cell: CellName): number {
  const known = KNOWN.get(store) ?? storedKeys(store);
  KNOWN.set(store, known);
  const remembered = known.get(cell);
  if (remembered !== undefined) return remembered;
  const id = storedKeyId(store, cell) ?? madeKeyId(store, cell);
  // Not while it may still be undone.
  store.afterCommit(() => known.set(cell, id));
  return id;
}

/** All at once: the first reports would ask for each of them. */
function storedKeys(store: Store): ByCell<number> {
  const known = new ByCell<number>();
  const sql = 'SELECT id, table_key AS "table", row_key AS row, column_key AS column FROM figure_key';
  for (const { id, ...cell } of store.all<CellName & { id: number }>(sql)) known.set(cell, id);
  return known;
}

function storedKeyId(store: Store, { table, row, column }: CellName): number | undefined {
  const sql = 'SELECT id FROM figure_key WHERE table_key = ? AND row_key = ? AND column_key = ?';
  return store.get<{ id: number }>(sql, table, row, column)?.id;
}

function madeKeyId(store: Store, cell: CellName): number {
  const row = store.get<{ id: number }>(PUT_FIGURE_KEY, ...describeCell(cell));
  if (row === undefined) throw new Error(`no key for ${cell.table}/${cell.row}/${cell.column}`);
  return row.id;
}
