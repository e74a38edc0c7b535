import { clampLevel, Numbering } from '../office/numbering.ts';
import { type Attributes, readXml } from '../office/xml.ts';
import { WORD_NAMESPACES } from './namespaces.ts';
import type { ParagraphStyle } from './styles.ts';

interface MutableLevel {
  start: number;
  format: string;
  text: string;
  style: string | null;
}

interface MutableList {
  definition: string;
  readonly overrides: (MutableLevel | undefined)[];
  readonly starts: (number | undefined)[];
}

/** Reads numbering.xml; null for a document without lists. A definition may be no more than the name of a style that has it. */
export function readNumbering(
  source: Uint8Array | string | null,
  styles: ReadonlyMap<string, ParagraphStyle>,
): Numbering {
  if (!source) return new Numbering();
  const handler = new NumberingHandler();
  readXml(source, WORD_NAMESPACES, handler);
  for (const [id, style] of handler.links) {
    const list = handler.lists.get(styles.get(style)?.list ?? '');
    handler.definitions.set(id, handler.definitions.get(list?.definition ?? '') ?? []);
  }
  return new Numbering(handler.definitions, handler.lists);
}

class NumberingHandler {
  readonly definitions = new Map<string, (MutableLevel | undefined)[]>();
  readonly lists = new Map<string, MutableList>();
  /** Styles that stand for definitions, by definition. */
  readonly links = new Map<string, string>();
  #definition = '';
  #levels: (MutableLevel | undefined)[] | null = null;
  #level: MutableLevel | null = null;
  #list: MutableList | null = null;
  #override = 0;

  open(name: string, attributes: Attributes): void {
    const value = attributes['w:val'] ?? '';
    switch (name) {
      case 'w:abstractNum':
        this.#levels = [];
        this.#definition = attributes['w:abstractNumId'] ?? '';
        this.definitions.set(this.#definition, this.#levels);
        break;
      case 'w:numStyleLink':
        this.links.set(this.#definition, value);
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

function readLevel(level: MutableLevel, name: string, value: string): void {
  if (name === 'w:start') level.start = Number(value) || 0;
  else if (name === 'w:numFmt') level.format = value;
  else if (name === 'w:lvlText') level.text = value;
  else if (name === 'w:pStyle') level.style = value;
}
