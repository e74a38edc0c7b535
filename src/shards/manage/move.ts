import type { Jobs } from '../jobs.ts';
import { shardMessages } from '../messages.ts';
import { spread, weigher } from '../plan/balance.ts';
import type { HostGroup } from '../plan/groups.ts';
import { type Load, NO_LOAD, type PlacedPortal, plus } from '../plan/load.ts';
import type { Postgres, Queries } from '../postgres/postgres.ts';
import { type BusyShard, whileFree } from './holding.ts';
import { ShardsError, shardName } from './init.ts';
import { groupsOf, type Placement, place, readPlacement, releaseMetHosts, sumUp } from './placement.ts';

/** Portals that go to another shard, whole groups of hosts. */
export interface Move {
  /** Null: new ones. */
  readonly from: string | null;
  readonly to: string;
  readonly portals: readonly string[];
}

export interface Moved {
  readonly moves: readonly Move[];
  /** Shards that stand in the way of others that were to be made. */
  readonly busy: readonly BusyShard[];
  /** Portals that shards have and nobody has configured any more. */
  readonly gone: readonly string[];
}

export interface MoveOptions {
  /** All portals as they are configured. */
  readonly configured: readonly PlacedPortal[];
  readonly wait: boolean;
  readonly signal: AbortSignal;
}

/** A group on its way. */
interface Step {
  readonly group: HostGroup;
  readonly from: readonly string[];
  readonly to: string;
}

/** A shard this much heavier than the mean is relieved. */
const TOLERANCE = 0.2;

/**
 * Takes portals in that are new, brings those together that share a host, and relieves shards that are much heavier than others. A host moves
 * whole; what moves is visited anew, and what its former shard has archived stays part of every merge.
 */
export async function rebalance(postgres: Postgres, options: MoveOptions): Promise<Moved> {
  const placement = await begun(postgres);
  const groups = groupsOf(options.configured, placement);
  const steps = [...together(groups, placement), ...evened(groups, placement)];
  const ids = new Set(options.configured.map(({ id }) => id));
  const gone = [...placement.portals.keys()].filter((id) => !ids.has(id));
  return { ...(await apply(postgres, steps, options)), gone };
}

/** Empties a shard: its portals go to the lightest others, and it is never leased again. */
export async function retire(postgres: Postgres, name: string, options: MoveOptions): Promise<Moved> {
  const placement = await begun(postgres);
  const names = [...placement.shards.keys()];
  if (!placement.shards.has(name)) throw new ShardsError(shardMessages.noSuchShard(name, names.join(', ')));
  const others = names.filter((one) => one !== name);
  if (others.length === 0) throw new ShardsError(shardMessages.lastShard);
  const groups = groupsIn(name, groupsOf(options.configured, placement), placement);
  const places = spread(
    groups,
    others.map((one) => placement.shards.get(one) ?? NO_LOAD),
  );
  const steps = groups.map((group, index) => ({ group, from: [name], to: others[places[index] ?? 0] ?? name }));
  const result = await apply(postgres, steps, options);
  if (result.busy.length > 0) return { ...result, gone: [] };
  const ended = await whileFree(
    postgres,
    [name],
    (queries) => queries.query("UPDATE nianbao.shard SET state = 'retired' WHERE name = $1", name),
    options,
  );
  return { ...result, busy: 'busy' in ended ? [ended.busy] : [], gone: [] };
}

/** A new shard, made of a part of another. */
export interface Added {
  readonly name: string;
  readonly parent: string;
  readonly portals: readonly string[];
}

/**
 * Makes more shards: each takes half of the heaviest one's groups, with all that is known of them, since it begins with its parent's folder (in a
 * store the same files: nothing is copied).
 */
