import type { ResolvedOrgan } from '../organs/index.ts';
import type { Store } from './store.ts';

/** The organ of this name and division, made where it is new. */
export function organId(store: Store, name: string, portalId: string, organ: ResolvedOrgan): number {
  const { code, level, kind, fullName, formerly, evidence } = organ;
  // Two 财政局 of unknown divisions are not known to be one; ministries have no division, and are one everywhere.
  const isTold = code !== null || level === 'nation';
  const values = [name, fullName, code, level, kind, formerly, isTold ? null : portalId, evidence];
  const row = store.get<{ id: number }>(KNOWN, ...values) ?? store.get<{ id: number }>(PUT, ...values);
  if (row === undefined) throw new Error(`organ ${name} was not stored`);
  return row.id;
}

/** Nearly every report is of an organ of which nothing new is known: it is not written again. */
const KNOWN = `SELECT id FROM organ WHERE name = ? AND full_name = ? AND coalesce(division_code, '') = coalesce(?, '')
  AND level IS ? AND kind = ? AND former_place IS ? AND coalesce(portal_id, '') = coalesce(?, '') AND evidence <= ?`;

/** Of two grounds for the same, one and always the same one, whichever report came first. */
const PUT = `INSERT INTO organ (name, full_name, division_code, level, kind, former_place, portal_id, evidence)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (name, coalesce(division_code, ''), coalesce(portal_id, '')) DO UPDATE SET full_name = excluded.full_name,
    level = excluded.level, kind = excluded.kind, former_place = excluded.former_place, evidence = min(evidence, excluded.evidence)
  RETURNING id`;

/** Organs that no report is of any more. */
export function dropIdleOrgan(store: Store, id: number): void {
  store.run('DELETE FROM organ WHERE id = ? AND NOT EXISTS (SELECT 1 FROM report WHERE organ_id = organ.id)', id);
}
