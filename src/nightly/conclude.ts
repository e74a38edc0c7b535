import type { PortalConfig, YearRange } from '../config/index.ts';
import { hostOf } from '../crawlers/http/scope.ts';
import type { ConcludedRun } from '../crawlers/run.ts';
import { type DiskState, diskState, openFindings } from '../query/nights/index.ts';
import type { Store } from '../store/store.ts';
import { type Clock, dayOf } from '../vocabulary/clock.ts';
import { noteBackfilled } from './backfill.ts';
import { causeOf, NIGHT_EXIT } from './cause.ts';
import type { Home } from './group.ts';
import { keepNight } from './history.ts';
import { measureChannels } from './measure.ts';
import { newsOf } from './news.ts';
import { type CurrentProblem, type JudgedChannel, judgeChannels, problemsOf } from './problems.ts';
import type { NightFinding, NightReport } from './report.ts';
import { type Settled, settle } from './settle.ts';

export interface NightKind {
  readonly mode: 'nightly' | 'backfill';
  /** `YYYY-MM-DD`, of its beginning. */
  readonly day: string;
  readonly clock: Clock;
  readonly portals: readonly Pick<PortalConfig, 'id' | 'channels'>[];
  /** Of a backfill. */
  readonly years: YearRange;
}

/** With less room than for so many nights a person has to act. */
const NIGHTS_OF_ROOM = 3;

/** What a night came to, against the nights before: stored, and returned. In one transaction. */
export function concludeNight(run: ConcludedRun, kind: NightKind): NightReport {
  return run.store.transaction(() => {
    const { store, runId } = run;
    const finished = finishedOf(store, kind.portals);
    const channels = judgeChannels(store, measureChannels(store, runId, kind.day));
    const disk = diskState(store);
    const problems = [
      ...runProblems(run, disk),
      ...underFloor(run, kind),
      ...problemsOf(store, { channels, portals: finished, day: kind.day }),
    ];
    const settled = settle(store, {
      runId,
      day: kind.day,
      problems,
      portals: new Set(finished),
      read: new Set(channels.filter(({ measure }) => measure.reports > 0).map(({ measure }) => measure.url)),
      homeOf: homes(store, kind.portals, channels),
    });
    const findings = findingsOf(store, kind.day, settled);
    keepNights(store, runId, channels, findings);
    const report = reportOf(run, kind, { finished, findings, settled, disk });
    addNight(store, report);
    if (kind.mode === 'backfill') noteBackfilled(store, runId, { portals: finished, years: kind.years });
    return report;
  });
}

function finishedOf(store: Store, portals: NightKind['portals']): string[] {
  const open = new Set(
    store.all<{ id: string }>('SELECT id FROM portal WHERE visit_run_id IS NOT NULL').map(({ id }) => id),
  );
  return portals.map(({ id }) => id).filter((id) => !open.has(id));
}

function runProblems({ stopped, summary }: ConcludedRun, disk: DiskState): CurrentProblem[] {
  const problems: CurrentProblem[] = [];
  const add = (kind: 'network' | 'disk' | 'archive', message: string) =>
    problems.push({ portal: null, kind, url: '', code: kind, message });
  if (stopped === 'network') add('network', 'no host answered for so long that the night was given up');
  if (summary.archive_damaged > 0) add('archive', `${summary.archive_damaged} records of the archive cannot be read`);
  if (disk.nights_left !== null && disk.nights_left < NIGHTS_OF_ROOM)
    add('disk', `there is room for ${disk.nights_left} more nights like the last ones`);
  return problems;
}

/** Floors that somebody has set in a portal's config. */
function underFloor({ summary }: ConcludedRun, { portals }: NightKind): CurrentProblem[] {
  return summary.under_floor.map(({ portal, floor, found }) => ({
    portal,
    kind: 'list_fell',
    url: portals.find(({ id }) => id === portal)?.channels[0]?.url ?? '',
    code: 'floor',
    message: `${found} reports, at least ${floor} are expected`,
  }));
}

function homes(store: Store, portals: NightKind['portals'], channels: readonly JudgedChannel[]) {
  const families = new Map<string, string | null>();
  for (const { measure, family } of channels)
    if ((families.get(measure.portal) ?? null) === null) families.set(measure.portal, family);
  const hosts = new Map(portals.map(({ id, channels: own }) => [id, own.map(({ url }) => hostOf(url))]));
  const platform = (id: string) =>
    store.get<{ platform: string | null }>('SELECT platform FROM portal WHERE id = ?', id)?.platform ?? null;
  return (id: string): Home => ({
    family: families.get(id) ?? platform(id),
    hosts: [...new Set(hosts.get(id))],
  });
}

