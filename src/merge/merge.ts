import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { WARC_FOLDER } from '../archive/archived.ts';
import { archiveFiles } from '../archive/recover.ts';
import { type RebuildOptions, type RebuildSummary, rebuild } from '../rebuild/rebuild.ts';
import { StoreLockedError } from '../store/errors.ts';
import { lockDataFolder } from '../store/lock.ts';
import { DATABASE_FILE } from '../store/store.ts';
import { type Copied, copyFile } from './copy-file.ts';

/** Archive files that are not in a folder of this machine. */
export interface ArchiveSource {
  /** As it is told to people. */
  readonly address: string;
  /** Brings each file to its place below a data folder, as `copyFile` does. */
  copyAll(dataDir: string): AsyncIterable<readonly [file: string, what: Copied]>;
}

export interface MergeOptions extends RebuildOptions {
  /** Data folders, and other places of archive files. */
  readonly sources: readonly (string | ArchiveSource)[];
  readonly onCopied?: (file: string, what: Copied) => void;
}

export interface MergeSummary {
  readonly files: Readonly<Record<Copied, number>>;
  /** Files of one name and different content; the target's were kept. */
  readonly conflicts: readonly string[];
  /** Null: nothing was new, and the database is as it was. */
  readonly rebuilt: RebuildSummary | null;
}

/**
 * Brings the archives of several data folders into one and makes its database anew from all of them: who crawled what when is kept, editions
 * are decided as if one folder had done it all. The sources are only read. Repeated, it changes nothing.
 * @throws StoreLockedError where a run holds one of the folders.
 */
export async function merge(options: MergeOptions): Promise<MergeSummary> {
  const { dataDir, sources, onCopied } = options;
  mkdirSync(join(dataDir, WARC_FOLDER), { recursive: true });
  const files = { new: 0, longer: 0, known: 0, conflict: 0 };
  const conflicts: string[] = [];
  for (const source of sources) {
    const [address, all] =
      typeof source === 'string' ? [source, copyAll(source, dataDir)] : [source.address, source.copyAll(dataDir)];
    for await (const [file, what] of all) {
      files[what]++;
      if (what === 'conflict') conflicts.push(join(address, file));
      onCopied?.(file, what);
    }
  }
  const isNew = files.new + files.longer > 0 || !existsSync(join(dataDir, DATABASE_FILE));
  return { files, conflicts, rebuilt: isNew ? await rebuild(options) : null };
}

function* copyAll(source: string, dataDir: string): Generator<readonly [string, Copied]> {
  const unlock = lockIfWritable(source);
  try {
    for (const file of archiveFiles(source)) yield [file, copyFile(join(source, file), join(dataDir, file))];
  } finally {
    unlock();
  }
}

/** A folder that cannot be written has no writer either. */
function lockIfWritable(source: string): () => void {
  let unlock: (() => void) | null;
  try {
    unlock = lockDataFolder(source);
  } catch {
    return () => undefined;
  }
  if (unlock === null) throw new StoreLockedError(source, '');
  return unlock;
}
