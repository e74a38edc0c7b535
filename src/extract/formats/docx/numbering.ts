import { ListCounters, type ListLevel, MAX_LIST_LEVEL } from '../office/list-numbers.ts';
import { type Attributes, readXml } from '../office/xml.ts';
import { WORD_NAMESPACES } from './namespaces.ts';

interface Level {
  start: number;
  format: string;
  text: string;
  style: string | null;
}

interface List {
  abstract: string;
  overrides: (Level | undefined)[];
  starts: (number | undefined)[];
}

/** A document's automatic lists: gives the next number of each numbered paragraph. */
export class Numbering {
  readonly #abstracts = new Map<string, Level[]>();
  readonly #lists = new Map<string, List>();
  readonly #counters = new ListCounters();
  readonly #started = new Set<string>();

  /** `source` is numbering.xml; null for a document without lists. */
  constructor(source: Uint8Array | string | null) {
    if (source) readXml(source, WORD_NAMESPACES, new NumberingHandler(this.#abstracts, this.#lists));
  }

  /** Printed number of the next paragraph of a list. `level` null: the level that the list gives to the paragraph's style. */
  next(id: string, level: number | null, style: string | null): string {
    const list = this.#lists.get(id);
    const abstract = this.#abstracts.get(list?.abstract ?? '');
    if (!list || !abstract) return '';
    const at = clamp(
      level ??
        Math.max(
          0,
          abstract.findIndex((entry) => entry?.style === style && style !== null),
        ),
    );
    this.#applyStarts(id, list);
    return this.#counters.next(list.abstract, at, levels(abstract, list));
  }

  /** A list that overrides where it starts does so at its first paragraph. */
  #applyStarts(id: string, list: List): void {
    if (this.#started.has(id)) return;
    this.#started.add(id);
    list.starts.forEach((start, level) => {
      if (start !== undefined) this.#counters.restart(list.abstract, level, start);
    });
  }
}

function levels(abstract: readonly (Level | undefined)[], list: List): (ListLevel | undefined)[] {
  return Array.from({ length: MAX_LIST_LEVEL + 1 }, (_, level) => list.overrides[level] ?? abstract[level]);
}

function clamp(level: number): number {
  return Number.isFinite(level) ? Math.max(0, Math.min(MAX_LIST_LEVEL, Math.trunc(level))) : 0;
}

/** Fills the two maps from the events of numbering.xml. */
class NumberingHandler {
  readonly #abstracts: Map<string, Level[]>;
  readonly #lists: Map<string, List>;
  #levels: (Level | undefined)[] | null = null;
  #level: Level | null = null;
  #list: List | null = null;
  #override = 0;

  constructor(abstracts: Map<string, Level[]>, lists: Map<string, List>) {
    this.#abstracts = abstracts;
    this.#lists = lists;
  }

  open(name: string, attributes: Attributes): void {
    const value = attributes['w:val'] ?? '';
    switch (name) {
      case 'w:abstractNum': {
        const levels: Level[] = [];
        this.#levels = levels;
        this.#abstracts.set(attributes['w:abstractNumId'] ?? '', levels);
        break;
      }
      case 'w:num':
        this.#list = { abstract: '', overrides: [], starts: [] };
        this.#levels = this.#list.overrides;
        this.#lists.set(attributes['w:numId'] ?? '', this.#list);
        break;
      case 'w:abstractNumId':
        if (this.#list) this.#list.abstract = value;
        break;
      case 'w:lvlOverride':
        this.#override = clamp(Number(attributes['w:ilvl']));
        break;
      case 'w:startOverride':
        if (this.#list) this.#list.starts[this.#override] = Number(value) || 0;
        break;
      case 'w:lvl':
        this.#level = { start: 0, format: 'decimal', text: '', style: null };
        if (this.#levels) this.#levels[clamp(Number(attributes['w:ilvl']))] = this.#level;
        break;
      default:
        if (this.#level) readLevel(this.#level, name, attributes);
    }
  }

  close(name: string): void {
    if (name === 'w:lvl') this.#level = null;
    if (name === 'w:num') this.#list = null;
  }

  text(): void {}
}

function readLevel(level: Level, name: string, attributes: Attributes): void {
  const value = attributes['w:val'] ?? '';
  if (name === 'w:start') level.start = Number(value) || 0;
  else if (name === 'w:numFmt') level.format = value;
  else if (name === 'w:lvlText') level.text = value;
  else if (name === 'w:pStyle') level.style = value;
}