function findingsOf(store: Store, day: string, { opened, joined, expired }: Settled): NightFinding[] {
  const states = new Map<number, NightFinding['state']>([
    ...expired.map((id) => [id, 'expired'] as const),
    ...joined.map((id) => [id, 'grown'] as const),
    ...opened.map((id) => [id, 'new'] as const),
  ]);
  return openFindings(store, day).map(({ changed: _, portals, problems, ...finding }) => ({
    ...finding,
    portals: [...portals],
    problems: [...problems],
    state: states.get(finding.id) ?? 'known',
  }));
}

/** A night is good for a channel of which nothing is wrong; also where a person has said that it is to be so from now on. */
function keepNights(
  store: Store,
  runId: number,
  channels: readonly JudgedChannel[],
  findings: readonly NightFinding[],
): void {
  const wrong = new Set(
    findings
      .filter(({ acknowledged }) => acknowledged === null)
      .flatMap(({ problems }) => problems)
      .filter(({ kind }) => kind !== 'page_failed' && kind !== 'unreadable' && kind !== 'incomplete')
      .map(({ url }) => url),
  );
  for (const { measure } of channels) keepNight(store, runId, measure, !wrong.has(measure.url));
}

interface Parts {
  readonly finished: readonly string[];
  readonly findings: readonly NightFinding[];
  readonly settled: Settled;
  readonly disk: DiskState;
}

function reportOf(run: ConcludedRun, kind: NightKind, { finished, findings, settled, disk }: Parts): NightReport {
  const { store, runId, summary, stopped } = run;
  const cause = causeOf(findings, { interrupted: run.outcome === 'interrupted', stopped });
  const { opened, joined, closed, expired } = settled;
  const isOther = opened.length + joined.length + closed.length + expired.length > 0;
  const count = (sql: string) => store.get<{ n: number }>(sql, runId)?.n ?? 0;
  return {
    version: 1,
    run: runId,
    mode: kind.mode,
    started_at: startOf(store, runId),
    ended_at: new Date(kind.clock()).toISOString(),
    cause,
    exit_code: NIGHT_EXIT[cause],
    changed: isOther || wasNotTold(store),
    counts: {
      portals: kind.portals.length,
      finished: finished.length,
      requests: summary.responses + summary.revisits,
      unchanged: summary.revisits,
      reports_new: summary.reports_new,
      reports_changed: summary.reports_changed,
      withdrawn: count('SELECT count(*) AS n FROM withdrawal WHERE run_id = ? AND restored_on IS NULL'),
      spared: count('SELECT count(*) AS n FROM request WHERE spared_run_id = ?'),
      left_over: summary.left_over,
    },
    stopped,
    disk,
    findings: [...findings],
    closed: closed.map((id) => closedFinding(store, id)),
    news: newsOf(store, runId, [kind.day, dayOf(kind.clock())]),
  };
}

const startOf = (store: Store, runId: number): string =>
  store.get<{ at: string }>('SELECT started_at AS at FROM run WHERE id = ?', runId)?.at ?? '';

/** The last hook could not be called: what it would have told is told now. */
function wasNotTold(store: Store): boolean {
  const sql = 'SELECT hook FROM night ORDER BY run_id DESC LIMIT 1';
  const hook = store.get<{ hook: string | null }>(sql)?.hook ?? null;
  return hook !== null && hook !== 'ok';
}

function closedFinding(store: Store, id: number): NightReport['closed'][number] {
  const sql = 'SELECT id, kind, scope, name FROM finding WHERE id = ?';
  const row = store.get<NightReport['closed'][number]>(sql, id);
  if (row === undefined) throw new Error(`no finding ${id}`);
  return row;
}

function addNight(store: Store, report: NightReport): void {
  const { run, mode, cause, exit_code, counts, findings, closed, disk } = report;
  const loud = findings.filter(({ state, acknowledged }) => state !== 'known' && acknowledged === null);
  store.run(
    `INSERT INTO night (run_id, mode, cause, exit_code, portals, requests, unchanged, reports_new, reports_changed, withdrawn, findings_new,
       findings_open, findings_closed, left_over, bytes_free, report) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    run,
    mode,
    cause,
    exit_code,
    counts.finished,
    counts.requests,
    counts.unchanged,
    counts.reports_new,
    counts.reports_changed,
    counts.withdrawn,
    loud.length,
    findings.length,
    closed.length,
    counts.left_over,
    disk.free,
    JSON.stringify(report),
  );
}
