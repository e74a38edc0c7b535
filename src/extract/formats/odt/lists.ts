import { ListCounters, type ListLevel } from '../office/list-numbers.ts';
import type { Attributes } from '../office/xml.ts';

/** OpenDocument names a number format by its first members. */
const FORMATS: ReadonlyMap<string, string> = new Map([
  ['1', 'decimal'],
  ['a', 'lowerLetter'],
  ['A', 'upperLetter'],
  ['i', 'lowerRoman'],
  ['I', 'upperRoman'],
  ['一', 'chineseCounting'],
  ['壹', 'chineseLegalSimplified'],
  ['壱', 'japaneseLegal'],
  ['甲', 'ideographTraditional'],
  ['子', 'ideographZodiac'],
  ['①', 'decimalEnclosedCircle'],
  ['⑴', 'decimalEnclosedParen'],
  ['１', 'decimalFullWidth'],
  ['', 'none'],
]);

/** Name of a list made of the headings of a document. */
export const OUTLINE = '\u0000outline';

/** The list styles of a document and how far each has counted. */
export class Lists {
  readonly #styles = new Map<string, ListLevel[]>();
  readonly #counters = new ListCounters();
  #style: ListLevel[] | null = null;

  /** Takes an element of the styles; gives whether it was one of a list's. */
  readStyle(name: string, attributes: Attributes): void {
    if (name === 'text:list-style' || name === 'text:outline-style') {
      this.#style = [];
      this.#styles.set(name === 'text:outline-style' ? OUTLINE : (attributes['style:name'] ?? ''), this.#style);
    } else if (/^text:(?:list-level-style-number|outline-level-style)$/.test(name)) {
      const level = Number(attributes['text:level'] ?? 1) - 1;
      if (this.#style && level >= 0 && level < 10) this.#style[level] = listLevel(level, attributes);
    }
  }

  /** The next number's printed text; blank for lists without numbers. */
  next(style: string, level: number): string {
    const levels = this.#styles.get(style);
    return levels?.[level] ? this.#counters.next(style, level, levels) : '';
  }

  /** Begins a list anew. */
  restart(style: string, level: number, start: number | null): void {
    this.#counters.restart(style, level, start ?? this.#styles.get(style)?.[level]?.start ?? 1);
  }
}

function listLevel(level: number, attributes: Attributes): ListLevel {
  const format = attributes['style:num-format'] ?? '';
  const shown = Math.max(1, Number(attributes['text:display-levels'] ?? 1));
  const numbers = Array.from(
    { length: Math.min(shown, level + 1) },
    (_, i) => `%${level + 2 - Math.min(shown, level + 1) + i}`,
  );
  // LibreOffice 7 and later write the whole pattern, as in %1%、
  const pattern = attributes['loext:num-list-format'] ?? attributes['style:num-list-format'];
  return {
    start: Number(attributes['text:start-value'] ?? 1),
    format: FORMATS.get(format) ?? FORMATS.get(format.charAt(0)) ?? 'decimal',
    text: pattern
      ? pattern.replace(/%(\d+)%/g, '%$1')
      : `${attributes['style:num-prefix'] ?? ''}${numbers.join('.')}${attributes['style:num-suffix'] ?? ''}`,
  };
}
