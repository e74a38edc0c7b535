import { join } from 'node:path';
import { type MemberBytes, walkMembers } from '../archive/members.ts';
import type { MetadataFacts } from '../archive/metadata.ts';
import { parseRecord, type WarcRecord } from '../archive/read.ts';
import { asOrphan, type Orphan } from '../archive/recover.ts';
import type { RunSegment } from './segments.ts';

/** A record that has a row in the index, with its bytes. */
export interface IndexedRecord {
  readonly place: Orphan;
  readonly record: WarcRecord;
}

/** Records that were written at once, and what the archive says of them; null: nothing beside them. */
export interface RecordGroup {
  readonly records: readonly IndexedRecord[];
  readonly facts: MetadataFacts | null;
}

/** Hands the groups of a segment to `visit`, in the order in which they were written. */
export function readGroups(dataDir: string, segment: RunSegment, visit: (group: RecordGroup) => void): void {
  let pending: IndexedRecord[] = [];
  const alone = (records: readonly IndexedRecord[]): void => {
    for (const told of records) visit({ records: [told], facts: null });
  };
  const path = join(dataDir, segment.file);
  const see = ({ offset, length, content }: MemberBytes): void => {
    const place = asOrphan(segment.file, offset, length, content);
    if (place !== null) pending.push({ place, record: parseRecord(content, segment.file) });
    const metadata = place === null ? metadataOf(content) : null;
    if (metadata === null) return;
    alone(pending.filter(({ place: { id } }) => !metadata.about.has(id)));
    visit({ records: pending.filter(({ place: { id } }) => metadata.about.has(id)), facts: metadata.facts });
    pending = [];
  };
  walkMembers(path, segment.start, see, segment.end);
  alone(pending);
}

function metadataOf(content: Buffer): { facts: RecordGroup['facts']; about: ReadonlySet<string> } | null {
  if (!content.toString('latin1', 0, 100).includes('WARC-Type: metadata')) return null;
  const { headers, block } = parseRecord(content, '');
  if (headers['content-type'] !== 'application/json') return null;
  const about = (headers['warc-concurrent-to'] ?? '').split(' ').filter((id) => id !== '');
  return { facts: JSON.parse(block.toString('utf8')), about: new Set(about) };
}
