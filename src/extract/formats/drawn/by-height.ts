/** Things on a page by their height, so that those near a height are found without looking at all. */
export class ByHeight<T> {
  readonly #sorted: readonly { readonly item: T; readonly y: number; readonly place: number }[];

  constructor(items: readonly T[], heightOf: (item: T) => number) {
    this.#sorted = items
      .map((item, place) => ({ item, y: heightOf(item), place }))
      .sort((a, b) => a.y - b.y || a.place - b.place);
  }

  /** Those at most `reach` from `y`, in the order in which they were given. */
  near(y: number, reach: number): T[] {
    const found: { readonly item: T; readonly place: number }[] = [];
    for (let at = this.#firstAbove(y - reach); at < this.#sorted.length; at++) {
      const next = this.#sorted[at];
      if (next === undefined || next.y > y + reach) break;
      found.push(next);
    }
    return found.sort((a, b) => a.place - b.place).map(({ item }) => item);
  }

  /** Place of the first that is at `y` or further on. */
  #firstAbove(y: number): number {
    let [low, high] = [0, this.#sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#sorted[middle]?.y ?? Infinity) < y) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
