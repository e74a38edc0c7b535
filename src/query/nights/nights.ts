import type { NightCause } from '../../store/nights/kinds.ts';
import type { Store } from '../../store/store.ts';

/** A night, as one line tells it. */
export interface Night {
  readonly run: number;
  /** ISO 8601, UTC. */
  readonly started_at: string;
  /** Null: it is running, or was killed. */
  readonly ended_at: string | null;
  readonly mode: 'nightly' | 'backfill';
  readonly cause: NightCause;
  readonly exit_code: number;
  /** Visits that came to their end. */
  readonly portals: number;
  readonly requests: number;
  /** Of these: nothing new. */
  readonly unchanged: number;
  readonly reports_new: number;
  readonly reports_changed: number;
  readonly withdrawn: number;
  /** What is wrong since that night and was not acknowledged. */
  readonly findings_new: number;
  /** All that was wrong at its end, known or not. */
  readonly findings_open: number;
  readonly findings_closed: number;
  /** Requests that were left for the next night. */
  readonly left_over: number;
  /** Bytes of the data folder's disk that were free at its end; null where the system does not tell. */
  readonly bytes_free: number | null;
}

const COLUMNS = `night.run_id AS run, started_at, ended_at, mode, cause, exit_code, portals, requests, unchanged, reports_new, reports_changed,
  withdrawn, findings_new, findings_open, findings_closed, left_over, bytes_free`;

/** The newest nights first. */
export function lastNights(store: Store, limit = 7): Night[] {
  const sql = `SELECT ${COLUMNS} FROM night JOIN run ON run.id = night.run_id ORDER BY night.run_id DESC LIMIT ?`;
  return store.all<Night>(sql, limit);
}

/** The stored report of a night as JSON text, of the last one where no run is named; null where there is none. */
export function nightReportText(store: Store, run?: number): string | null {
  const sql = 'SELECT report FROM night WHERE ? IS NULL OR run_id = ? ORDER BY run_id DESC LIMIT 1';
  return store.get<{ report: string }>(sql, run ?? null, run ?? null)?.report ?? null;
}
