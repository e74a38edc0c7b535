import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type DocumentReader, type JobResult, RecordLostError } from '../../ingest/index.ts';
import { WorkerBrokenError } from '../../ingest/worker-broken.ts';
import { messageOf } from '../../message-of.ts';
import type { Job, Jobs, ReadJobData } from '../jobs.ts';
import type { Postgres } from '../postgres/postgres.ts';
import { Presence } from '../presence.ts';
import { isShortage } from '../reading/leaving-pool.ts';
import type { Readings } from '../reading/readings.ts';
import { type ObjectStore, StoreObjectError } from '../store/object-store.ts';
import { isOfConnection } from './insist.ts';
import { Meter } from './meter.ts';
import type { WorkerEvent } from './options.ts';

export interface ReaderOptions {
  readonly postgres: Postgres;
  readonly jobs: Jobs;
  readonly name: string;
  /** A folder for what is under way. */
  readonly dataRoot: string;
  /** Where the archive's files are. */
  readonly records: ObjectStore;
  readonly readings: Readings;
  readonly pool: DocumentReader;
  /** How long what was read may lie before somebody is asked to file it, seconds. */
  readonly fileAfterS: number;
  readonly untilDone: boolean;
  readonly signal: AbortSignal;
  readonly say: (event: WorkerEvent) => void;
}

const LOOK_MS = 1000;
/** A job that takes longer is renewed so often. */
const RENEW_MS = 60_000;

type Document = Job & { readonly data: ReadJobData };

/** Reads documents that wait, of any shard, until the signal aborts. Speaks to no portal. Returns how many were read. */
export async function runReader(options: ReaderOptions): Promise<number> {
  const { postgres, name, signal } = options;
  const meter = new Meter();
  const presence = new Presence(postgres, { name, kind: 'read', meter });
  await presence.begin();
  try {
    while (!signal.aborted && (await readSome(options, meter)));
  } finally {
    await presence.end();
  }
  return meter.total.documents;
}

/** Reads a batch, or waits a moment. False where nothing is left. */
async function readSome(options: ReaderOptions, meter: Meter): Promise<boolean> {
  const { jobs, pool, signal, untilDone } = options;
  try {
    const documents = await jobs.takeDocuments(pool.size);
    if (documents.length > 0) {
      await Promise.all(documents.map((document) => readOne(options, meter, document)));
      // Whoever has the shard next files them; where nobody would, a job sees to it.
      const shards = [...new Set(documents.map(({ data }) => data.shard))];
      await jobs.queue(shards, 'file', { afterS: options.fileAfterS });
      return true;
    }
    if (untilDone && (await jobs.unreadDocuments()) === 0) return false;
  } catch (error) {
    if (!isOfConnection(error)) throw error;
  }
  await sleep(LOOK_MS, undefined, { signal }).catch(() => undefined);
  return true;
}

/** What cannot be read here is tried again by another reader; in the end by the shard's own worker. */
async function readOne(options: ReaderOptions, meter: Meter, document: Document): Promise<void> {
  const { jobs, say, readings } = options;
  const { sha256, hints, shard } = document.data;
  const name = hints.name ?? sha256.slice(0, 12);
  const started = performance.now();
  const renewing = setInterval(() => void jobs.renewDocument(document).catch(() => undefined), RENEW_MS);
  try {
    if ((await readings.get(sha256, hints)) === null) {
      const result = await readBytes(options, document);
      if (isShortage(result)) throw new StoreObjectError(result.kind === 'unreadable' ? result.message : '');
      await readings.put(sha256, hints, result);
      meter.document();
      say({ kind: 'read', shard, name, ms: performance.now() - started });
    }
    await jobs.complete(document);
  } catch (error) {
    if (options.signal.aborted || isOfConnection(error)) return;
    const message = messageOf(error);
    say({ kind: 'unread', shard, name, message });
    await jobs.fail(document, message);
  } finally {
    clearInterval(renewing);
  }
}

/** The record's bytes come out of the store into a file, which a process of the pool reads as it would the archive's. */
async function readBytes({ records, dataRoot, pool }: ReaderOptions, { id, data }: Document): Promise<JobResult> {
  const folder = join(dataRoot, '.reading');
  const path = join(folder, `${id}.warc.gz`);
  const { key, offset, length, sha256, hints } = data;
  mkdirSync(folder, { recursive: true });
  try {
    writeFileSync(path, await records.getRange(key, offset, length));
    const told = {
      ...(hints.name !== undefined && { name: hints.name }),
      ...(hints.charset !== undefined && { charset: hints.charset }),
    };
    return await pool.read({ source: { kind: 'record', path, offset: 0, length, sha256 }, hints: told });
  } catch (error) {
    if (error instanceof RecordLostError) throw new StoreObjectError(error.message);
    // A file that breaks its process breaks it on every machine: said so, it is not tried for ever.
    if (error instanceof WorkerBrokenError && error.code !== 'shortage')
      return { kind: 'unreadable', code: error.code, message: error.message };
    throw error;
  } finally {
    rmSync(path, { force: true });
  }
}
