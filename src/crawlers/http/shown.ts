/** What a page has for a reader, at least. */
export interface Shown {
  readonly links: number;
  readonly letters: number;
}

/** No charset takes more for a letter. */
const BYTES_A_LETTER = 4;

const HIDDEN = /<(script|style|noscript)\b/iy;
const ENDS: ReadonlyMap<string, RegExp> = new Map([
  ['script', /<\/script\s*>/gi],
  ['style', /<\/style\s*>/gi],
  ['noscript', /<\/noscript\s*>/gi],
]);
const LINK = /<a\b[^<>]{0,500}\bhref/iy;

/**
 * Whether a page that nobody has decoded shows so many links or so many letters for sure, whichever comes first: a walk from tag to tag that
 * ends as soon as it knows, within some kilobytes for a usual page. What is not sure is not counted: what stands after a `<` without its
 * `>`, entities, and bytes that are blanks in any charset.
 */
export function surelyShows(bytes: Buffer, { links, letters }: Shown): boolean {
  const text = bytes.toString('latin1');
  let [seenLinks, seenBytes] = [0, 0];
  for (let at = 0; at < text.length; ) {
    const open = text.indexOf('<', at);
    seenBytes += letterBytes(text, at, open < 0 ? text.length : open);
    if (seenBytes >= letters * BYTES_A_LETTER) return true;
    if (open < 0) return false;
    const hidden = hiddenAt(text, open);
    if (hidden !== null) {
      at = afterEndOf(hidden, text, open);
      continue;
    }
    if (isLinkAt(text, open) && ++seenLinks >= links) return true;
    at = nextTagOrText(text, open);
  }
  return false;
}

/** A tag's letter in lower case; a regular expression for each tag would cost more than all the rest. */
const letterAt = (text: string, at: number): number => text.charCodeAt(at) | 0x20;
const [A, C, N, O, S, T] = Buffer.from('acnost');

/** The name of an element that is not shown and begins here. */
function hiddenAt(text: string, open: number): string | null {
  const [first, second] = [letterAt(text, open + 1), letterAt(text, open + 2)];
  const mayHide = first === S ? second === C || second === T : first === N && second === O;
  if (!mayHide) return null;
  HIDDEN.lastIndex = open;
  return HIDDEN.exec(text)?.[1]?.toLowerCase() ?? null;
}

function isLinkAt(text: string, open: number): boolean {
  if (letterAt(text, open + 1) !== A) return false;
  LINK.lastIndex = open;
  return LINK.test(text);
}

/** After the tag; where another `<` comes before its `>`, there. */
function nextTagOrText(text: string, open: number): number {
  const close = text.indexOf('>', open);
  if (close < 0) return text.length;
  const inner = text.indexOf('<', open + 1);
  return inner >= 0 && inner < close ? inner : close + 1;
}

function afterEndOf(name: string, text: string, from: number): number {
  const end = ENDS.get(name);
  if (end === undefined) return text.length;
  end.lastIndex = from;
  return end.test(text) ? end.lastIndex : text.length;
}

const SPACE = 0x20;
const AMPERSAND = 0x26;
/** The longest entity for a blank is `&ThickSpace;`. */
const LONGEST_ENTITY = 12;

/** Bytes of letters that are surely none of a blank. */
function letterBytes(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) {
    const byte = text.charCodeAt(at);
    if (byte <= SPACE) continue;
    if (byte === AMPERSAND) at += LONGEST_ENTITY - 1;
    else if (byte < 0x80) count++;
    else {
      const blank = blankBytes(byte, text.charCodeAt(at + 1));
      if (blank === 0) count++;
      else at += blank - 1;
    }
  }
  return count;
}

/** How many bytes from here may be a blank: that of full width, those of Unicode from U+2000 on, or one that does not break. */
function blankBytes(byte: number, next: number): number {
  if ((byte === 0xe2 || byte === 0xe3) && next === 0x80) return 3;
  if (byte === 0xa1 && (next === 0xa1 || next === 0x40)) return 2;
  if (byte === 0xc2 && next === 0xa0) return 2;
  return byte === 0xa0 ? 1 : 0;
}
