import { Token, html as vocabulary } from 'parse5';
import { nameAt } from './names.ts';

export interface WholeTag {
  readonly token: Token.TagToken;
  /** Where its `>` stands. */
  readonly end: number;
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

/**
 * The tag whose `<` stands in front of `from`, if it is written as nearly all are: nothing in it that a parser has to think about. All others
 * are null, and gone through character by character.
 */
export function tagAt(html: string, from: number): WholeTag | null {
  const isEnd = html.charCodeAt(from) === SLASH;
  let at = isEnd ? from + 1 : from;
  if (!isLetter(html.charCodeAt(at))) return null;
  const tagName = nameAt(html, at);
  at += tagName.length;
  const token: Token.TagToken = {
    type: isEnd ? Token.TokenType.END_TAG : Token.TokenType.START_TAG,
    tagName,
    tagID: vocabulary.TAG_ID.UNKNOWN,
    selfClosing: false,
    ackSelfClosing: false,
    attrs: [],
    location: null,
  };
  for (;;) {
    const before = at;
    at = behindBlanks(html, at);
    const code = html.charCodeAt(at);
    if (code === GREATER) return { token, end: at };
    if (code === SLASH) {
      if (html.charCodeAt(at + 1) !== GREATER) return null;
      token.selfClosing = true;
      return { token, end: at + 1 };
    }
    if (isEnd || at === before) return null;
    const name = nameAt(html, at);
    if (name === '' || token.attrs.length === MOST_ATTRIBUTES || !isNew(token, name)) return null;
    at += name.length;
    if (html.charCodeAt(at) !== EQUALS) {
      // A value may follow behind blanks.
      if (html.charCodeAt(behindBlanks(html, at)) === EQUALS || !isBehindName(html.charCodeAt(at))) return null;
      token.attrs.push({ name, value: '' });
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
    token.attrs.push({ name, value });
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

function isNew({ attrs }: Token.TagToken, name: string): boolean {
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
  if (length > LONGEST_KEPT) return ` ${html.slice(from, end)}`.slice(1);
  const place = placeOf(html, from, end);
  const known = VALUES[place] ?? '';
  if (known.length === length && html.startsWith(known, from)) return known;
  // V8 lets a longer slice hold the whole page, but not one of a text that was put together.
  const value = ` ${html.slice(from, end)}`.slice(1);
  VALUES[place] = value;
  return value;
}
