import { createReadStream, createWriteStream, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { constants, createGzip } from 'node:zlib';
import Database from 'better-sqlite3';
import { archiveFiles } from '../../archive/recover.ts';
import { sha256Of } from '../../store/file-digest.ts';
import { DATABASE_FILE, openStore } from '../../store/store.ts';
import type { Lease } from '../lease/lease.ts';
import { leaseFolder, MANIFEST, type Manifest, type StoredFile } from '../store/manifest.ts';
import type { ObjectStore } from '../store/object-store.ts';
import { keyBelow } from './prepare.ts';

const SNAPSHOT = 'nianbao.sqlite.gz';

/**
 * Brings a shard's new files and a snapshot of its database into the store, under names that no other lease writes. Nobody looks at them
 * until PostgreSQL has taken the manifest.
 */
export async function saveShard(
  path: string,
  folder: string,
  { lease, store }: { readonly lease: Lease; readonly store: ObjectStore },
): Promise<Manifest> {
  finishFiles(path);
  const known = new Map((lease.row.manifest?.files ?? []).map((file) => [file.name, file]));
  const files: StoredFile[] = [];
  for (const name of archiveFiles(path)) {
    lease.check();
    const before = known.get(name);
    const { size } = statSync(join(path, name));
    files.push(before?.size === size ? before : await saveFile(path, name, { lease, store }));
  }
  const packed = await packDatabase(path);
  try {
    lease.check();
    const key = keyBelow(lease, SNAPSHOT);
    await store.putFile(key, packed);
    const database = { key, size: statSync(packed).size, sha256: await sha256Of(packed) };
    return { version: 1, shard: lease.shard, generation: lease.generation, folder, database, files };
  } finally {
    rmSync(packed, { force: true });
  }
}

/** The manifest beside the files, once PostgreSQL has it; repeated by the next lease where a kill came between. */
export async function publishManifest(store: ObjectStore, manifest: Manifest): Promise<void> {
  const key = `${leaseFolder(manifest.shard, manifest.generation)}/${MANIFEST}`;
  await store.put(key, Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`));
}

/**
 * Snapshots before the last two are of no use to anybody: the archive, which is never removed, has all that is in them. `needed`: keys that some
 * shard begins with, as one that was parted from this one.
 */
export async function removeOldSnapshots(
  store: ObjectStore,
  manifest: Manifest,
  { before, needed }: { readonly before: Manifest | null; readonly needed: readonly string[] },
): Promise<void> {
  const kept = new Set([manifest.database.key, before?.database.key, ...needed]);
  for (const key of await store.list(`${manifest.shard}/`)) {
    const generation = Number(key.split('/')[1]);
    const isOld = key.endsWith(`/${SNAPSHOT}`) && generation < manifest.generation && !kept.has(key);
    if (isOld) await store.remove(key);
  }
}

/** Each lease begins files of its own, so that one which is in the store never grows. */
function finishFiles(path: string): void {
  const store = openStore(path);
  try {
    store.run('UPDATE warc_file SET closed = 1');
  } finally {
    store.close();
  }
}

async function saveFile(
  path: string,
  name: string,
  { lease, store }: { readonly lease: Lease; readonly store: ObjectStore },
): Promise<StoredFile> {
  const [key, file] = [keyBelow(lease, name), join(path, name)];
  const sha256 = await sha256Of(file);
  await store.putFile(key, file);
  return { name, key, size: statSync(file).size, sha256 };
}

/** As one file without gaps, whatever reads it meanwhile. */
async function packDatabase(path: string): Promise<string> {
  const [copy, packed] = [join(path, 'snapshot.sqlite'), join(path, `snapshot.sqlite.gz`)];
  rmSync(copy, { force: true });
  const db = new Database(join(path, DATABASE_FILE), { readonly: true });
  try {
    db.prepare('VACUUM INTO ?').run(copy);
  } finally {
    db.close();
  }
  try {
    await pipeline(
      createReadStream(copy),
      createGzip({ level: constants.Z_BEST_SPEED }),
      createWriteStream(packed, { flush: true }),
    );
    return packed;
  } finally {
    rmSync(copy, { force: true });
  }
}
