import { HAN, kindOf, SPACE, WORD, WrittenText } from '../vocabulary/character-kinds.ts';
import { withoutRadicals } from '../vocabulary/characters.ts';
import { simplified } from '../vocabulary/simplified.ts';

/** Changes with what `pairsOf` gives: then everything is indexed anew. */
export const PAIRS_VERSION = '1';

/** A text as it is compared: usual widths and characters, simplified print, small letters, no blanks between Chinese characters. */
export const comparable = (text: string): string =>
  simplified(withoutRadicals(text).normalize('NFKC'))
    .toLowerCase()
    .replace(/[ \t]+(?<=\p{Script=Han}[ \t]+)(?=\p{Script=Han})/gu, '');

/** Stretches of Chinese characters, and words of other letters and digits. */
export const RUNS = /\p{Script=Han}+|[\p{L}\p{N}]+?(?=\p{Script=Han}|[^\p{L}\p{N}]|$)/gu;

/** A text as the index holds it: each character of Chinese with its right neighbour, the last one alone; other words as they are. */
export function pairsOf(text: string): string {
  const from = comparable(text);
  const pairs = new WrittenText(3 * from.length);
  let before = SPACE;
  for (let at = 0; at < from.length; at++) {
    const character = from.codePointAt(at) ?? 0;
    if (character > 0xffff) at++;
    const kind = kindOf(character);
    const isPart = kind === HAN || kind === WORD;
    // The right neighbour of the one before it.
    if (kind === HAN && before === HAN) pairs.put(character);
    if ((before === HAN || before === WORD) && !(kind === WORD && before === WORD)) pairs.put(BLANK);
    if (isPart) pairs.put(character);
    before = kind;
  }
  return pairs.text.trimEnd();
}

const BLANK = 0x20;
