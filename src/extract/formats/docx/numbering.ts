import { clampLevel, Numbering } from '../office/numbering.ts';
import { type Attributes, readXml } from '../office/xml.ts';
import { WORD_NAMESPACES } from './namespaces.ts';

interface Level {
  start: number;
  format: string;
  text: string;
  style: string | null;
}

interface MutableList {
  definition: string;
  readonly overrides: (Level | undefined)[];
  readonly starts: (number | undefined)[];
}

/** Reads numbering.xml; null for a document without lists. */
export function readNumbering(source: Uint8Array | string | null): Numbering {
  if (!source) return new Numbering();
  const handler = new NumberingHandler();
  readXml(source, WORD_NAMESPACES, handler);
  return new Numbering(handler.definitions, handler.lists);
}

class NumberingHandler {
  readonly definitions = new Map<string, (Level | undefined)[]>();
  readonly lists = new Map<string, MutableList>();
  #levels: (Level | undefined)[] | null = null;
  #level: Level | null = null;
  #list: MutableList | null = null;
  #override = 0;

  open(name: string, attributes: Attributes): void {
    const value = attributes['w:val'] ?? '';
    switch (name) {
      case 'w:abstractNum':
        this.#levels = [];
        this.definitions.set(attributes['w:abstractNumId'] ?? '', this.#levels);
        break;
      case 'w:num':
        this.#list = { definition: '', overrides: [], starts: [] };
        this.#levels = this.#list.overrides;
        this.lists.set(attributes['w:numId'] ?? '', this.#list);
        break;
      case 'w:abstractNumId':
        if (this.#list) this.#list.definition = value;
        break;
      case 'w:lvlOverride':
        this.#override = clampLevel(Number(attributes['w:ilvl']));
        break;
      case 'w:startOverride':
        if (this.#list) this.#list.starts[this.#override] = Number(value) || 0;
        break;
      case 'w:lvl':
        this.#level = { start: 0, format: 'decimal', text: '', style: null };
        if (this.#levels) this.#levels[clampLevel(Number(attributes['w:ilvl']))] = this.#level;
        break;
      default:
        if (this.#level) readLevel(this.#level, name, value);
    }
  }

  close(name: string): void {
    if (name === 'w:lvl') this.#level = null;
    if (name === 'w:num') this.#list = null;
  }

  text(): void {}
}

function readLevel(level: Level, name: string, value: string): void {
  if (name === 'w:start') level.start = Number(value) || 0;
  else if (name === 'w:numFmt') level.format = value;
  else if (name === 'w:lvlText') level.text = value;
  else if (name === 'w:pStyle') level.style = value;
}
