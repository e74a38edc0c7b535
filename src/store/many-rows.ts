import type Database from 'better-sqlite3';
import type { SqlValue, Store } from './store.ts';

/** More gain nothing: by then the calls are few. */
const MOST = 32;

/**
 * Inserts many rows of one table with a statement: to call SQLite and to give it a row takes as long as what it does with it. To be called
 * within a transaction: where a row is refused, those before it are there until that one is undone. Else SQLite would copy every page that a
 * statement changes, to be able to undo it alone.
 */
export class ManyRows {
  readonly #into: string;
  readonly #row: string;
  readonly #width: number;
  /** Statements by how many rows they insert. */
  readonly #sql: string[] = [];

  constructor(table: string, columns: readonly string[]) {
    this.#into = `INSERT OR FAIL INTO ${table} (${columns.join(', ')}) VALUES `;
    this.#row = `(${columns.map(() => '?').join(', ')})`;
    this.#width = columns.length;
  }

  /** `values`: those of all rows, one row behind the other. Returns the id of the last row, where the table has ids. */
  insert(store: Store, values: readonly SqlValue[]): number {
    let last: Database.RunResult | null = null;
    for (let at = 0; at < values.length; at += MOST * this.#width) {
      const some = values.slice(at, at + MOST * this.#width);
      last = store.prepare(this.#statement(some.length / this.#width)).run(...some);
    }
    return Number(last?.lastInsertRowid ?? 0);
  }

  #statement(rows: number): string {
    this.#sql[rows] ??= this.#into + Array.from({ length: rows }, () => this.#row).join(', ');
    return this.#sql[rows];
  }
}