export async function addShards(
  postgres: Postgres,
  { jobs, count, ...options }: MoveOptions & { readonly jobs: Jobs; readonly count: number },
): Promise<{ readonly added: readonly Added[]; readonly busy: readonly BusyShard[] }> {
  const added: Added[] = [];
  const busy: BusyShard[] = [];
  while (added.length + busy.length < count) {
    const placement = await begun(postgres);
    const groups = groupsOf(options.configured, placement);
    const parent = heaviest(placement, groups, new Set(busy.map(({ shard }) => shard)));
    if (parent === null) break;
    const own = groupsIn(parent, groups, placement);
    const places = spread(own, [NO_LOAD, NO_LOAD]);
    const part = own.filter((_, index) => places[index] === 1);
    const result = await whileFree(postgres, [parent], (queries) => divide(queries, parent, part), options);
    if ('busy' in result) busy.push(result.busy);
    else {
      added.push({ name: result.done, parent, portals: part.flatMap(({ portals }) => portals) });
      await jobs.addShards([result.done]);
      await jobs.queue([result.done]);
    }
  }
  if (added.length + busy.length === 0) throw new ShardsError(shardMessages.noneToTake);
  return { added, busy };
}

async function begun(postgres: Postgres): Promise<Placement> {
  const placement = await readPlacement(postgres);
  if (placement.shards.size === 0) throw new ShardsError(shardMessages.notBegun);
  return placement;
}

async function divide(queries: Queries, parent: string, part: readonly HostGroup[]): Promise<string> {
  const [row] = await queries.query<{ n: number }>(
    "SELECT max(substring(name FROM '[0-9]+$')::int) AS n FROM nianbao.shard",
  );
  const name = shardName((row?.n ?? 0) + 1);
  await queries.query(
    `INSERT INTO nianbao.shard (name, parent, generation, manifest, manifest_generation)
     SELECT $1, CASE WHEN folder IS NOT NULL THEN name END, generation, manifest, manifest_generation
     FROM nianbao.shard WHERE name = $2`,
    name,
    parent,
  );
  await releaseMetHosts(queries, [parent]);
  for (const group of part) await place(queries, name, group);
  await sumUp(queries);
  return name;
}

/** The heaviest shard that can be parted. */
function heaviest(
  { shards, ...rest }: Placement,
  groups: readonly HostGroup[],
  without: ReadonlySet<string>,
): string | null {
  const weight = weigher([...shards.values()].reduce(plus, NO_LOAD));
  const candidates = [...shards].filter(
    ([name]) => !without.has(name) && groupsIn(name, groups, { shards, ...rest }).length > 1,
  );
  candidates.sort(([, a], [, b]) => weight(b) - weight(a));
  return candidates[0]?.[0] ?? null;
}

/** Groups all of whose portals are in a shard. */
const groupsIn = (shard: string, groups: readonly HostGroup[], placement: Placement): HostGroup[] =>
  groups.filter((group) => {
    const homes = homesOf(group, placement);
    return homes.length === 1 && homes[0] === shard;
  });

/** The shards that portals and hosts of a group are in, retired ones too. */
function homesOf({ portals, hosts }: HostGroup, placement: Placement): string[] {
  const homes = new Set<string>();
  for (const id of portals) homes.add(placement.portals.get(id)?.shard ?? '');
  for (const host of hosts) homes.add(placement.hosts.get(host) ?? '');
  homes.delete('');
  return [...homes].sort();
}

/** Groups that are in no shard yet, or in several: to the one that has most of them, else to the lightest. */
function together(groups: readonly HostGroup[], placement: Placement): Step[] {
  const loads = new Map(placement.shards);
  const weight = weigher([...loads.values(), ...groups.map(({ load }) => load)].reduce(plus, NO_LOAD));
  const lightest = (): string => [...loads].reduce((best, one) => (weight(one[1]) < weight(best[1]) ? one : best))[0];
  return groups.flatMap((group) => {
    const homes = homesOf(group, placement);
    const isWhole =
      homes.length === 1 &&
      group.portals.every((id) => placement.portals.has(id)) &&
      group.hosts.every((host) => placement.hosts.has(host));
    if (isWhole) return [];
    const of = (home: string): number => group.portals.filter((id) => placement.portals.get(id)?.shard === home).length;
    const open = homes.filter((home) => loads.has(home)).sort((a, b) => of(b) - of(a));
    const to = open[0] ?? lightest();
    loads.set(to, plus(loads.get(to) ?? NO_LOAD, group.load));
    return [{ group, from: homes.filter((home) => home !== to), to }];
  });
}

