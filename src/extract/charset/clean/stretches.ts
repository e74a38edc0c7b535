/** So many bytes are gone through here at most; the room for them is kept for the next text. */
const MOST_BYTES = 0x400000;
/** Behind the last byte: one beyond ASCII, where every stretch ends, and what is looked at behind a lead. */
const MARGIN = 8;

let room = roomFor(0x10000);

function roomFor(most: number) {
  const bytes = new Uint8Array(most + MARGIN);
  return {
    most,
    bytes,
    words: new Int32Array(bytes.buffer),
    units: new Uint16Array(most),
    beyond: new Uint8Array(most * 2),
  };
}

/**
 * Bytes of text to be gone through by stretches: pages are mostly markup, whose ASCII is looked at by fours and copied by thousands, and only
 * what stands between is taken character by character.
 */
export class Stretches {
  readonly size: number;
  /** The bytes, with some more behind them. */
  readonly bytes: Uint8Array;
  /** For the text's code units. As many as the bytes to begin with, each as if it were one. */
  readonly units: Uint16Array;
  /** For what stands between the ASCII, and a byte a stretch. */
  readonly beyond: Uint8Array;
  readonly #words: Int32Array;

  constructor(source: Uint8Array, { bytes, words, units, beyond }: typeof room) {
    this.size = source.length;
    this.bytes = bytes;
    this.units = units;
    this.beyond = beyond;
    this.#words = words;
    bytes.set(source);
    bytes.fill(0x80, source.length, source.length + MARGIN);
    units.set(source);
  }

  /** Where the stretch of ASCII ends that begins at `from`. */
  asciiEnd(from: number): number {
    const { bytes } = this;
    let at = from;
    while ((at & 3) !== 0) {
      if ((bytes[at] ?? 0) >= 0x80) return at;
      at += 1;
    }
    let word = at >> 2;
    while (((this.#words[word] ?? 0) & 0x80808080) === 0) word += 1;
    at = word << 2;
    while ((bytes[at] ?? 0) < 0x80) at += 1;
    return at;
  }

  /** The first units as a text. */
  text(length: number): string {
    // Nothing but ASCII, which takes half the room so.
    if (length === this.size) return Buffer.from(this.bytes.buffer, 0, length).toString('latin1');
    return Buffer.from(this.units.buffer, 0, length * 2).toString('utf16le');
  }
}

/** Null for more than is kept room for. */
export function stretchesOf(bytes: Uint8Array): Stretches | null {
  if (bytes.length > MOST_BYTES) return null;
  if (bytes.length > room.most) room = roomFor(Math.ceil(bytes.length / MARGIN) * MARGIN);
  return new Stretches(bytes, room);
}
