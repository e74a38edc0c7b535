/** What a page costs whoever takes it apart, counted without taking it apart. */
export interface Weight {
  readonly bytes: number;
  /** Elements that begin. */
  readonly elements: number;
  /** How deep they stand in each other, at most. */
  readonly depth: number;
}

/**
 * What the main process takes apart itself: a second or two at worst. Home pages of portals have 500 kB and 8000 elements, lists of a
 * thousand rows 10,000; tables in tables stand some eighty deep.
 */
const LIGHT: Weight = { bytes: 2 * 1024 * 1024, elements: 30_000, depth: 256 };
/** What is taken apart at all; reports with their pages as pictures in the text reach 40 MB. */
const MOST_BYTES = 64 * 1024 * 1024;

const OPEN = 0x3c;
const SLASH = 0x2f;
const isLetter = (byte: number): boolean => (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;

/** Names of so many letters fit into a small integer, five bits a letter: a string for each tag would cost more than all the rest. */
const LONGEST_NAME = 6;
/** Some other name, or a longer one. */
const OTHER = 0;

/** Elements without an end, or whose end is mostly left out; of `basefont`, the only longer name, nobody has seen hundreds. */
const FLAT = new Set(
  'area base br col embed frame hr img input link meta param source track wbr p li dt dd td th tr option thead tbody tfoot'
    .split(' ')
    .map((name) => nameAt(Buffer.from(name), 0)),
);

/**
 * One walk over the bytes, whatever their charset: `<` is never a part of another character but in UTF-16, where it is counted too often
 * at most. Stops where `most` is passed.
 */
export function weigh(bytes: Buffer, most: Weight = LIGHT): Weight {
  let [elements, deepest, depth] = [0, 0, 0];
  if (bytes.length <= most.bytes) {
    for (let at = bytes.indexOf(OPEN); at >= 0; at = bytes.indexOf(OPEN, at + 1)) {
      const closes = bytes[at + 1] === SLASH;
      const start = closes ? at + 2 : at + 1;
      if (!isLetter(bytes[start] ?? 0)) continue;
      const nests = !FLAT.has(nameAt(bytes, start));
      if (closes) depth = Math.max(0, depth - (nests ? 1 : 0));
      else {
        elements++;
        if (nests) deepest = Math.max(deepest, ++depth);
      }
      if (elements > most.elements) break;
    }
  }
  return { bytes: bytes.length, elements, depth: deepest };
}

/** The letters of a tag's name, packed. */
function nameAt(bytes: Buffer, start: number): number {
  let name = 0;
  for (let at = start; isLetter(bytes[at] ?? 0); at++) {
    if (at - start === LONGEST_NAME) return OTHER;
    name = (name << 5) | ((bytes[at] ?? 0) & 0x1f);
  }
  return name;
}

/** Too large by its bytes alone, which costs nothing to tell. */
export const isLarge = (bytes: Uint8Array): boolean => bytes.length > LIGHT.bytes;

const known = new WeakMap<Buffer, boolean>();

/** Whether a page is more than the process that holds the run takes apart itself. */
export function isHeavy(bytes: Buffer): boolean {
  let heavy = known.get(bytes);
  if (heavy === undefined) {
    const { elements, depth } = weigh(bytes);
    heavy = isLarge(bytes) || elements > LIGHT.elements || depth > LIGHT.depth;
    known.set(bytes, heavy);
  }
  return heavy;
}

/** Why a page is not taken apart at all, for a person; null where it may be. */
export function tooHeavy(bytes: Buffer): string | null {
  return bytes.length > MOST_BYTES ? `the page is too large to be taken apart (${megabytes(bytes.length)})` : null;
}

export const megabytes = (bytes: number): string => `${(bytes / 1024 ** 2).toFixed(1)} MB`;