/** Moves that make the heaviest shards lighter, as few as do it. */
function evened(groups: readonly HostGroup[], placement: Placement): Step[] {
  const loads = new Map(placement.shards);
  const weight = weigher([...loads.values()].reduce(plus, NO_LOAD));
  const mean = [...loads.values()].reduce((sum, load) => sum + weight(load), 0) / loads.size;
  const free = new Map([...loads.keys()].map((name) => [name, groupsIn(name, groups, placement)]));
  const steps: Step[] = [];
  for (;;) {
    const sorted = [...loads].sort(([, a], [, b]) => weight(b) - weight(a));
    const [high, low] = [sorted[0], sorted.at(-1)];
    if (high === undefined || low === undefined || weight(high[1]) <= mean * (1 + TOLERANCE)) return steps;
    const gap = weight(high[1]) - weight(low[1]);
    const own = free.get(high[0]) ?? [];
    const best = own
      .filter(({ load }) => weight(load) < gap && weight(load) > 0)
      .sort((a, b) => Math.abs(weight(a.load) - gap / 2) - Math.abs(weight(b.load) - gap / 2))[0];
    if (best === undefined) return steps;
    free.set(
      high[0],
      own.filter((group) => group !== best),
    );
    loads.set(high[0], less(high[1], best.load));
    loads.set(low[0], plus(low[1], best.load));
    steps.push({ group: best, from: [high[0]], to: low[0] });
  }
}

const less = (load: Load, part: Load): Load => ({ rows: load.rows - part.rows, paceMs: load.paceMs - part.paceMs });

/** Each step by itself, so that a shard which a worker has holds up no others. */
async function apply(
  postgres: Postgres,
  steps: readonly Step[],
  { configured, ...options }: MoveOptions,
): Promise<Pick<Moved, 'moves' | 'busy'>> {
  const moves: Move[] = [];
  const busy = new Map<string, BusyShard>();
  const loads = new Map(configured.map(({ id, load }) => [id, load]));
  for (const { group, from, to } of steps) {
    const known = await readPlacement(postgres);
    const result = await whileFree(
      postgres,
      [...from, to],
      async (queries) => {
        const fresh = group.portals.filter((id) => !known.portals.has(id));
        await queries.query(
          `INSERT INTO nianbao.portal (id, shard, rows, pace_ms) SELECT id, $1, rows, pace_ms
           FROM unnest($2::text[], $3::bigint[], $4::bigint[]) AS t (id, rows, pace_ms) ON CONFLICT (id) DO NOTHING`,
          to,
          fresh,
          fresh.map((id) => loads.get(id)?.rows ?? 0),
          fresh.map((id) => loads.get(id)?.paceMs ?? 0),
        );
        await releaseMetHosts(queries, from);
        await place(queries, to, group);
        await sumUp(queries);
        return fresh;
      },
      options,
    );
    if ('busy' in result) {
      busy.set(result.busy.shard, result.busy);
      continue;
    }
    if (result.done.length > 0) moves.push({ from: null, to, portals: result.done });
    for (const home of from) {
      const portals = group.portals.filter((id) => known.portals.get(id)?.shard === home);
      if (portals.length > 0) moves.push({ from: home, to, portals });
    }
  }
  return { moves: summed(moves), busy: [...busy.values()] };
}

/** One move for each way. */
function summed(moves: readonly Move[]): Move[] {
  const ways = new Map<string, Move>();
  for (const move of moves) {
    const way = `${move.from ?? ''} ${move.to}`;
    ways.set(way, { ...move, portals: [...(ways.get(way)?.portals ?? []), ...move.portals] });
  }
  return [...ways.values()];
}
