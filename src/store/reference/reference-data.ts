import type Database from 'better-sqlite3';

/** Data of the program's own that tables of the database hold, so that any SQLite program can join it. */
export interface ReferenceData {
  readonly name: string;
  /** All that `fill` depends on. */
  readonly source: string;
  /** Brings the tables to this state, whatever state they were in; rows that others refer to are never removed. */
  readonly fill: (db: Database.Database) => void;
}
