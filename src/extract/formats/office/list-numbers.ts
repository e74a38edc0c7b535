import { formatNumber } from './number-format.ts';

/** Deepest list level, from 0: the formats have nine. */
export const MAX_LIST_LEVEL = 8;

/** How one level of an automatic list is numbered. */
export interface ListLevel {
  readonly start: number;
  /** Name of the number format (`chineseCounting`, `decimal`…). */
  readonly format: string;
  /** Text around the numbers; `%1` stands for level 0's number, `%2` for level 1's. */
  readonly text: string;
}

/**
 * Counts automatic list numbers: headings numbered by the word processor have no 一、 in their text, so that it must be counted again as
 * the program does on screen.
 */
export class ListCounters {
  readonly #counts = new Map<string, (number | undefined)[]>();

  /** The next number's printed text at `level` of the list named `list`; its deeper levels begin anew. */
  next(list: string, level: number, levels: readonly (ListLevel | undefined)[]): string {
    const counts = this.#counts.get(list) ?? [];
    this.#counts.set(list, counts);
    counts[level] = (counts[level] ?? (levels[level]?.start ?? 1) - 1) + 1;
    counts.length = level + 1;
    const text = levels[level]?.text ?? '';
    const printed = text.replace(/%([1-9])/g, (_, digit: string) => {
      const of = Number(digit) - 1;
      return formatNumber(counts[of] ?? levels[of]?.start ?? 1, levels[of]?.format ?? 'decimal');
    });
    // Bullets say nothing that a reader of the text would miss.
    return levels[level]?.format === 'bullet' ? '' : printed;
  }

  /** Sets a level so that its next number is `start`. */
  restart(list: string, level: number, start: number): void {
    const counts = this.#counts.get(list) ?? [];
    counts[level] = start - 1;
    counts.length = level + 1;
    this.#counts.set(list, counts);
  }
}

/** A paragraph with its list number as printed; a blank paragraph shows no number worth keeping. */
export function withNumber(number: string, text: string): string {
  if (number === '' || text.trim() === '') return text;
  // A numbered paragraph of a number alone, or with its unit: 1. and 5 is not 1.5.
  if (/^\s*\p{Nd}[\p{Nd}.,]*\s*\p{L}{0,2}\s*$/u.test(text) && /\d[.．]?$/.test(number)) return `[${number}] ${text}`;
  // 1.2 and a following 5 must not become 1.25.
  return /[\p{Script=Latin}\d]$/u.test(number) ? `${number} ${text}` : number + text;
}
