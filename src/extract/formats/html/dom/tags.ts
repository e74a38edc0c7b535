import { type Token, html as vocabulary } from 'parse5';
import { nameAt, ownText } from './names.ts';
import { byName } from './tree.ts';

/** A tag as a page has it, shared by all places that have the same: none of it is ever changed. */
export interface WholeTag {
  /** From behind its `<` to its `>`. */
  readonly source: string;
  readonly name: string;
  readonly id: vocabulary.TAG_ID;
  readonly isEnd: boolean;
  readonly isSelfClosing: boolean;
  readonly attrs: Token.Attribute[];
  /** The same by name, as the element has them that it begins. */
  readonly attribs: Readonly<Record<string, string>>;
}

const [TAB, LINE_FEED, BLANK, QUOTE, APOSTROPHE, SLASH, EQUALS, GREATER] = [9, 10, 0x20, 0x22, 0x27, 0x2f, 0x3d, 0x3e];

/** What ends an attribute's value of each kind, or is more than it seems. */
const ENDS_QUOTED = endsAt('"');
const ENDS_APOSTROPHES = endsAt("'");
const ENDS_BARE = endsAt(' \t\n\f>"\'<=`');

function endsAt(characters: string): Uint8Array {
  const ends = new Uint8Array(0x80);
  for (const character of `\0\r&${characters}`) ends[character.charCodeAt(0)] = 1;
  return ends;
}

/** So many are compared with each other by name. */
const MOST_ATTRIBUTES = 32;

/** Values that were met, by a few bits of their characters: editors write the same few styles on every line. */
const VALUES: string[] = new Array<string>(0x400).fill('');
const LONGEST_KEPT = 256;

/** Tags that were met, by a few bits of their characters: tables consist of a few dozen, again and again. */
const TAGS: (WholeTag | undefined)[] = new Array<WholeTag | undefined>(0x1000).fill(undefined);
const LONGEST_TAG = 512;
/** Names that the parser takes for parts of drawings and formulas, whose attributes it calls by other names. */
const ADJUSTED: ReadonlySet<string> = new Set(['svg', 'math', 'mglyph', 'malignmark']);

/** Where each of them has the one that followed it last, which mostly follows again. */
const FOLLOWING = new Uint16Array(TAGS.length);
let last = 0;

/** The tag whose `<` stands in front of `from`, as `readTag` tells; looked for among those met before. */
export function tagAt(html: string, from: number): WholeTag | null {
  const next = FOLLOWING[last] ?? 0;
  const expected = TAGS[next];
  if (expected !== undefined && html.startsWith(expected.source, from)) {
    last = next;
    return expected;
  }
  let hash = 0;
  let at = from;
  for (const end = Math.min(html.length, from + LONGEST_TAG); at < end; at++) {
    const code = html.charCodeAt(at);
    if (code === GREATER) break;
    hash = (hash * 31 + code) | 0;
  }
  const place = (hash ^ (hash >>> 12)) & 0xfff;
  const known = TAGS[place];
  const isKnown = known !== undefined && html.startsWith(known.source, from);
  const tag = isKnown ? known : readTag(html, from);
  if (tag === null || tag.source.length > LONGEST_TAG || ADJUSTED.has(tag.name)) return tag;
  TAGS[place] = tag;
  FOLLOWING[last] = place;
  last = place;
  return tag;
}

/**
 * The tag whose `<` stands in front of `from`, if it is written as nearly all are: nothing in it that a parser has to think about. All others
 * are null, and gone through character by character.
 */
export function readTag(html: string, from: number): WholeTag | null {
  const isEnd = html.charCodeAt(from) === SLASH;
  let at = isEnd ? from + 1 : from;
  if (!isLetter(html.charCodeAt(at))) return null;
  const name = nameAt(html, at);
  at += name.length;
  const attrs: Token.Attribute[] = [];
  const tag = (end: number, isSelfClosing: boolean): WholeTag => ({
    source: ownText(html, from, end + 1),
    name,
    id: vocabulary.getTagID(name),
    isEnd,
    isSelfClosing,
    attrs,
    attribs: byName(attrs),
  });
  for (;;) {
    const before = at;
    at = behindBlanks(html, at);
    const code = html.charCodeAt(at);
    if (code === GREATER) return tag(at, false);
    if (code === SLASH) return html.charCodeAt(at + 1) === GREATER ? tag(at + 1, true) : null;
    if (isEnd || at === before) return null;
    const attribute = nameAt(html, at);
    if (attribute === '' || attrs.length === MOST_ATTRIBUTES || !isNew(attrs, attribute)) return null;
    at += attribute.length;
    if (html.charCodeAt(at) !== EQUALS) {
      // A value may follow behind blanks.
      if (html.charCodeAt(behindBlanks(html, at)) === EQUALS || !isBehindName(html.charCodeAt(at))) return null;
      attrs.push({ name: attribute, value: '' });
      continue;
    }
    at += 1;
    const quote = html.charCodeAt(at);
    const isQuoted = quote === QUOTE || quote === APOSTROPHE;
    if (isQuoted) at += 1;
    const value = valueAt(html, at, quote === QUOTE ? ENDS_QUOTED : isQuoted ? ENDS_APOSTROPHES : ENDS_BARE);
    at += value.length;
    if (isQuoted ? html.charCodeAt(at) !== quote : value === '' || !isBehindBare(html.charCodeAt(at))) return null;
    if (isQuoted) at += 1;
    attrs.push({ name: attribute, value });
  }
}

const isLetter = (code: number): boolean => (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a;

const isBlank = (code: number): boolean => code === BLANK || code === LINE_FEED || code === TAB;

const isBehindBare = (code: number): boolean => isBlank(code) || code === GREATER;

const isBehindName = (code: number): boolean => isBehindBare(code) || code === SLASH;

function behindBlanks(html: string, from: number): number {
  let at = from;
  while (isBlank(html.charCodeAt(at))) at += 1;
  return at;
}

function isNew(attrs: readonly Token.Attribute[], name: string): boolean {
  for (const attribute of attrs) if (attribute.name === name) return false;
  return true;
}

/** The value that stands in a page from some place on, up to what ends it or the end of the page. */
function valueAt(html: string, from: number, ends: Uint8Array): string {
  let at = from;
  while (at < html.length) {
    const code = html.charCodeAt(at);
    if (code < 0x80 && ends[code] !== 0) break;
    at += 1;
  }
  return ownOf(html, from, at);
}

/** A few bits of the value's length and of some of its characters. */
function placeOf(html: string, from: number, end: number): number {
  let hash = end - from;
  for (let at = from; at < end; at += STEP) hash = (hash * 31 + html.charCodeAt(at)) | 0;
  return hash & 0x3ff;
}
const STEP = 5;

function ownOf(html: string, from: number, end: number): string {
  const length = end - from;
  if (length > LONGEST_KEPT) return ownText(html, from, end);
  const place = placeOf(html, from, end);
  const known = VALUES[place] ?? '';
  if (known.length === length && html.startsWith(known, from)) return known;
  const value = ownText(html, from, end);
  VALUES[place] = value;
  return value;
}
