import { withoutRadicals } from '../vocabulary/characters.ts';
import { simplified } from '../vocabulary/simplified.ts';

/** Changes with what `pairsOf` gives: then everything is indexed anew. */
export const PAIRS_VERSION = '1';

/** A text as it is compared: usual widths and characters, simplified print, small letters, no blanks between Chinese characters. */
export const comparable = (text: string): string =>
  simplified(withoutRadicals(text).normalize('NFKC'))
    .toLowerCase()
    .replace(/(?<=\p{Script=Han})[ \t]+(?=\p{Script=Han})/gu, '');

/** Stretches of Chinese characters, and words of other letters and digits. */
export const RUNS = /\p{Script=Han}+|[\p{L}\p{N}]+?(?=\p{Script=Han}|[^\p{L}\p{N}]|$)/gu;

/** A text as the index holds it: each character of Chinese with its right neighbour, the last one alone; other words as they are. */
export function pairsOf(text: string): string {
  const tokens: string[] = [];
  for (const [run] of comparable(text).matchAll(RUNS)) {
    if (/\p{Script=Han}/u.test(run)) for (const pair of pairsIn(run)) tokens.push(pair);
    else tokens.push(run);
  }
  return tokens.join(' ');
}

function pairsIn(run: string): string[] {
  const characters = [...run];
  return characters.map((character, index) => character + (characters[index + 1] ?? ''));
}
