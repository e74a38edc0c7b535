import type { CellName } from './reference/figure-keys.ts';

/** What is known of cells, by their names. A report has hundreds, and a name put together for each would take longer than three steps. */
export class ByCell<T> {
  readonly #tables = new Map<string, Map<string, Map<string, T>>>();

  get({ table, row, column }: CellName): T | undefined {
    return this.#tables.get(table)?.get(row)?.get(column);
  }

  set({ table, row, column }: CellName, value: T): void {
    const rows = this.#tables.get(table) ?? new Map<string, Map<string, T>>();
    this.#tables.set(table, rows);
    const columns = rows.get(row) ?? new Map<string, T>();
    rows.set(row, columns);
    columns.set(column, value);
  }
}
