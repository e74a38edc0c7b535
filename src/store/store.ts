import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { keepChecksums, sumAnew } from './checksums.ts';
import { DATABASE_FILE } from './database-file.ts';
import { NoDatabaseError, StoreError, StoreLockedError } from './errors.ts';
import { lockDataFolder } from './lock.ts';
import { storeMessages } from './messages.ts';
import { MIGRATIONS, SCHEMA_VERSION, UNRELEASED_SCHEMAS } from './migrations/index.ts';
import { openToRead, restAsOneFile } from './one-file.ts';
import { fillReferenceData } from './reference/fill.ts';

export { DATABASE_FILE };
export type Sql = Database.Database;
export type Statement = Database.Statement<unknown[], unknown>;

/** How long a reader waits for a checkpoint, a writer for another program's transaction, in milliseconds. */
const BUSY_TIMEOUT_MS = 10_000;

/** How long what is to be written soon waits for others, in milliseconds: a commit takes a fifth of it. */
const SOON_MS = 5;

/** The open database. What is asked of it stands in the files beside this one, as functions that take a `Store`. */
export class Store {
  readonly db: Sql;
  readonly dataDir: string;
  readonly #unlock: () => void;
  readonly #statements = new Map<string, Statement>();
  #beforeCommit: (() => void)[] = [];
  #afterCommit: (() => void)[] = [];
  #soon: Soon[] = [];
  #transactions = 0;

  constructor(db: Sql, dataDir: string, unlock: () => void) {
    this.db = db;
    this.dataDir = dataDir;
    this.#unlock = unlock;
  }

  /** A statement, compiled once. */
  prepare(sql: string): Statement {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  /** Runs a statement and returns the row that it touched last and how many it changed. */
  run(sql: string, ...values: readonly SqlValue[]): Database.RunResult {
    return this.prepare(sql).run(...values);
  }

  /** The first row, or undefined. The caller names the row's type, as the SQL beside it gives it. */
  get<Row>(sql: string, ...values: readonly SqlValue[]): Row | undefined {
    return this.prepare(sql).get(...values) as Row | undefined;
  }

  all<Row>(sql: string, ...values: readonly SqlValue[]): Row[] {
    return this.prepare(sql).all(...values) as Row[];
  }

  /**
   * All or nothing: what `fn` throws undoes what it wrote. Within another it is a part of that one: what it throws has to leave that one,
   * too; else see `attempt`. `fn` must not wait for anything (no async): SQLite has one writer, and this is it.
   */
  transaction<T>(fn: () => T): T {
    if (this.db.inTransaction) return fn();
    const after: (() => void)[] = [];
    this.#beforeCommit = [];
    this.#afterCommit = after;
    this.#transactions++;
    const whole = this.db.transaction(() => {
      const result = fn();
      this.completeWrites();
      return result;
    });
    const result = whole.immediate();
    for (const action of after) action();
    return result;
  }

  /** The running transaction's number, or the last one's. */
  get transactionNumber(): number {
    return this.#transactions;
  }

  /**
   * The same in a moment, in one transaction with all that is asked for until then: a commit takes longer than what most of them write. All
   * or nothing holds for all of them together: what one throws undoes the others, and every caller is told.
   */
  soon<T>(fn: () => T): Promise<T> {
    if (this.#soon.length === 0) setTimeout(() => this.#runSoon(), SOON_MS);
    return new Promise<T>((resolve, reject) => {
      let result: T;
      this.#soon.push({
        run: () => {
          result = fn();
        },
        done: () => resolve(result),
        fail: reject,
      });
    });
  }

  #runSoon(): void {
    const all = this.#soon;
    this.#soon = [];
    try {
      this.transaction(() => {
        for (const { run } of all) run();
      });
      for (const { done } of all) done();
    } catch (error) {
      for (const { fail } of all) fail(error);
    }
  }

  /**
   * A part of a transaction that may fail by itself: what `fn` throws undoes what it wrote, and nothing else. SQLite copies every page that
   * changes within it, to be able to: half of what storing a report took, when all was done so.
   */
  attempt<T>(fn: () => T): T {
    this.completeWrites();
    try {
      return this.db.transaction(fn)();
    } catch (error) {
      this.#beforeCommit = [];
      throw error;
    }
  }

  /** Calls `action` at the end of the running transaction, as a part of it: for what is cheaper to write at once for all. */
  beforeCommit(action: () => void): void {
    if (this.db.inTransaction) this.#beforeCommit.push(action);
    else action();
  }

  /** Does now what waits for the end of the transaction, for whoever depends on it. */
  completeWrites(): void {
    const actions = this.#beforeCommit;
    this.#beforeCommit = [];
    for (const action of actions) action();
  }

  /** Calls `action` once the running transaction is committed; never where it is undone. */
  afterCommit(action: () => void): void {
    if (this.db.inTransaction) this.#afterCommit.push(action);
    else action();
  }

  close(): void {
    if (!this.db.open) return;
    this.db.close();
    this.#unlock();
  }
}

/** What somebody waits for to be written. */
interface Soon {
  readonly run: () => void;
  readonly done: () => void;
  readonly fail: (error: unknown) => void;
}

export type SqlValue = string | number | bigint | null | Buffer;

export interface OpenOptions {
  /** Another file than the data folder's database. */
  readonly file?: string;
  /** Only look: needs no lock, and a running crawl does not mind. */
  readonly readonly?: boolean;
}

