import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Archived, WARC_FOLDER } from './archived.ts';
import { type Gap, walkMembers } from './members.ts';
import { parseRecordHead, type RecordHead } from './read.ts';
import { cutTail } from './torn.ts';

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
  /** Where these bytes are kept, relative to the data folder. */
  readonly keptAs: string | null;
  /** Indexed bytes that the file does not hold any more; 0 as it should be. */
  readonly missingBytes: number;
  /** The file is not there any more. */
  readonly isGone: boolean;
  /** Damaged stretches; they stay as they are, and what stands behind them is read. */
  readonly gaps: readonly Gap[];
}

const UNHARMED = { orphans: 0, cutBytes: 0, keptAs: null, missingBytes: 0, isGone: false, gaps: [] };

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
  if (!existsSync(path)) return known === 0 ? null : { ...UNHARMED, file, size: 0, missingBytes: known, isGone: true };
  const actual = statSync(path).size;
  if (actual === known) return null;
  let orphans = 0;
  // A file that lost its end is read from its beginning: what is left of it need not end with a whole record.
  const walk = walkMembers(path, actual < known ? 0 : known, ({ offset, length, content }) => {
    const orphan = actual < known ? null : asOrphan(file, offset, length, content);
    if (orphan !== null && adopt(orphan)) orphans++;
  });
  const cut = walk.tail?.cutShort === true ? { at: walk.goodEnd, name: cutTail(path, walk.goodEnd) } : null;
  const size = cut?.at ?? actual;
  return {
    file,
    size,
    orphans,
    cutBytes: actual - size,
    keptAs: cut === null ? null : `${WARC_FOLDER}/${cut.name}`,
    missingBytes: Math.max(0, known - size),
    isGone: false,
    // Damage at the end is no torn tail: somebody may be able to mend it.
    gaps: walk.tail === null || cut !== null ? walk.gaps : [...walk.gaps, walk.tail],
  };
}

/** Null for records that have no row in the index: warcinfo, requests and metadata. */
export function asOrphan(file: string, offset: number, length: number, content: Buffer): Orphan | null {
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
    id: record.headers['warc-record-id'] ?? '',
    head: record,
  };
}

const OURS = /^nianbao-.*\.warc\.gz$/;

/** The archive's files, relative to the data folder, by name. */
export const archiveFiles = (dataDir: string): string[] => filesOf(dataDir, (name) => OURS.test(name));

/** WARC files that somebody has put among them, or renamed: by their names they are none of this program's, which does not read them. */
export const foreignFiles = (dataDir: string): string[] =>
  filesOf(dataDir, (name) => /\.warc(?:\.gz)?$/i.test(name) && !OURS.test(name));

function filesOf(dataDir: string, wanted: (name: string) => boolean): string[] {
  const folder = join(dataDir, WARC_FOLDER);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter(wanted)
    .sort()
    .map((name) => `${WARC_FOLDER}/${name}`);
}
