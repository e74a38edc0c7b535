import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DATABASE_FILE, openStore } from '../../store/store.ts';

/** What is left to do in a shard's folder. */
export interface LeftOver {
  readonly requests: number;
  /** Portals whose visit has not come to its end. */
  readonly portals: number;
  /** Documents that wait to be read. */
  readonly documents: number;
  readonly failed: number;
}

const NOTHING_LEFT: LeftOver = { requests: 0, portals: 0, documents: 0, failed: 0 };

/** Of these portals; others that a folder may hold are somebody else's by now. */
export function leftOver(folder: string, portals: readonly string[]): LeftOver {
  if (!existsSync(join(folder, DATABASE_FILE))) return NOTHING_LEFT;
  const store = openStore(folder, { readonly: true });
  try {
    const ours = JSON.stringify(portals);
    const count = (sql: string, ...values: readonly string[]): number =>
      store.get<{ n: number }>(sql, ...values)?.n ?? 0;
    const of = 'portal_id IN (SELECT value FROM json_each(?))';
    return {
      requests: count(`SELECT count(*) AS n FROM request WHERE state IN ('pending', 'active') AND ${of}`, ours),
      portals: count(
        'SELECT count(*) AS n FROM portal WHERE visit_run_id IS NOT NULL AND id IN (SELECT value FROM json_each(?))',
        ours,
      ),
      documents: count("SELECT count(*) AS n FROM payload WHERE state = 'waiting'"),
      failed: count(`SELECT count(*) AS n FROM request WHERE state = 'failed' AND ${of}`, ours),
    };
  } finally {
    store.close();
  }
}
