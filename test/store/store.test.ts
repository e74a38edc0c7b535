import { spawn } from 'node:child_process';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { changedRows } from '../../src/store/checksums.ts';
import { endRun, listRuns, openStore, type Store, StoreLockedError, startRun } from '../../src/store/index.ts';
import { olderDatabase } from '../../src/store/store.ts';
import { changedSchema } from '../../src/verify/schema.ts';
import { dataFolder } from '../support/data-folder.ts';
import { file } from '../support/filed.ts';
import { makeOlder } from '../support/older-database.ts';

function open(folder: string): Store {
  const store = openStore(folder);
  onTestFinished(() => store.close());
  return store;
}

describe('openStore', () => {
  it('makes a database that other tools can open, all tables STRICT', () => {
    const folder = dataFolder();
    open(folder).close();
    const db = new Database(join(folder, 'nianbao.sqlite'), { readonly: true });
    const loose = db
      .prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0")
      .pluck()
      .all();
    expect(loose.filter((name) => !String(name).startsWith('sqlite_'))).toEqual([]);
    // Closed, it is one file, which can be read in a folder that cannot be written.
    expect(db.pragma('journal_mode', { simple: true })).toBe('delete');
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    db.close();
  });

  it('refuses a second writer with exit code 3, and lets readers in', () => {
    const folder = dataFolder();
    const store = open(folder);
    startRun(store, 'crawl 北京大兴');
    const second = () => openStore(folder);
    expect(second).toThrow(StoreLockedError);
    expect(second).toThrow(/another run holds the data folder .*crawl 北京大兴.*process \d+/);
    expect(Object.getOwnPropertyDescriptor(catchError(second), 'exitCode')?.value).toBe(3);
    const reader = openStore(folder, { readonly: true });
    expect(listRuns(reader, 1)).toHaveLength(1);
    expect(() => startRun(reader, 'x')).toThrow(/readonly/);
    reader.close();
  });

  it('is free again at once when its holder is killed', async () => {
    const folder = dataFolder();
    const script = `import('${new URL('../../dist/store/index.js', import.meta.url)}').then(({ openStore, startRun }) => {
      const store = openStore(process.argv[1]); startRun(store, 'killed'); console.log('open'); setInterval(() => store.dataDir, 1000); })`;
    const holder = spawn(process.execPath, ['-e', script, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((resolve) => holder.stdout.once('data', resolve));
    expect(() => openStore(folder)).toThrow(StoreLockedError);
    const ended = new Promise((resolve) => holder.once('exit', resolve));
    holder.kill('SIGKILL');
    await ended;
    const store = open(folder);
    startRun(store, 'next');
    expect(listRuns(store, 2).map(({ outcome }) => outcome)).toEqual([null, 'crashed']);
  });

  it('says what to do where there is nothing to read', () => {
    expect(() => openStore(dataFolder(), { readonly: true })).toThrow(/no database in .*nianbao crawl/);
  });

  it('says how to make a database of before the first release anew', () => {
    const folder = dataFolder();
    const store = open(folder);
    store.db.pragma('user_version = 1');
    store.close();
    expect(() => openStore(folder)).toThrow(/before the first release.*nianbao rebuild/);
    expect(() => openStore(folder, { readonly: true })).toThrow(/nianbao rebuild/);
  });

  it('brings a database of an earlier step up to date, with its numbers and their sums', () => {
    const folder = dataFolder();
    const store = open(folder);
    file(store, { 'applications/new_received/total': 1, 'applications/granted/total': null });
    const cells = () => new Database(join(folder, 'nianbao.sqlite')).prepare('SELECT * FROM cell').all();
    store.close();
    const before = cells();
    expect(before).toHaveLength(2);
    makeOlder(folder);
    expect(olderDatabase(folder)).toMatchObject({ path: join(folder, 'nianbao.sqlite') });
    expect(() => openStore(folder, { readonly: true })).toThrow(/older.*nianbao reextract --data/);
    const again = open(folder);
    expect(olderDatabase(folder)).toBeNull();
    expect(changedSchema(again)).toEqual([]);
    expect(again.all('SELECT export_name FROM figure ORDER BY value')).toHaveLength(2);
    expect(changedRows(again.db)).toEqual([]);
    again.close();
    expect(cells()).toEqual(before);
  });

  it('fills the tables of the program’s own data, anew where that has changed, under the ids that they had', () => {
    const folder = dataFolder();
    const store = open(folder);
    const key = () => store.get("SELECT id, row_label FROM figure_key WHERE export_name = 'app_new_received_total'");
    const before = key();
    store.run("UPDATE figure_key SET row_label = 'old' WHERE export_name = 'app_new_received_total'");
    store.run("DELETE FROM division_name WHERE name = '洪泽县'");
    file(store, {}, {}, '网站');
    store.run("INSERT INTO section_search (section_search) VALUES ('delete-all')");
    store.run("UPDATE reference_data SET version = 'old'");
    store.close();
    const again = open(folder);
    expect(again.get("SELECT id, row_label FROM figure_key WHERE export_name = 'app_new_received_total'")).toEqual(
      before,
    );
    expect(again.all("SELECT code, valid_to FROM division_name WHERE name = '洪泽县'")).toEqual([
      { code: '320829', valid_to: 2015 },
    ]);
    expect(again.all('PRAGMA foreign_key_check')).toEqual([]);
    expect(again.all("SELECT rowid FROM section_search WHERE section_search MATCH '网站'")).toHaveLength(1);
  });

  it('does not touch a database of a newer version', () => {
    const folder = dataFolder();
    const store = open(folder);
    store.db.pragma('user_version = 99');
    store.close();
    expect(() => openStore(folder)).toThrow(/newer nianbao \(schema 99/);
    expect(() => openStore(folder, { readonly: true })).toThrow(/newer nianbao/);
  });
});

describe('transaction', () => {
  it('undoes everything and calls nothing back when it fails', () => {
    const store = open(dataFolder());
    let called = 0;
    const failing = () =>
      store.transaction(() => {
        startRun(store, 'lost');
        store.afterCommit(() => called++);
        throw new Error('no');
      });
    expect(failing).toThrow('no');
    expect(listRuns(store, 9)).toEqual([]);
    store.transaction(() => {
      store.transaction(() => store.afterCommit(() => called++));
      expect(called).toBe(0);
    });
    expect(called).toBe(1);
  });
});

describe('what is written at the end of a transaction', () => {
  it('is a part of it, is done earlier for whoever asks, and goes with a part that failed', () => {
    const store = open(dataFolder());
    const done: string[] = [];
    const later = (name: string) => store.beforeCommit(() => done.push(name));
    store.transaction(() => {
      later('a');
      expect(done).toEqual([]);
      store.completeWrites();
      expect(done).toEqual(['a']);
      const failing = () =>
        store.attempt(() => {
          later('b');
          throw new Error('no');
        });
      expect(failing).toThrow('no');
      store.attempt(() => later('c'));
      expect(done).toEqual(['a']);
    });
    expect(done).toEqual(['a', 'c']);
    const undone = () =>
      store.transaction(() => {
        later('d');
        throw new Error('no');
      });
    expect(undone).toThrow('no');
    store.transaction(() => later('e'));
    later('f');
    expect(done).toEqual(['a', 'c', 'e', 'f']);
  });
});

describe('what is to be written soon', () => {
  it('is one transaction with all that is asked for in the same turn', async () => {
    const store = open(dataFolder());
    const numbers = await Promise.all(
      ['a', 'b'].map((command) =>
        store.soon(() => {
          startRun(store, command);
          return store.transactionNumber;
        }),
      ),
    );
    expect(new Set(numbers).size).toBe(1);
    expect(listRuns(store, 9).map(({ command }) => command)).toEqual(['b', 'a']);
    expect(await store.soon(() => store.transactionNumber)).toBeGreaterThan(numbers[0] ?? 0);
  });

  it('is undone together where one fails, and everybody is told', async () => {
    const store = open(dataFolder());
    const good = store.soon(() => startRun(store, 'good'));
    const bad = store.soon(() => {
      throw new Error('no');
    });
    expect(await Promise.allSettled([good, bad])).toMatchObject([
      { reason: { message: 'no' } },
      { reason: { message: 'no' } },
    ]);
    expect(listRuns(store, 9)).toEqual([]);
    await store.soon(() => startRun(store, 'next'));
    expect(listRuns(store, 9)).toHaveLength(1);
  });
});

describe('runs', () => {
  it('keeps what each run said at its end, the newest first', () => {
    const store = open(dataFolder());
    const first = startRun(store, 'crawl a');
    endRun(store, first, { outcome: 'failures', summary: { reports_new: 3 } });
    startRun(store, 'crawl b');
    expect(listRuns(store, 9)).toMatchObject([
      { command: 'crawl b', outcome: null, summary: null },
      { command: 'crawl a', outcome: 'failures', summary: { reports_new: 3 } },
    ]);
  });
});

function catchError(fn: () => unknown): Error {
  try {
    fn();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('nothing was thrown');
}
