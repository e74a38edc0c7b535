import { createHash } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { ArchiveError } from '../archive/file.ts';
import { readContent, readRecord } from '../archive/read.ts';
import { messageOf } from '../message-of.ts';
import { payloadPlaces } from '../store/payloads.ts';
import { openStore, type Store } from '../store/store.ts';
import { fileFindings, INDEXED, recordFinding, walkFindings } from './archive.ts';
import { type DatabaseCheck, databaseFindings, ofDatabase } from './database.ts';
import { type Finding, RESTORE } from './findings.ts';
import type { Indexed } from './record.ts';

export interface VerifyOptions {
  readonly dataDir: string;
  /** So many records of the archive, others each day; null: all of them. */
  readonly sample: number | null;
  /** False: of the database only some reports' rows, others each day. */
  readonly database: boolean;
  readonly signal?: AbortSignal;
  readonly now?: Date;
}

const DAY_MS = 86_400_000;

/** A report that depends on damaged bytes. */
export interface Cost {
  readonly portal: string;
  readonly organ: string;
  readonly year: number;
}

export interface Verified {
  readonly records: number;
  readonly files: number;
  readonly findings: readonly Finding[];
  /** Reports whose source cannot be read again; their numbers stay in the database. */
  readonly costs: readonly Cost[];
  /** Records that were found damaged before, and not fetched again yet. */
  readonly knownDamaged: number;
}

/** Compares archive and database, both ways, and changes nothing. */
export function verify(options: VerifyOptions): Verified {
  const store = openStore(options.dataDir, { readonly: true });
  const unread: string[] = [];
  /** What a damaged database does not give is missing from the answer, and said: the rest is compared all the same. */
  const asked = <T>(otherwise: T, ask: () => T): T => {
    try {
      return ask();
    } catch (error) {
      if (!(error instanceof Database.SqliteError) || !error.code.startsWith('SQLITE_CORRUPT')) throw error;
      unread.push(error.message);
      return otherwise;
    }
  };
  try {
    const database = databaseFindings(store, checkOf(options));
    const files = asked([], () => fileFindings(store));
    const { checked, findings } = asked({ checked: 0, findings: [] }, () =>
      options.sample === null ? walkAll(store, options) : sampleOf(store, options, options.sample),
    );
    const damaged = [...files, ...findings].flatMap(({ payloads }) => payloads);
    const costs = asked([], () => costsOf(store, damaged));
    const known = asked(0, () => count(store, 'warc_file'));
    const knownDamaged = asked(0, () => count(store, 'capture WHERE damaged = 1'));
    const isTold = database.length > 0 || unread.length === 0;
    const untold: Finding[] = isTold ? [] : [ofDatabase(store, unread[0] ?? '')];
    return {
      records: checked,
      files: known,
      findings: [...database, ...untold, ...files, ...findings],
      costs,
      knownDamaged,
    };
  } finally {
    store.close();
  }
}

function checkOf({ sample, database, now = new Date() }: VerifyOptions): DatabaseCheck {
  if (sample === null) return 'full';
  return database ? 'rows' : { reports: sample, day: Math.floor(now.getTime() / DAY_MS) };
}

const count = (store: Store, what: string): number =>
  store.get<{ n: number }>(`SELECT count(*) AS n FROM ${what}`)?.n ?? 0;

function walkAll(store: Store, { signal }: VerifyOptions) {
  const findings: Finding[] = [];
  let checked = 0;
  for (const { name } of store.all<{ name: string }>('SELECT name FROM warc_file ORDER BY name')) {
    if (signal?.aborted) break;
    findings.push(...walkFindings(store, name, () => checked++));
  }
  return { checked, findings };
}

/** Every so many-th record, by the day: after as many days all have had their turn. */
function sampleOf(store: Store, { now = new Date() }: VerifyOptions, size: number) {
  const all = count(store, 'capture WHERE damaged = 0');
  const steps = Math.max(1, Math.ceil(all / Math.max(1, size)));
  const turn = Math.floor(now.getTime() / DAY_MS) % steps;
  const rows = store.all<Indexed>(
    `${INDEXED} WHERE damaged = 0 AND capture.id % ? = ? ORDER BY capture.id`,
    steps,
    turn,
  );
  const findings = rows.flatMap((row) => sampled(store, row) ?? []);
  return { checked: rows.length, findings };
}

function sampled(store: Store, row: Indexed): Finding | null {
  try {
    return recordFinding(row, readContent(join(store.dataDir, row.file), row.offset, row.length));
  } catch (error) {
    const payloads = row.payloadId === null ? [] : [row.payloadId];
    const what = `${row.url}: ${messageOf(error)}`;
    return { kind: 'record', place: `${row.file}:${row.offset}`, what, todo: RESTORE, payloads };
  }
}

/** Records of one payload that are tried: it is fetched whole again only where it was lost. */
const MOST_PLACES = 20;

/** Whether no record gives a payload's bytes any more: what is damaged in one place may stand in another. */
function isLost(store: Store, id: number): boolean {
  const sha256 = store.get<{ sha256: string }>('SELECT sha256 FROM payload WHERE id = ?', id)?.sha256;
  return !payloadPlaces(store, id, MOST_PLACES).some(({ file, offset, length }) => {
    try {
      const { payload } = readRecord(join(store.dataDir, file), offset, length);
      return createHash('sha256').update(payload).digest('hex') === sha256;
    } catch (error) {
      // Also a record that unpacks to more than anybody reads.
      if (error instanceof ArchiveError || error instanceof RangeError) return false;
      throw error;
    }
  });
}

function costsOf(store: Store, payloads: readonly number[]): Cost[] {
  const sql = `SELECT DISTINCT report.portal_id AS portal, organ, year FROM payload
    JOIN document ON document.payload_id = payload.id JOIN report ON report.document_id = document.id
    WHERE payload.id IN (SELECT value FROM json_each(?)) OR payload.container_id IN (SELECT value FROM json_each(?)) ORDER BY 1, 2, 3`;
  const ids = JSON.stringify([...new Set(payloads)].filter((id) => isLost(store, id)));
  return store.all<Cost>(sql, ids, ids);
}
