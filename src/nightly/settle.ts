import type { FindingKind, FindingScope } from '../store/nights/kinds.ts';
import type { Store } from '../store/store.ts';
import { type Group, group, type Home } from './group.ts';
import type { CurrentProblem } from './problems.ts';

/** What a night has changed about what is wrong; ids of findings. */
export interface Settled {
  /** Wrong since this night. */
  readonly opened: readonly number[];
  /** Known already, and one more portal has it. */
  readonly joined: readonly number[];
  /** Mended. */
  readonly closed: readonly number[];
  /** Their acknowledgement has run out since the last night. */
  readonly expired: readonly number[];
}

export interface NightFacts {
  readonly runId: number;
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly problems: readonly CurrentProblem[];
  /** Portals whose visits came to their end: of the others nothing is known to be mended. */
  readonly portals: ReadonlySet<string>;
  /** Channels (addresses) of which reports were read: only these can show that readings are good again. */
  readonly read: ReadonlySet<string>;
  readonly homeOf: (portal: string) => Home;
}

interface OpenProblem {
  readonly id: number;
  readonly findingId: number;
  readonly portal: string | null;
  readonly kind: FindingKind;
  readonly url: string;
  readonly code: string;
}

interface OpenFindingRow {
  readonly id: number;
  readonly kind: FindingKind;
  readonly scope: FindingScope;
  readonly name: string;
}

const OPEN_PROBLEMS = `SELECT id, finding_id AS findingId, portal_id AS portal, kind, url, code FROM problem WHERE closed_run_id IS NULL`;
const OPEN_FINDINGS = 'SELECT id, kind, scope, name FROM finding WHERE closed_run_id IS NULL';
const EXPIRED = `SELECT finding.id FROM finding JOIN acknowledgement AS ack
    ON ack.kind = finding.kind AND ack.scope = finding.scope AND ack.name = finding.name
  WHERE closed_run_id IS NULL AND expires_on <= ? AND expires_on > coalesce((
    SELECT substr(started_at, 1, 10) FROM night JOIN run ON run.id = night.run_id WHERE run.id < ? ORDER BY run.id DESC LIMIT 1), '')`;

const keyOf = ({ portal, kind, url, code }: Pick<CurrentProblem, 'portal' | 'kind' | 'url' | 'code'>): string =>
  JSON.stringify([portal, kind, url, code]);

/** Brings findings and problems up to what this night has seen. In one transaction. */
export function settle(store: Store, facts: NightFacts): Settled {
  return store.transaction(() => {
    const { fresh, mended } = compared(store, facts);
    const groups = group(fresh, {
      homeOf: facts.homeOf,
      lone: store.all<OpenFindingRow>(OPEN_FINDINGS).flatMap(({ kind, scope, name }) =>
        // One that ends in this night shares nothing with what begins.
        scope === 'portal' && !mended.has(`${kind} ${name}`) ? { portal: name, kind } : [],
      ),
      isOpen: (kind, scope, name) => openId(store, kind, scope, name) !== null,
    });
    const opened: number[] = [];
    const joined: number[] = [];
    for (const one of groups) {
      const known = openId(store, one.kind, one.scope, one.name);
      const id = known ?? openFinding(store, facts.runId, one);
      (known === null ? opened : joined).push(id);
      if (known !== null) store.run('UPDATE finding SET changed_run_id = ? WHERE id = ?', facts.runId, known);
      takeOver(store, facts.runId, id, one);
      for (const problem of one.problems) addProblem(store, facts.runId, id, problem);
    }
    return { opened, joined, closed: closeEmpty(store, facts.runId), expired: expired(store, facts) };
  });
}

/** Which problems are new; those that are over are closed. `mended`: kind and portal of findings of which nothing is left. */
function compared(
  store: Store,
  { runId, problems, portals, read }: NightFacts,
): { fresh: CurrentProblem[]; mended: ReadonlySet<string> } {
  const current = new Map(problems.map((problem) => [keyOf(problem), problem]));
  const left = new Map<number, OpenProblem[]>();
  for (const known of store.all<OpenProblem>(OPEN_PROBLEMS)) {
    const now = current.get(keyOf(known));
    const wasLookedAt = known.portal === null || portals.has(known.portal);
    const couldTell = known.kind !== 'reading_fell' || read.has(known.url);
    current.delete(keyOf(known));
    if (now !== undefined)
      store.run('UPDATE problem SET last_run_id = ?, message = ? WHERE id = ?', runId, now.message, known.id);
    else if (wasLookedAt && couldTell) {
      store.run('UPDATE problem SET closed_run_id = ? WHERE id = ?', runId, known.id);
      continue;
    }
    left.set(known.findingId, [...(left.get(known.findingId) ?? []), known]);
  }
  const mended = store
    .all<OpenFindingRow>(OPEN_FINDINGS)
    .filter(({ id }) => !left.has(id))
    .map(({ kind, name }) => `${kind} ${name}`);
  return { fresh: [...current.values()], mended: new Set(mended) };
}

function openId(store: Store, kind: FindingKind, scope: FindingScope, name: string): number | null {
  const sql = 'SELECT id FROM finding WHERE kind = ? AND scope = ? AND name = ? AND closed_run_id IS NULL';
  return store.get<{ id: number }>(sql, kind, scope, name)?.id ?? null;
}

function openFinding(store: Store, runId: number, { kind, scope, name }: Group): number {
  const sql = 'INSERT INTO finding (kind, scope, name, opened_run_id, changed_run_id) VALUES (?, ?, ?, ?, ?)';
  return Number(store.run(sql, kind, scope, name, runId, runId).lastInsertRowid);
}

/** What was told of single portals becomes a part of what they share. */
function takeOver(store: Store, runId: number, id: number, { kind, takesOver }: Group): void {
  for (const portal of takesOver) {
    const old = openId(store, kind, 'portal', portal);
    if (old === null) continue;
    store.run('UPDATE problem SET finding_id = ? WHERE finding_id = ? AND closed_run_id IS NULL', id, old);
    store.run('UPDATE finding SET closed_run_id = ? WHERE id = ?', runId, old);
  }
}

function addProblem(store: Store, runId: number, findingId: number, problem: CurrentProblem): void {
  const { portal, kind, url, code, message } = problem;
  store.run(
    `INSERT INTO problem (finding_id, portal_id, kind, url, code, message, since_run_id, last_run_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    findingId,
    portal,
    kind,
    url,
    code,
    message,
    runId,
    runId,
  );
}

/** Findings of which no problem is left. */
function closeEmpty(store: Store, runId: number): number[] {
  const sql = `UPDATE finding SET closed_run_id = ? WHERE closed_run_id IS NULL
    AND NOT EXISTS (SELECT 1 FROM problem WHERE finding_id = finding.id AND problem.closed_run_id IS NULL) RETURNING id`;
  return store.all<{ id: number }>(sql, runId).map(({ id }) => id);
}

function expired(store: Store, { day, runId }: NightFacts): number[] {
  const ids = store.all<{ id: number }>(EXPIRED, day, runId).map(({ id }) => id);
  for (const id of ids) store.run('UPDATE finding SET changed_run_id = ? WHERE id = ?', runId, id);
  return ids;
}
