import type { ArchiveMetadata } from '../archive/metadata.ts';
import type { Brought } from '../store/imports.ts';
import { runMark } from '../store/runs.ts';
import type { Store } from '../store/store.ts';

/** What was brought, as the archive tells it: the WARC file that it came in by its own facts. */
export interface BroughtFacts extends Omit<Brought, 'sourceId'> {
  readonly source: Pick<Brought, 'url' | 'takenAt' | 'size'> | null;
}

export interface PortalFacts {
  readonly id: string;
  readonly name: string;
  readonly code: string | null;
}

/** Beside the records of a batch, one item each. */
export interface ImportedFacts {
  readonly event: 'imported';
  readonly run: string;
  readonly portal: PortalFacts;
  readonly items: readonly BroughtFacts[];
}

/** At the end of an import: all that it met, also what was held already, and what it left. */
export interface MetFacts {
  readonly event: 'met';
  readonly run: string;
  readonly portal: PortalFacts;
  readonly items: readonly (BroughtFacts & { readonly sha256: string | null; readonly complete: boolean })[];
  readonly left: readonly { readonly url: string; readonly reason: string }[];
}

export function importedMetadata(store: Store, runId: number, items: readonly Brought[]): ArchiveMetadata {
  const [first] = items;
  const facts: ImportedFacts = {
    event: 'imported',
    run: runMark(store, runId).uid,
    portal: portalFacts(store, first?.portalId ?? ''),
    items: items.map(({ sourceId, ...item }) => ({ ...item, source: sourceOf(store, sourceId) })),
  };
  return { url: first?.url ?? '', facts: { ...facts } };
}

function portalFacts(store: Store, id: string): PortalFacts {
  const row = store.get<{ name: string; code: string | null }>('SELECT name, code FROM portal WHERE id = ?', id);
  return { id, name: row?.name ?? id, code: row?.code ?? null };
}

function sourceOf(store: Store, id: number | null): BroughtFacts['source'] {
  if (id === null) return null;
  const sql = 'SELECT url, taken_at AS takenAt, size FROM imported WHERE id = ?';
  return store.get<NonNullable<BroughtFacts['source']>>(sql, id) ?? null;
}

interface MetRow extends Brought {
  readonly sha256: string | null;
  readonly complete: number;
}

/** As many rows a record: a folder may hold a hundred thousand files. */
const ROWS = 5000;

export function* metFacts(store: Store, runId: number, portalId: string): Generator<MetFacts> {
  const head = { event: 'met', run: runMark(store, runId).uid, portal: portalFacts(store, portalId) } as const;
  const left = store.all<MetFacts['left'][number]>(
    'SELECT url, reason FROM skipped WHERE run_id = ? AND portal_id = ? ORDER BY url',
    runId,
    portalId,
  );
  for (let last = 0, first = true; ; first = false) {
    const rows = store.all<MetRow & { id: number }>(MET, runId, last, ROWS);
    if (rows.length === 0 && !first) return;
    const items = rows.map(({ id: _id, sourceId, complete, ...row }) => ({
      ...row,
      complete: complete === 1,
      source: sourceOf(store, sourceId),
    }));
    yield { ...head, items, left: first ? left : [] };
    last = rows.at(-1)?.id ?? last;
    if (rows.length < ROWS) return;
  }
}

const MET = `SELECT imported.id, portal_id AS portalId, url, taken_at AS takenAt, imported.size, organ, source_id AS sourceId,
    complete, payload.sha256 FROM imported LEFT JOIN payload ON payload.id = payload_id
  WHERE run_id = ? AND imported.id > ? ORDER BY imported.id LIMIT ?`;
