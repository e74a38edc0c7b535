import { ListCounters, type ListLevel, MAX_LIST_LEVEL } from './list-numbers.ts';

/** A level as its list defines it; `style` is the paragraph style that stands for it. */
export interface DefinedLevel extends ListLevel {
  readonly style: string | null;
}

/** A use of a list definition; it may begin at another number, or number some levels in another way. */
export interface List {
  readonly definition: string;
  readonly overrides: readonly (ListLevel | undefined)[];
  readonly starts: readonly (number | undefined)[];
}

/** A document's automatic lists: gives the next number of each numbered paragraph. */
export class Numbering {
  readonly #definitions: ReadonlyMap<string, readonly (DefinedLevel | undefined)[]>;
  readonly #lists: ReadonlyMap<string, List>;
  readonly #counters = new ListCounters();
  readonly #started = new Set<string>();

  constructor(
    definitions: ReadonlyMap<string, readonly (DefinedLevel | undefined)[]> = new Map(),
    lists: ReadonlyMap<string, List> = new Map(),
  ) {
    this.#definitions = definitions;
    this.#lists = lists;
  }

  /** Printed number of the next paragraph of a list. `level` null: the level that the list gives to the paragraph's style. */
  next(id: string, level: number | null, style: string | null): string {
    const list = this.#lists.get(id);
    const defined = list && this.#definitions.get(list.definition);
    if (!list || !defined) return '';
    const ofStyle = style === null ? -1 : defined.findIndex((entry) => entry?.style === style);
    this.#applyStarts(id, list);
    const levels = Array.from({ length: MAX_LIST_LEVEL + 1 }, (_, at) => list.overrides[at] ?? defined[at]);
    // Uses of one definition go on counting together.
    return this.#counters.next(list.definition, clampLevel(level ?? Math.max(0, ofStyle)), levels);
  }

  /** A list that says where it starts does so at its first paragraph. */
  #applyStarts(id: string, list: List): void {
    if (this.#started.has(id)) return;
    this.#started.add(id);
    list.starts.forEach((start, level) => {
      if (start !== undefined) this.#counters.restart(list.definition, level, start);
    });
  }
}

/** A list level as written, brought into 0 to 8. */
export function clampLevel(level: number): number {
  return Number.isFinite(level) ? Math.max(0, Math.min(MAX_LIST_LEVEL, Math.trunc(level))) : 0;
}
