import { type Ground, type TextStyle, UNKNOWN_GROUND } from '../office/text-style.ts';

/** The colours of a file by number. Number 0 is mostly left out: the program's own colour. */
export class ColourTable {
  readonly #colours: (string | null)[] = [];
  #parts: Record<string, number> = {};

  /** Takes a word of the table: `\red255`. */
  take(name: string, value: number | null): void {
    if (name === 'red' || name === 'green' || name === 'blue')
      this.#parts[name] = Math.max(0, Math.min(255, value ?? 0));
  }

  /** Takes characters of the table: a semicolon ends a colour. */
  end(bytes: string): void {
    for (const _ of bytes.matchAll(/;/g)) {
      this.#colours.push(Object.keys(this.#parts).length === 0 ? null : hex(this.#parts));
      this.#parts = {};
    }
  }

  /** The colour of a number; null for the program's own. */
  of(number: number | null): string | null {
    return this.#colours[number ?? 0] ?? null;
  }

  /** What a word says about the colour or the size of characters; null for all other words. */
  textStyle(name: string, value: number | null): TextStyle | null {
    switch (name) {
      case 'cf':
        return { colour: this.of(value) };
      case 'cb':
      case 'highlight':
      case 'chcbpat':
        return { ground: this.of(value) };
      case 'fs':
        return value === null ? {} : { size: value / 2 };
      default:
        return null;
    }
  }

  /** The ground that a word gives a paragraph (`\cbpat`) or a cell (`\clcbpat`); undefined for all other words. */
  ground(prefix: '' | 'cl', name: string, value: number | null): Ground | null | undefined {
    if (name === `${prefix}cbpat`) return this.of(value);
    return name === `${prefix}shdng` && (value ?? 0) > 0 ? UNKNOWN_GROUND : undefined;
  }
}

const hex = ({ red = 0, green = 0, blue = 0 }: Record<string, number>): string =>
  [red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('');
