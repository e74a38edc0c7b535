/** The cascade layers of a page, by their full names, in the order in which they are first named. */
export class Layers {
  readonly #numbers = new Map<string, number>([['', 0]]);
  #anonymous = 0;

  /** The layer's number; that of rules outside of all layers is 0. Layers around it are named by it, too. */
  number(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    const dot = name.lastIndexOf('.');
    if (dot > 0) this.number(name.slice(0, dot));
    this.#numbers.set(name, this.#numbers.size);
    return this.#numbers.size - 1;
  }

  anonymous(): string {
    this.#anonymous += 1;
    return `\u0000${this.#anonymous}`;
  }

  /** For each layer's number, its rank: a layer wins over those before it, and over those inside it; what is in none wins over all. */
  ranks(): number[] {
    const names = [...this.#numbers.keys()];
    const ranks: number[] = [];
    const visit = (outer: string): void => {
      const prefix = outer === '' ? '' : `${outer}.`;
      for (const name of names)
        if (name !== '' && name.startsWith(prefix) && !name.slice(prefix.length).includes('.')) visit(name);
      ranks[this.number(outer)] = rank++;
    };
    let rank = 0;
    visit('');
    return ranks;
  }
}
