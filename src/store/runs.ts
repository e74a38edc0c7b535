import { randomBytes } from 'node:crypto';
import type { RunMark } from '../archive/warcinfo.ts';
import { type Clock, systemClock } from '../vocabulary/clock.ts';
import type { Store } from './store.ts';

export const RUN_OUTCOMES = ['ok', 'failures', 'interrupted', 'crashed'] as const;
export type RunOutcome = (typeof RUN_OUTCOMES)[number];

export interface Run {
  readonly id: number;
  readonly command: string;
  readonly started_at: string;
  /** Null: running. */
  readonly ended_at: string | null;
  readonly outcome: RunOutcome | null;
  /** What the summary printed; null before the end. */
  readonly summary: unknown;
}

/** Begins a run. One that has no end by now was killed: this process holds the lock. */
export function startRun(store: Store, command: string, clock: Clock = systemClock): number {
  return store.transaction(() => {
    const now = new Date(clock()).toISOString();
    store.run("UPDATE run SET ended_at = ?, outcome = 'crashed' WHERE ended_at IS NULL", now);
    const sql = 'INSERT INTO run (uid, command, pid, started_at) VALUES (?, ?, ?, ?)';
    const uid = `${now.replace(/\D/g, '').slice(0, 14)}-${randomBytes(4).toString('hex')}`;
    return Number(store.run(sql, uid, command, process.pid, now).lastInsertRowid);
  });
}

/** How the archive names a run. */
export function runMark(store: Store, runId: number): RunMark {
  const sql = 'SELECT uid, command, started_at AS startedAt FROM run WHERE id = ?';
  const mark = store.get<RunMark>(sql, runId);
  if (mark === undefined) throw new Error(`no run ${runId}`);
  return mark;
}

/** Notes how a run ended. */
export function endRun(
  store: Store,
  runId: number,
  { outcome, summary }: { readonly outcome: RunOutcome; readonly summary: unknown },
  clock: Clock = systemClock,
): void {
  const sql = 'UPDATE run SET ended_at = ?, outcome = ?, summary = ? WHERE id = ?';
  store.run(sql, new Date(clock()).toISOString(), outcome, JSON.stringify(summary), runId);
}

/** The newest runs first. */
export function listRuns(store: Store, limit: number): Run[] {
  const sql = 'SELECT id, command, started_at, ended_at, outcome, summary FROM run ORDER BY id DESC LIMIT ?';
  return store
    .all<Run & { summary: string | null }>(sql, limit)
    .map((run) => ({ ...run, summary: run.summary === null ? null : JSON.parse(run.summary) }));
}
