import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { DocumentReader } from '../ingest/index.ts';
import { type Copied, copyFile } from '../merge/copy-file.ts';
import type { ArchiveSource } from '../merge/merge.ts';
import { sha256Of } from '../store/file-digest.ts';
import { checkDigest } from './folder/digest.ts';
import { LeavingPool } from './reading/leaving-pool.ts';
import { Readings } from './reading/readings.ts';
import { MANIFEST, type Manifest, manifestSchema, type StoredFile } from './store/manifest.ts';
import type { ObjectStore } from './store/object-store.ts';

/** The newest manifest of each shard that a store holds, in the shards' order. */
async function storedShards(store: ObjectStore): Promise<Manifest[]> {
  const newest = new Map<string, string>();
  for (const key of await store.list('')) {
    const [shard = '', generation, name] = key.split('/');
    // In order, so that the last one is the newest.
    if (name === MANIFEST && /^\d+$/.test(generation ?? '') && !shard.startsWith('.')) newest.set(shard, key);
  }
  const manifests: Manifest[] = [];
  for (const key of newest.values()) {
    const bytes = await store.get(key);
    if (bytes !== null) manifests.push(manifestSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8'))));
  }
  return manifests;
}

/** The archives of a store's shards, to be merged. Shards that came from one another have files in common: each is fetched once. */
export async function archiveOf(store: ObjectStore): Promise<ArchiveSource> {
  const files = new Map<string, StoredFile>();
  for (const manifest of await storedShards(store)) for (const file of manifest.files) files.set(file.name, file);
  return {
    address: store.address,
    copyAll: async function* (dataDir) {
      for (const file of files.values())
        yield [file.name, await fetched(store, file, join(dataDir, file.name))] as const;
    },
  };
}

/** Under another name until it is whole and has the bytes that it should have. */
async function fetched(store: ObjectStore, { key, size, sha256 }: StoredFile, target: string): Promise<Copied> {
  if (existsSync(target) && statSync(target).size === size && (await sha256Of(target)) === sha256) return 'known';
  const part = `${target}.fetched`;
  mkdirSync(join(target, '..'), { recursive: true });
  try {
    await store.getFile(key, part);
    await checkDigest(part, sha256, `${store.address}/${key}`);
    if (!existsSync(target)) {
      renameSync(part, target);
      return 'new';
    }
    return copyFile(part, target);
  } finally {
    rmSync(part, { force: true });
  }
}

/** Reads what nobody has read yet; the rest is taken out of a store, which is only read. */
export const withReadings = (store: ObjectStore, pool: DocumentReader): DocumentReader =>
  new LeavingPool({ pool, readings: new Readings(store), leaves: false, keeps: false });
