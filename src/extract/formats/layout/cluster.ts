/** Things that stand at about the same place along an axis, in their order along it. */
export interface Cluster<T> {
  readonly items: readonly T[];
  /** Where its first, its last and its average item stands. */
  readonly first: number;
  readonly last: number;
  readonly mean: number;
}

/**
 * The one way in which things are grouped along an axis: in order of their places, each joins the group before it or starts another.
 * What joins is the stage's own rule; measured from `first` a chain of near things does not grow into one wide group, from `last` it does.
 */
export function cluster<T>(
  items: Iterable<T>,
  placeOf: (item: T) => number,
  joins: (group: Cluster<T>, place: number, item: T) => boolean,
): T[][] {
  const groups: { items: T[]; first: number; last: number; mean: number }[] = [];
  const placed = [...items].map((item) => ({ item, place: placeOf(item) })).sort((a, b) => a.place - b.place);
  for (const { item, place } of placed) {
    const group = groups.at(-1);
    if (group && joins(group, place, item)) {
      group.items.push(item);
      group.last = place;
      group.mean += (place - group.mean) / group.items.length;
    } else groups.push({ items: [item], first: place, last: place, mean: place });
  }
  return groups.map((group) => group.items);
}

/** From one place to another along an axis. */
export type Span = readonly [from: number, to: number];

/** Spans united where they overlap or leave less than a gap between them, in order. */
export function uniteSpans(spans: readonly Span[], joins: (gap: number) => boolean): Span[] {
  const united: [number, number][] = [];
  for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0])) {
    const last = united.at(-1);
    if (last && joins(from - last[1])) last[1] = Math.max(last[1], to);
    else united.push([from, to]);
  }
  return united;
}
