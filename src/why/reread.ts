import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { readRecord } from '../archive/read.ts';
import { EXTRACTOR_VERSION, type Extraction, extract } from '../extract/index.ts';
import type { CellSource } from '../extract/report/model.ts';
import type { Receipt } from './receipt.ts';

export type ReadDocument = Extract<Extraction, { kind: 'document' }>;

/** The document's bytes out of the archive, read once more on the spot. */
export interface Reread {
  readonly bytes: Uint8Array;
  readonly read: ReadDocument;
  /** The present extractor's version. */
  readonly extractor: string;
  /** In what the present reading differs from what is stored, in words; empty: in nothing. */
  readonly differences: readonly string[];
}

/** @throws ArchiveError where the archive has lost the record; Error where it gives other bytes; UnreadableError. */
export async function reread(dataDir: string, receipt: Receipt): Promise<Reread> {
  const bytes = await archivedBytes(dataDir, receipt);
  const read = await extract(bytes, hintsOf(receipt));
  if (read.kind === 'archive') throw new Error('the document is an archive of files today');
  return { bytes, read, extractor: EXTRACTOR_VERSION, differences: compare(receipt, read) };
}

/** The exact bytes of a receipt's document, out of the archive. @throws ArchiveError, Error as `reread`. */
export async function archivedBytes(
  dataDir: string,
  { capture, document }: Pick<Receipt, 'capture' | 'document'>,
): Promise<Uint8Array> {
  if (capture === null) throw new Error('the index has no record of the document; `nianbao verify` says more');
  const { payload } = readRecord(join(dataDir, capture.warc_file), capture.warc_offset, capture.warc_length);
  const bytes = await documentBytes(payload, document.sha256);
  if (bytes === null)
    throw new Error(`${capture.warc_file} at ${capture.warc_offset} holds other bytes than sha256 ${document.sha256}`);
  return bytes;
}

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The payload itself, or the file with these bytes in it. */
async function documentBytes(payload: Uint8Array, sha256: string, depth = 0): Promise<Uint8Array | null> {
  if (digest(payload) === sha256) return payload;
  if (depth > 3) return null;
  const read = await extract(payload).catch(() => null);
  if (read?.kind !== 'archive') return null;
  for (const member of read.members) {
    const found = await documentBytes(member.bytes, sha256, depth + 1);
    if (found !== null) return found;
  }
  return null;
}

function hintsOf({ document, capture }: Receipt): { name?: string; charset?: string } {
  const name = document.member ?? document.url.split(/[/?#]/).findLast((part) => /\.[a-z]{2,5}$/i.test(part));
  const charset = /charset\s*=\s*["']?([\w.:-]+)/i.exec(capture?.content_type ?? '')?.[1];
  return { ...(name === undefined ? {} : { name }), ...(charset === undefined ? {} : { charset }) };
}

function compare({ cell }: Receipt, { report }: ReadDocument): string[] {
  const present = cellIn(report, cell.name);
  if (present === null) return ['the cell is not read any more'];
  const { source } = present;
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ['value', cell.value, present.value],
    ['printed', cell.raw, present.raw],
    ['table', cell.table, source.table],
    ['row', cell.row, source.row],
    ['column', cell.column, source.column],
    ['page', cell.page, source.position?.page ?? null],
  ];
  return pairs
    .filter(([, stored, now]) => stored !== now)
    .map(([what, stored, now]) => `${what}: ${stored ?? 'none'} is stored, ${now ?? 'none'} is read`);
}

interface PresentCell {
  readonly value: number | null;
  readonly raw: string | null;
  readonly source: CellSource;
}

function cellIn({ figures, indicators }: ReadDocument['report'], name: string): PresentCell | null {
  const [table, ...rest] = name.split('/');
  if (table !== 'indicators')
    return figures.find((figure) => `${figure.table}/${figure.row}/${figure.column}` === name) ?? null;
  const row = indicators[Number(rest[0])];
  if (row === undefined) return null;
  const [values, raw] = [row.values, row.raw];
  return {
    value: 'value' in values ? values.value : values.this_year,
    raw: 'value' in raw ? raw.value : raw.this_year,
    source: row.source,
  };
}