/**
 * Opens the database of a data folder; a writer makes it where there is none and brings its schema up to date.
 * @throws StoreLockedError where another process writes there; StoreError where there is nothing to read, or a newer nianbao wrote it.
 */
export function openStore(dataDir: string, options: OpenOptions = {}): Store {
  const file = options.file ?? DATABASE_FILE;
  return options.readonly === true ? openReader(dataDir, file) : openWriter(dataDir, file);
}

function openReader(dataDir: string, file: string): Store {
  const path = join(dataDir, file);
  if (!existsSync(path)) {
    throw new NoDatabaseError(dataDir);
  }
  const { db, done } = openToRead(path);
  const version = schemaVersion(db);
  if (version === SCHEMA_VERSION) return new Store(db, dataDir, done);
  db.close();
  done();
  if (version > SCHEMA_VERSION) throw newerSchema(path, version);
  if (version <= UNRELEASED_SCHEMAS) throw unreleasedSchema(path, version);
  throw new StoreError(storeMessages.older(path, dataDir, version, SCHEMA_VERSION));
}

/** A database that an older nianbao wrote: whoever opens it to write brings it up to date, half a minute a GB. */
export interface OlderDatabase {
  readonly path: string;
  readonly bytes: number;
}

/** The database of a data folder, where it is an older one that can be brought up to date; null for all others. */
export function olderDatabase(dataDir: string): OlderDatabase | null {
  const path = join(dataDir, DATABASE_FILE);
  if (!existsSync(path)) return null;
  const { db, done } = openToRead(path);
  try {
    const version = schemaVersion(db);
    const isOlder = version > UNRELEASED_SCHEMAS && version < SCHEMA_VERSION;
    return isOlder ? { path, bytes: statSync(path).size } : null;
  } finally {
    db.close();
    done();
  }
}

/**
 * Brings the database of a data folder up to date where an older nianbao wrote it; `tell` is called before, since a large one takes minutes. For
 * whoever reads there before he opens it to write.
 * @throws StoreLockedError where another process writes there.
 */
export function upgradeDatabase(dataDir: string, tell: (older: OlderDatabase) => void): void {
  const older = olderDatabase(dataDir);
  if (older === null) return;
  tell(older);
  openStore(dataDir).close();
}

function openWriter(dataDir: string, file: string): Store {
  mkdirSync(dataDir, { recursive: true });
  const path = join(dataDir, file);
  const unlock = lockDataFolder(dataDir);
  if (unlock === null) throw new StoreLockedError(dataDir, holderOf(path));
  try {
    const db = new Database(path, { timeout: BUSY_TIMEOUT_MS });
    try {
      prepare(db, path);
    } catch (error) {
      // Not left to the garbage collector: until then it would hold the file, and what it has of it, beside the next one to open it.
      db.close();
      throw error;
    }
    return new Store(db, dataDir, () => {
      restAsOneFile(path);
      unlock();
    });
  } catch (error) {
    unlock();
    throw error;
  }
}

function prepare(db: Sql, path: string): void {
  db.pragma('journal_mode = WAL');
  // NORMAL in WAL mode: a power cut may take the last commits, never a part of one; the archive is synced before each of them.
  db.pragma('synchronous = NORMAL');
  // The same pages change with each report: brought into the database four times less often, they are written once for many changes.
  db.pragma('wal_autocheckpoint = 4000');
  db.pragma('foreign_keys = ON');
  migrate(db, path);
  // A statement that inserts many rows keeps the pages that it changes as they were, should it fail: not in a file. Behind the migrations, whose
  // indexes of a large corpus are sorted in files; before the triggers of the sums, which a change of it would drop.
  db.pragma('temp_store = MEMORY');
  keepChecksums(db);
  fillReferenceData(db);
}

function migrate(db: Sql, path: string): void {
  const version = schemaVersion(db);
  if (version > SCHEMA_VERSION) throw newerSchema(path, version);
  if (version > 0 && version <= UNRELEASED_SCHEMAS) throw unreleasedSchema(path, version);
  for (const [index, step] of MIGRATIONS.entries()) {
    const reached = UNRELEASED_SCHEMAS + index + 1;
    if (reached <= version) continue;
    db.transaction(() => {
      db.exec(step);
      sumAnew(db);
      db.pragma(`user_version = ${reached}`);
    }).immediate();
  }
}

function schemaVersion(db: Sql): number {
  return Number(db.pragma('user_version', { simple: true }));
}

function newerSchema(path: string, version: number): StoreError {
  return new StoreError(storeMessages.newer(path, version, SCHEMA_VERSION));
}

function unreleasedSchema(path: string, version: number): StoreError {
  return new StoreError(storeMessages.unreleased(path, version));
}

/** The run that is under way, in words; empty where the database does not tell. */
function holderOf(path: string): string {
  try {
    const db = new Database(path, { readonly: true, timeout: BUSY_TIMEOUT_MS });
    try {
      const run = db
        .prepare('SELECT command, pid, started_at FROM run WHERE ended_at IS NULL ORDER BY id DESC LIMIT 1')
        .get() as { command: string; pid: number | null; started_at: string } | undefined;
      const pid = String(run?.pid ?? storeMessages.unknownProcess);
      return run === undefined ? '' : storeMessages.holder(run.command, pid, run.started_at);
    } finally {
      db.close();
    }
  } catch {
    // It may be at this very moment that the other process makes the database.
    return '';
  }
}
