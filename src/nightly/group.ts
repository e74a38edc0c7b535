import { FINDING_KINDS, type FindingKind, type FindingScope } from '../store/nights/kinds.ts';
import type { CurrentProblem } from './problems.ts';

/** So many portals with the same trouble have one trouble. */
const ENOUGH = 3;

/** Where a portal is at home. */
export interface Home {
  /** Dialect; null where none is known. */
  readonly family: string | null;
  /** `name:port` of its channels. */
  readonly hosts: readonly string[];
}

/** A finding that is told of one portal so far. */
export interface LonePortal {
  readonly portal: string;
  readonly kind: FindingKind;
}

/** What is wrong since this night, as one finding. */
export interface Group {
  readonly kind: FindingKind;
  readonly scope: FindingScope;
  readonly name: string;
  readonly problems: readonly CurrentProblem[];
  /** Portals whose own finding of before becomes a part of this one. */
  readonly takesOver: readonly string[];
}

const RANK = new Map(Object.keys(FINDING_KINDS).map((kind, rank) => [kind, rank]));
const rankOf = (kind: FindingKind): number => RANK.get(kind) ?? RANK.size;

/** How hosts answer is no matter of the system that runs on them. */
const OF_HOSTS: ReadonlySet<FindingKind> = new Set(['unreachable', 'refused', 'throttled', 'server_error']);
/** No family: whatever nobody recognised. */
const NO_FAMILY = 'generic';

/**
 * Problems that are new, as findings. Each portal's problems are one, of the kind that explains the others; portals of a host, else of a
 * family, that have the same kind are one where they are three, or where there is such a finding already. `lone`: findings of single
 * portals that are still open.
 */
export function group(
  problems: readonly CurrentProblem[],
  context: {
    readonly homeOf: (portal: string) => Home;
    readonly lone: readonly LonePortal[];
    readonly isOpen: (kind: FindingKind, scope: FindingScope, name: string) => boolean;
  },
): Group[] {
  const ofRun = problems.filter(({ portal }) => portal === null);
  const parts = [...partsOf(problems)];
  const groups: Group[] = ofRun.map((problem) => ({ ...asRun(problem), problems: [problem], takesOver: [] }));
  let left = parts;
  for (const scope of ['host', 'family'] as const) {
    const taken = new Set<Part>();
    for (const [key, members] of bySharedHome(left, scope, context.homeOf)) {
      const { kind, name } = key;
      const fresh = members.filter((part) => !taken.has(part));
      if (fresh.length === 0) continue;
      const before = context.lone
        .filter((one) => one.kind === kind && namesOf(context.homeOf(one.portal), scope).includes(name))
        .map(({ portal }) => portal)
        .filter((portal) => !fresh.some((part) => part.portal === portal));
      if (fresh.length + before.length < ENOUGH && !context.isOpen(kind, scope, name)) continue;
      for (const part of fresh) taken.add(part);
      groups.push({ kind, scope, name, problems: fresh.flatMap((part) => part.problems), takesOver: before });
    }
    left = left.filter((part) => !taken.has(part));
  }
  for (const { portal, kind, problems: own } of left)
    groups.push({ kind, scope: 'portal', name: portal, problems: own, takesOver: [] });
  return groups;
}

const asRun = ({ kind }: CurrentProblem) => ({ kind, scope: 'run' as const, name: 'run' });

/** One portal's new problems, under the kind that explains the others. */
interface Part {
  readonly portal: string;
  readonly kind: FindingKind;
  readonly problems: readonly CurrentProblem[];
}

function partsOf(problems: readonly CurrentProblem[]): Part[] {
  const byPortal = new Map<string, CurrentProblem[]>();
  for (const problem of problems)
    if (problem.portal !== null) byPortal.set(problem.portal, [...(byPortal.get(problem.portal) ?? []), problem]);
  return [...byPortal].map(([portal, own]) => {
    const kind = own.map((one) => one.kind).reduce((a, b) => (rankOf(a) <= rankOf(b) ? a : b));
    return { portal, kind, problems: own };
  });
}

function namesOf({ family, hosts }: Home, scope: 'host' | 'family'): readonly string[] {
  if (scope === 'host') return hosts;
  return family === null || family === NO_FAMILY ? [] : [family];
}

/** Parts that share a host or a family, and the kind; the largest first. */
function bySharedHome(
  parts: readonly Part[],
  scope: 'host' | 'family',
  homeOf: (portal: string) => Home,
): [{ kind: FindingKind; name: string }, Part[]][] {
  const shared = new Map<string, [{ kind: FindingKind; name: string }, Part[]]>();
  for (const part of parts) {
    if (scope === 'family' && OF_HOSTS.has(part.kind)) continue;
    for (const name of namesOf(homeOf(part.portal), scope)) {
      const key = `${part.kind} ${name}`;
      const entry = shared.get(key) ?? [{ kind: part.kind, name }, []];
      entry[1].push(part);
      shared.set(key, entry);
    }
  }
  return [...shared.values()].sort(([, a], [, b]) => b.length - a.length);
}
