import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { walkMembers } from '../archive/members.ts';
import { archiveFiles, asOrphan, foreignFiles } from '../archive/recover.ts';
import type { Store } from '../store/store.ts';
import { type Finding, RESTORE } from './findings.ts';
import { type Indexed, recordFault } from './record.ts';

export const INDEXED = `SELECT capture.id AS captureId, warc_file.name AS file, warc_offset AS offset, warc_length AS length, url,
    captured_at AS date, record_type AS type, payload_digest AS digest, payload_id AS payloadId, payload.sha256, damaged
  FROM capture JOIN warc_file ON warc_file.id = warc_file_id LEFT JOIN payload ON payload.id = payload_id`;

/** Files of the archive against what the index knows of them. */
export function fileFindings(store: Store): Finding[] {
  const known = store.all<{ id: number; name: string; size: number }>(
    'SELECT id, name, size FROM warc_file ORDER BY name',
  );
  const names = new Set(known.map(({ name }) => name));
  const strange = archiveFiles(store.dataDir).filter((name) => !names.has(name));
  const sizes = known.flatMap((file) => sizeFinding(store, file) ?? []);
  return [...sizes, ...strange.map(unknownFile), ...foreignFiles(store.dataDir).map(foreignFile)];
}

function sizeFinding(store: Store, { id, name, size }: { id: number; name: string; size: number }): Finding | null {
  const path = join(store.dataDir, name);
  const actual = existsSync(path) ? statSync(path).size : null;
  if (actual !== null && actual >= size) return null;
  const what = actual === null ? 'the file is gone' : `the file has lost its last ${size - actual} bytes`;
  const sql =
    'SELECT DISTINCT payload_id AS id FROM capture WHERE warc_file_id = ? AND warc_offset + warc_length > ? AND payload_id IS NOT NULL';
  const payloads = store.all<{ id: number }>(sql, id, actual ?? 0).map((row) => row.id);
  return { kind: 'file', place: name, what, todo: RESTORE, payloads };
}

const unknownFile = (name: string): Finding => ({
  kind: 'index',
  place: name,
  what: 'the database does not know this file',
  todo: 'any `nianbao crawl` indexes its records; `nianbao rebuild` stores what they hold, too',
  payloads: [],
});

const foreignFile = (name: string): Finding => ({
  kind: 'index',
  place: name,
  what: 'by its name it is no file of this program, and was not read',
  todo: 'give a renamed file its name back (nianbao-….warc.gz); move out what others have archived, and `nianbao import` it',
  payloads: [],
});

/** Every record of a file, both ways: damaged stretches, records that the index lacks, and rows without a record. */
export function walkFindings(store: Store, file: string, onBytes: (bytes: number) => void): Finding[] {
  const path = join(store.dataDir, file);
  if (!existsSync(path)) return [];
  const rows = store.all<Indexed>(`${INDEXED} WHERE warc_file.name = ? ORDER BY warc_offset`, file);
  const byOffset = new Map(rows.map((row) => [row.offset, row]));
  const findings: Finding[] = [];
  const walk = walkMembers(path, 0, ({ offset, length, content }) => {
    onBytes(length);
    const row = byOffset.get(offset);
    byOffset.delete(offset);
    const finding = row === undefined ? unindexed(file, offset, length, content) : recordFinding(row, content);
    if (finding !== null) findings.push(finding);
  });
  for (const gap of [...walk.gaps, ...(walk.tail === null ? [] : [walk.tail])]) {
    const lost = rows.filter(({ offset }) => offset >= gap.offset && offset < gap.offset + gap.length);
    for (const { offset } of lost) byOffset.delete(offset);
    const payloads = lost.flatMap(({ payloadId }) => payloadId ?? []);
    const what = `${gap.length} bytes are damaged (${gap.reason}), ${lost.length} indexed records among them`;
    findings.push({ kind: 'record', place: `${file}:${gap.offset}`, what, todo: RESTORE, payloads });
  }
  const size = statSync(path).size;
  for (const row of byOffset.values()) if (row.offset < size) findings.push(missing(row));
  return findings;
}

export function recordFinding(row: Indexed, content: Buffer): Finding | null {
  const fault = recordFault(content, row);
  if (fault === null) return null;
  const payloads = row.payloadId === null ? [] : [row.payloadId];
  return { kind: 'record', place: `${row.file}:${row.offset}`, what: `${row.url}: ${fault}`, todo: RESTORE, payloads };
}

function unindexed(file: string, offset: number, length: number, content: Buffer): Finding | null {
  const orphan = asOrphan(file, offset, length, content);
  if (orphan === null) return null;
  const what = `${orphan.head.headers['warc-target-uri']} is not in the database`;
  return { kind: 'index', place: `${file}:${offset}`, what, todo: 'any `nianbao crawl` indexes it', payloads: [] };
}

function missing(row: Indexed): Finding {
  const payloads = row.payloadId === null ? [] : [row.payloadId];
  const what = `${row.url}: the index has a record here, the file has none`;
  return { kind: 'index', place: `${row.file}:${row.offset}`, what, todo: RESTORE, payloads };
}
