import type { MetadataFacts } from '../archive/metadata.ts';
import type { ImportedFacts, MetFacts } from '../import/facts.ts';
import { addImported, type Brought, beginSource, finishSource, noteMet } from '../store/imports.ts';
import { upsertPortal } from '../store/portals.ts';
import type { Store } from '../store/store.ts';
import { recordedBatch, recordedExchange } from './exchange.ts';
import type { IndexedRecord } from './groups.ts';

/** The records of an imported batch, and where each came from. */
export function replayImported(
  store: Store,
  runId: number,
  records: readonly IndexedRecord[],
  facts: MetadataFacts,
): void {
  const { portal, items } = facts as unknown as ImportedFacts;
  upsertPortal(store, portal);
  // A damaged record in between would give the others wrong names.
  if (items.length !== records.length) return;
  const told = records.map((record) => recordedExchange(store, record));
  const captures = told.flatMap(({ exchange }, index) => {
    const item = items[index];
    return item === undefined ? [] : [{ item: withSource(store, runId, item), exchange }];
  });
  addImported(
    store,
    captures,
    recordedBatch(
      store,
      told.map(({ record }) => record),
    ),
    runId,
  );
}

/** What an import met without storing anything, and what it left. */
export function replayMet(store: Store, runId: number, facts: MetadataFacts): void {
  const { portal, items, left } = facts as unknown as MetFacts;
  upsertPortal(store, portal);
  for (const { sha256, complete, ...item } of items) {
    if (sha256 !== null) noteMet(store, withSource(store, runId, item), sha256, runId);
    else if (complete) finishSource(store, beginSource(store, { ...item, sourceId: null }, runId), runId);
    else beginSource(store, { ...item, sourceId: null }, runId);
  }
  for (const { url, reason } of left) {
    store.run(
      `INSERT INTO skipped (portal_id, url, reason, run_id) VALUES (?, ?, ?, ?)
       ON CONFLICT (portal_id, url) DO UPDATE SET reason = excluded.reason, run_id = excluded.run_id`,
      ...[portal.id, url, reason, runId],
    );
  }
}

function withSource(store: Store, runId: number, { source, ...item }: ImportedFacts['items'][number]): Brought {
  if (source === null) return { ...item, sourceId: null };
  const sql =
    'SELECT id FROM imported WHERE url = ? AND portal_id = ? AND taken_at = ? AND source_id IS NULL AND payload_id IS NULL';
  const known = store.get<{ id: number }>(sql, source.url, item.portalId, source.takenAt);
  const file = { ...source, portalId: item.portalId, organ: item.organ, sourceId: null };
  return { ...item, sourceId: known?.id ?? beginSource(store, file, runId) };
}
