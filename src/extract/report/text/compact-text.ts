import { simplified } from '../../../vocabulary/simplified.ts';

/**
 * Text without white space, and where white space stood. Labels are found in `compact` however they were broken; the breaks tell where
 * one cell ended, if the text still knows.
 */
export class CompactText {
  readonly compact: string;
  readonly #printed: string;
  readonly #breaks = new Set<number>();

  constructor(text: string) {
    let compact = '';
    let printed = '';
    const original = text.normalize('NFKC');
    const simple = simplified(original);
    const isParallel = simple.length === original.length;
    for (let at = 0; at < simple.length; at++) {
      const character = simple[at] ?? '';
      if (/[\s\u200b\ufeff|]/.test(character)) this.#breaks.add(compact.length);
      else if (!/["'“”‘’]/.test(character)) {
        compact += character;
        printed += (isParallel ? original : simple)[at] ?? '';
      }
    }
    this.#printed = printed;
    // Only now: white space may stand between the two.
    this.compact = compact.replaceAll('其它', '其他');
  }

  /** A part of the text in the characters that it is printed in. */
  printed(from: number, to: number): string {
    return this.#printed.slice(from, to);
  }

  /** True where white space stood in front of the character. */
  isBroken(at: number): boolean {
    return this.#breaks.has(at);
  }

  tokens(from: number, to: number): string[] {
    const tokens: string[] = [];
    let start = from;
    for (let at = from + 1; at <= to; at++) {
      if (at < to && !this.isBroken(at)) continue;
      tokens.push(this.compact.slice(start, at));
      start = at;
    }
    return tokens.filter((token) => token !== '');
  }
}
