import { join } from 'node:path';
import { walkMembers } from '../archive/members.ts';
import { parseRecord } from '../archive/read.ts';
import { archiveFiles, foreignFiles } from '../archive/recover.ts';
import { readWarcinfo } from '../archive/warcinfo.ts';

/** A stretch of an archive file that one run wrote: from its warcinfo to the next. */
export interface RunSegment {
  /** Relative to the data folder. */
  readonly file: string;
  readonly start: number;
  readonly end: number;
  /** When it was begun, ISO 8601. */
  readonly date: string;
  /** Null where nothing tells: another program's file, or a damaged warcinfo. */
  readonly run: { readonly uid: string; readonly command: string; readonly startedAt: string } | null;
}

/** What stands in an archive, before anything of it is done again. */
export interface ArchiveContents {
  /** In the order in which they were written. */
  readonly segments: readonly RunSegment[];
  /** Ids of records that were never noted: what stands beside them did not happen. */
  readonly voided: ReadonlySet<string>;
  /** Damaged stretches, in words. */
  readonly damage: readonly string[];
}

/** Walks every file of an archive once. */
export function readContents(dataDir: string): ArchiveContents {
  const segments: RunSegment[] = [];
  const voided = new Set<string>();
  const damage: string[] = [];
  for (const file of archiveFiles(dataDir)) {
    const begun: Omit<RunSegment, 'end'>[] = [];
    const walk = walkMembers(join(dataDir, file), 0, ({ offset, content }) => {
      const type = typeOf(content);
      if (type === 'warcinfo') begun.push(segmentAt(file, offset, content));
      if (type === 'metadata') for (const id of voidedBy(content)) voided.add(id);
    });
    for (const { offset, length, reason } of [...walk.gaps, ...(walk.tail === null ? [] : [walk.tail])])
      damage.push(`${file}: ${length} bytes at ${offset} (${reason})`);
    if (begun[0]?.start !== 0) begun.unshift({ file, start: 0, date: '', run: null });
    for (const [index, segment] of begun.entries())
      segments.push({ ...segment, end: begun[index + 1]?.start ?? walk.goodEnd });
  }
  for (const file of foreignFiles(dataDir))
    damage.push(`${file}: by its name it is no file of this program, and was not read`);
  segments.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.start - b.start));
  return { segments, voided, damage };
}

/** Without parsing all of it: bodies are long. */
const typeOf = (content: Buffer): string | null =>
  /^WARC-Type: (\w+)/m.exec(content.toString('latin1', 0, 100))?.[1] ?? null;

function segmentAt(file: string, offset: number, content: Buffer): Omit<RunSegment, 'end'> {
  const { headers, block } = parseRecord(content, file);
  const { run, command = '', started = '' } = readWarcinfo(block);
  const mark = run === undefined ? null : { uid: run, command, startedAt: started };
  return { file, start: offset, date: headers['warc-date'] ?? '', run: mark };
}

function voidedBy(content: Buffer): readonly string[] {
  if (!content.includes('"event":"void"')) return [];
  const { block } = parseRecord(content, '');
  const facts: { event?: string; records?: string[] } = JSON.parse(block.toString('utf8'));
  return facts.event === 'void' ? (facts.records ?? []) : [];
}
