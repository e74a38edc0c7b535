import { createHash } from 'node:crypto';
import { ArchiveError } from '../archive/file.ts';
import { readRecord } from '../archive/read.ts';
import { plainText, UnreadableError } from '../extract/document.ts';
import type { ReadHints } from '../extract/formats/reader.ts';
import { EXTRACTOR_VERSION, type Extraction, extract } from '../extract/index.ts';
import { messageOf } from '../message-of.ts';
import type {
  ArchiveResult,
  DocumentResult,
  Job,
  JobResult,
  JobSource,
  Lost,
  MemberResult,
  Unreadable,
} from './job.ts';
import { readFileNow } from './read-file.ts';
import { isShortage } from './shortage.ts';

/** Archives inside archives: deeper than this nobody published a report. */
const DEEPEST = 3;

/** Reads bytes that are at hand, and everything in them. Never throws: what cannot be read is a result, too. */
export async function readGiven(bytes: Uint8Array, hints: ReadHints): Promise<JobResult> {
  try {
    return await readBytes(bytes, hints);
  } catch (error) {
    return unreadable(error);
  }
}

/** The same for a job, whose bytes may have to be fetched. */
export async function readJob({ source, hints }: Job): Promise<JobResult | Lost> {
  try {
    return await readGiven(bytesOf(source), hints);
  } catch (error) {
    return error instanceof ArchiveError ? { kind: 'lost', message: error.message } : unreadable(error);
  }
}

function bytesOf(source: JobSource): Uint8Array {
  if (source.kind === 'bytes') return source.bytes;
  // Nothing else goes on in a worker: a way through the thread pool takes ten times as long.
  if (source.kind === 'file') return readFileNow(source.path);
  const { payload } = readRecord(source.path, source.offset, source.length);
  const sha256 = digest(payload);
  if (sha256 !== source.sha256) {
    throw new ArchiveError(`${source.path} gives other bytes (${sha256}) at ${source.offset} than were stored there`);
  }
  return payload;
}

async function readBytes(bytes: Uint8Array, hints: ReadHints): Promise<JobResult> {
  const extraction = await extract(bytes, hints);
  if (extraction.kind === 'document') return documentResult(extraction);
  const members = await readMembers(extraction, '', 1);
  return { kind: 'archive', format: archiveFormat(extraction.format), members } satisfies ArchiveResult;
}

const archiveFormat = (format: string): ArchiveResult['format'] =>
  format === 'rar' || format === 'pdf' || format === 'ofd' ? format : 'zip';

type Archive = Extract<Extraction, { kind: 'archive' }>;

async function readMembers(archive: Archive, prefix: string, depth: number): Promise<MemberResult[]> {
  const results: MemberResult[] = [];
  for (const { name, bytes, problem } of archive.members) {
    const member = { name: prefix + name, sha256: digest(bytes), size: bytes.length };
    try {
      if (problem) throw problem;
      const extraction = await extract(bytes, { name });
      if (extraction.kind === 'document') {
        results.push({ ...member, result: documentResult(extraction) });
      } else if (depth >= DEEPEST) {
        throw new UnreadableError('too_deep', `archives are nested more than ${DEEPEST} deep`);
      } else {
        results.push(...(await readMembers(extraction, `${member.name}!/`, depth + 1)));
      }
    } catch (error) {
      if (isShortage(error)) throw error;
      results.push({ ...member, result: unreadable(error) });
    }
  }
  return results;
}

function documentResult(extraction: Extract<Extraction, { kind: 'document' }>): DocumentResult {
  const { document, report } = extraction;
  return {
    kind: 'document',
    sha256: extraction.sha256,
    format: extraction.format,
    charset: document.charset,
    charsetEvidence: document.charsetEvidence,
    text: plainText(document.blocks),
    publishedOn: document.metadata.publishedOn ?? null,
    extractor: EXTRACTOR_VERSION,
    report,
  };
}

/** Any error of reading as a result. */
export function unreadable(error: unknown): Unreadable {
  if (error instanceof UnreadableError) return { kind: 'unreadable', code: error.code, message: error.message };
  const message = messageOf(error);
  if (isShortage(error))
    return {
      kind: 'unreadable',
      code: 'shortage',
      message: `the machine could not read it (${message}); the next run tries again`,
    };
  if (error instanceof RangeError) return { kind: 'unreadable', code: 'too_large', message };
  return { kind: 'unreadable', code: 'damaged', message: `the reader failed: ${message}` };
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
