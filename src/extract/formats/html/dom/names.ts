/** What names of tags and attributes mostly consist of; 2 for capitals, which are read as small letters. */
const NAME_PARTS = new Uint8Array(0x80);
NAME_PARTS.fill(1, 0x30, 0x3b).fill(1, 0x61, 0x7b).fill(2, 0x41, 0x5b)[0x2d] = 1;
NAME_PARTS[0x5f] = 1;

/** Names that were met, by a few bits of their characters: pages consist of some dozen. */
const NAMES: string[] = new Array<string>(0x400).fill('');
const LONGEST_KEPT = 32;

/** The name that stands in a page from some place on, as far as it consists of usual characters: in small letters, empty where none stands there. */
export function nameAt(html: string, from: number): string {
  let at = from;
  let hash = 0;
  let capitals = 0;
  for (;;) {
    const code = html.charCodeAt(at);
    const part = code < 0x80 ? NAME_PARTS[code] : 0;
    if (part === 0) break;
    capitals |= part ?? 0;
    hash = (hash * 31 + code) & 0x3ff;
    at += 1;
  }
  if ((capitals & 2) !== 0) return html.slice(from, at).toLowerCase();
  const known = NAMES[hash] ?? '';
  if (known.length === at - from && html.startsWith(known, from)) return known;
  if (at - from > LONGEST_KEPT) return ownText(html, from, at);
  NAMES[hash] = keyOf(html.slice(from, at));
  return NAMES[hash] ?? '';
}

/** A piece of a page that may be kept: V8 lets a longer slice hold the whole page, but not one of a text that was put together. */
export const ownText = (html: string, from: number, end: number): string => ` ${html.slice(from, end)}`.slice(1);

/** The same text as V8 keeps it for keys: it is compared by its place, and holds no page. */
function keyOf(name: string): string {
  return Object.keys({ [name]: 0 })[0] ?? name;
}
