import { randomBytes } from 'node:crypto';
import {
  cpSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import PQueue from 'p-queue';
import { DATABASE_FILE } from '../../store/database-file.ts';
import { StoreLockedError } from '../../store/errors.ts';
import { isDataFolderHeld, lockDataFolder } from '../../store/lock.ts';
import type { Lease } from '../lease/lease.ts';
import { shardMessages } from '../messages.ts';
import { leaseFolder, MANIFEST, type Manifest } from '../store/manifest.ts';
import type { ObjectStore } from '../store/object-store.ts';
import { checkDigest } from './digest.ts';
import { readMark, writeMark } from './folder-mark.ts';

/** The shard's data folder is on another machine's disk, and there is no store that has it. */
export class FolderElsewhereError extends Error {
  constructor(shard: string, path: string) {
    super(shardMessages.folderElsewhere(shard, path));
    this.name = 'FolderElsewhereError';
  }
}

/** The store has more of a shard than PostgreSQL ever heard of: its names would be written a second time. */
class StoreAheadError extends Error {
  constructor(shard: string, where: string, generation: number) {
    super(shardMessages.storeAhead(shard, where, generation));
    this.name = 'StoreAheadError';
  }
}

/** What stood in the way of a shard's folder, and was moved. */
export interface PutAside {
  readonly from: string;
  readonly to: string;
}

export interface PrepareOptions {
  readonly dataRoot: string;
  readonly lease: Lease;
  /** Null: the folders below the root are the shards. */
  readonly store: ObjectStore | null;
  readonly onPutAside: (moved: PutAside) => void;
  readonly onFetching: (files: number, bytes: number) => void;
}

/** A shard's data folder, as the last lease left it, wherever that was. Marked as this lease's before anybody writes to it. */
export async function prepareFolder(options: PrepareOptions): Promise<{ path: string; folder: string }> {
  const { dataRoot, lease, store } = options;
  const { shard, generation, row } = lease;
  const path = join(dataRoot, shard);
  if (existsSync(path) && isDataFolderHeld(path)) throw new StoreLockedError(path, '');
  const mark = readMark(path);
  const isHere = mark !== null && mark.folder === row.folder;
  if (row.folder !== null && store === null && !isHere) throw new FolderElsewhereError(shard, path);
  // The lease just before this one worked in this very folder: nobody has a newer one, whether or not it was given back.
  const isNewest = isHere && (store === null || mark.generation === generation - 1);
  // Made beside it, so that a folder which stands there is whole.
  const made = isNewest ? path : join(dataRoot, `.making-${shard}`);
  if (!isNewest) {
    putAside(path, options);
    rmSync(made, { recursive: true, force: true });
    mkdirSync(made, { recursive: true });
    if (row.manifest !== null) await restore(made, row.manifest, options);
    else if (row.folder === null && row.parent !== null && store === null) copyParent(row.parent, made, options);
  }
  const folder = row.folder ?? `${shard}-${randomBytes(6).toString('hex')}`;
  lease.check();
  writeMark(made, { shard, folder, generation, saved: isNewest ? mark.saved : (row.manifest?.generation ?? null) });
  if (made !== path) renameSync(made, path);
  return { path, folder };
}

/** @throws StoreAheadError where a lease of ours would write names that somebody else has written. */
export async function checkStore(store: ObjectStore, { shard, row }: Pick<Lease, 'shard' | 'row'>): Promise<void> {
  const known = row.manifest?.shard === shard ? row.manifest.generation : 0;
  const published = (await store.list(`${shard}/`)).filter((key) => key.endsWith(`/${MANIFEST}`));
  const newest = Math.max(0, ...published.map((key) => Number(key.split('/')[1])));
  if (newest > known) throw new StoreAheadError(shard, store.address, newest);
}

/** A shard that was parted from another begins as that one stands; the archive's files keep their names, so that a merge knows them. */
function copyParent(parent: string, made: string, { dataRoot, lease: { shard } }: PrepareOptions): void {
  const path = join(dataRoot, parent);
  if (readMark(path) === null) throw new FolderElsewhereError(shard, path);
  const unlock = lockDataFolder(path);
  if (unlock === null) throw new StoreLockedError(path, '');
  try {
    const names = readdirSync(path).filter((name) => name === 'warc' || name.startsWith(DATABASE_FILE));
    for (const name of names) cpSync(join(path, name), join(made, name), { recursive: true });
  } finally {
    unlock();
  }
}

/** Nothing is deleted, unless the store has all of it. */
function putAside(path: string, { dataRoot, lease: { shard }, store, onPutAside }: PrepareOptions): void {
  if (!existsSync(path)) return;
  const mark = readMark(path);
  if (store !== null && mark !== null && mark.saved === mark.generation) {
    rmSync(path, { recursive: true });
    return;
  }
  const name = `${shard}-${mark === null ? 'unmarked' : String(mark.generation).padStart(6, '0')}`;
  const free = (count: number): string => {
    const to = join(dataRoot, '.aside', count === 1 ? name : `${name}-${count}`);
    return existsSync(to) ? free(count + 1) : to;
  };
  const to = free(1);
  mkdirSync(dirname(to), { recursive: true });
  renameSync(path, to);
  onPutAside({ from: path, to });
}

/** Files that are fetched at once. */
const AT_ONCE = 4;

async function restore(path: string, manifest: Manifest, { store, lease, onFetching }: PrepareOptions): Promise<void> {
  if (store === null) throw new Error('a manifest without a store');
  const { database, files } = manifest;
  onFetching(
    files.length + 1,
    files.reduce((sum, { size }) => sum + size, database.size),
  );
  mkdirSync(join(path, 'warc'), { recursive: true });
  const packed = join(path, `${DATABASE_FILE}.gz`);
  await store.getFile(database.key, packed);
  await checkDigest(packed, database.sha256, `${store.address}/${database.key}`);
  await pipeline(createReadStream(packed), createGunzip(), createWriteStream(join(path, DATABASE_FILE)));
  rmSync(packed);
  const queue = new PQueue({ concurrency: AT_ONCE });
  await queue.addAll(
    files.map(({ name, key, sha256 }) => async () => {
      lease.check();
      await store.getFile(key, join(path, name));
      await checkDigest(join(path, name), sha256, `${store.address}/${key}`);
    }),
  );
}

/** Where a lease's own objects stand. */
export const keyBelow = (lease: Pick<Lease, 'shard' | 'generation'>, name: string): string =>
  `${leaseFolder(lease.shard, lease.generation)}/${name}`;
