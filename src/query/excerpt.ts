import { comparable } from '../store/search-pairs.ts';

/** Characters before and behind. */
const AROUND = 30;

/** The text around the first of the words, with all of them between 【 and 】; where the text has none, the heading. */
export function excerptOf(text: string, heading: string, shown: readonly string[]): string {
  const body = inOneLine(text);
  const places = shown.map((word) => ({ word, at: body.compared.indexOf(word) })).filter(({ at }) => at >= 0);
  const first = places.toSorted((a, b) => a.at - b.at)[0];
  if (first === undefined) return marked(inOneLine(heading), shown);
  const [from, to] = [Math.max(0, first.at - AROUND), first.at + first.word.length + 2 * AROUND];
  const part = { printed: body.printed.slice(from, to), compared: body.compared.slice(from, to) };
  return `${from > 0 ? '…' : ''}${marked(part, shown)}${to < body.compared.length ? '…' : ''}`;
}

/** A text as it is shown and as it is compared, character by character. */
interface Line {
  readonly printed: string;
  readonly compared: string;
}

/** Where comparing changes the number of characters (½, radicals), the compared text is shown. */
function inOneLine(text: string): Line {
  const compared = comparable(text).replace(/\s+/gu, ' ');
  const printed = text.replace(/(?<=\p{Script=Han})[ \t\u3000]+(?=\p{Script=Han})/gu, '').replace(/\s+/gu, ' ');
  return { printed: printed.length === compared.length ? printed : compared, compared };
}

function marked({ printed, compared }: Line, shown: readonly string[]): string {
  const longest = [...new Set(shown)].toSorted((a, b) => b.length - a.length).map(escaped);
  if (longest.length === 0) return printed;
  let text = '';
  let at = 0;
  for (const { index, 0: word } of compared.matchAll(new RegExp(longest.join('|'), 'gu'))) {
    text += `${printed.slice(at, index)}【${printed.slice(index, index + word.length)}】`;
    at = index + word.length;
  }
  return text + printed.slice(at);
}

const escaped = (word: string): string => word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
