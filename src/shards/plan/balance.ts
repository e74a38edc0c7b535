import type { HostGroup } from './groups.ts';
import { type Load, NO_LOAD, plus } from './load.ts';

/** The share of all rows and all time that a load is: shards are alike where this is. */
export function weigher(total: Load): (load: Load) => number {
  const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
  return ({ rows, paceMs }) => share(rows, total.rows) + share(paceMs, total.paceMs);
}

/**
 * Spreads groups over bins that may hold something already: the heaviest group first, each to the lightest bin. No bin ends up heavier
 * than another by more than its last group. Returns the bin of each group, in the groups' order.
 */
export function spread(groups: readonly HostGroup[], bins: readonly Load[]): number[] {
  const total = [...groups.map(({ load }) => load), ...bins].reduce(plus, NO_LOAD);
  const weight = weigher(total);
  const filled = bins.map((load) => ({ weight: weight(load), groups: 0 }));
  const places = new Array<number>(groups.length).fill(0);
  const heaviestFirst = groups
    .map((group, index) => ({ index, weight: weight(group.load) }))
    .sort((a, b) => b.weight - a.weight || a.index - b.index);
  for (const group of heaviestFirst) {
    const lightest = filled.reduce((best, bin, index) => {
      const other = filled[best];
      const isLess = other === undefined || bin.weight < other.weight;
      return isLess || (bin.weight === other.weight && bin.groups < other.groups) ? index : best;
    }, 0);
    const bin = filled[lightest];
    if (bin === undefined) throw new RangeError('no bins');
    bin.weight += group.weight;
    bin.groups++;
    places[group.index] = lightest;
  }
  return places;
}
