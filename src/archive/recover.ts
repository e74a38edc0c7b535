import { closeSync, existsSync, fsyncSync, ftruncateSync, openSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Archived, WARC_FOLDER } from './archived.ts';
import { walkMembers } from './members.ts';
import { parseRecordHead, type RecordHead } from './read.ts';

/** How far the index knows a file. */
export interface KnownFile {
  /** Relative to the data folder. */
  readonly file: string;
  /** Bytes up to which every record is indexed. */
  readonly size: number;
}

/** A whole record behind the indexed part: it was written, but its transaction was never committed. */
export interface Orphan extends Archived {
  readonly head: RecordHead;
}

export interface FileRecovery {
  readonly file: string;
  /** The file's size now. */
  readonly size: number;
  readonly orphans: number;
  /** Bytes of a torn record that were cut off; 0 where there were none. */
  readonly cutBytes: number;
  /** Indexed bytes that the file does not hold any more; 0 as it should be. */
  readonly missingBytes: number;
}

/**
 * Compares every archive file with the index, hands the whole records behind the indexed part to `adopt` (false: it is
 * indexed after all, having been committed before one that stands in front of it), and cuts off a torn tail. Files
 * that are as the index says are not opened. Returns the files that were not.
 */
export function recoverArchive(
  dataDir: string,
  known: readonly KnownFile[],
  adopt: (orphan: Orphan) => boolean,
): FileRecovery[] {
  const sizes = new Map(known.map((entry) => [entry.file, entry.size]));
  for (const file of archiveFiles(dataDir)) if (!sizes.has(file)) sizes.set(file, 0);
  return [...sizes].sort().flatMap(([file, size]) => recoverFile(dataDir, file, size, adopt) ?? []);
}

function recoverFile(
  dataDir: string,
  file: string,
  known: number,
  adopt: (orphan: Orphan) => boolean,
): FileRecovery | null {
  const path = join(dataDir, file);
  const actual = existsSync(path) ? statSync(path).size : 0;
  if (actual < known) return shortened(file, path, known, actual);
  if (actual === known) return null;
  let orphans = 0;
  const walk = walkMembers(path, known, ({ offset, length, content }) => {
    const orphan = asOrphan(file, offset, length, content);
    if (orphan !== null && adopt(orphan)) orphans++;
  });
  if (walk.torn !== null) truncate(path, walk.goodEnd);
  return { file, size: walk.goodEnd, orphans, cutBytes: walk.fileSize - walk.goodEnd, missingBytes: 0 };
}

/** A file that lost its end (a disk error, a bad copy): cut after its last whole record, so that what is left is valid. */
function shortened(file: string, path: string, known: number, actual: number): FileRecovery {
  const { goodEnd } = actual === 0 ? { goodEnd: 0 } : walkMembers(path, 0, () => undefined);
  if (goodEnd < actual) truncate(path, goodEnd);
  return { file, size: goodEnd, orphans: 0, cutBytes: actual - goodEnd, missingBytes: known - goodEnd };
}

/** Null for records that have no row in the index: warcinfo and requests. */
function asOrphan(file: string, offset: number, length: number, content: Buffer): Orphan | null {
  const record = parseRecordHead(content);
  const type = record?.headers['warc-type'];
  if (record === null || (type !== 'response' && type !== 'revisit' && type !== 'resource')) return null;
  return {
    file,
    offset,
    length,
    type,
    payloadDigest: record.headers['warc-payload-digest'] ?? '',
    date: record.headers['warc-date'] ?? '',
    head: record,
  };
}

function archiveFiles(dataDir: string): string[] {
  const folder = join(dataDir, WARC_FOLDER);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^nianbao-.*\.warc\.gz$/.test(name))
    .sort()
    .map((name) => `${WARC_FOLDER}/${name}`);
}

function truncate(path: string, size: number): void {
  const descriptor = openSync(path, 'r+');
  try {
    ftruncateSync(descriptor, size);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
