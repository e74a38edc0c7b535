import { isUtf8 } from 'node:buffer';
import { fitDoubleByte } from './double-byte.ts';
import { clearlyChinese } from './frequency.ts';
import { decodeGb18030 } from './gb18030.ts';
import { utf8Fit } from './utf8.ts';

/**
 * Pages put together from files in two charsets (a UTF-8 page with a GBK footer, a GBK page with a UTF-8 include) change charset between
 * two tags or lines, never inside one: no byte of either charset's characters is a line feed, `<` or `>`.
 */
type Charset = 'utf-8' | 'gb18030';

export interface MixedText {
  readonly text: string;
  /** Bytes that were read in the other charset. */
  readonly foreign: number;
}

/** A piece must hold this many Chinese characters to be told by itself. */
const LEAST = 2;

/** Decodes bytes that are mostly `main`, reading pieces that are clearly of the other charset as such. */
export function decodeMixed(bytes: Uint8Array, main: Charset): MixedText {
  if (main === 'utf-8' && isUtf8(bytes)) return { text: decodeOne(bytes, main), foreign: 0 };
  const parts: string[] = [];
  let foreign = 0;
  let start = 0;
  for (const [from, to] of foreignPieces(bytes, main)) {
    parts.push(decodeOne(bytes.subarray(start, from), main));
    parts.push(decodeOne(bytes.subarray(from, to), main === 'utf-8' ? 'gb18030' : 'utf-8'));
    foreign += to - from;
    start = to;
  }
  parts.push(decodeOne(bytes.subarray(start), main));
  return { text: parts.join(''), foreign };
}

function decodeOne(bytes: Uint8Array, charset: Charset): string {
  if (bytes.length === 0) return '';
  // `stream` leaves out a character that the end of the bytes cuts, where a plain decoder would add U+FFFD.
  if (charset === 'utf-8') return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes, { stream: true });
  return decodeGb18030(bytes);
}

function* foreignPieces(bytes: Uint8Array, main: Charset): Generator<readonly [number, number]> {
  const isForeign = main === 'utf-8' ? isGbPiece : isUtf8Piece;
  const mayBeForeign = main === 'utf-8' ? () => true : leadsUtf8;
  let start = 0;
  // The first byte beyond ASCII since the last boundary.
  let high = -1;
  for (let at = 0; at <= bytes.length; at++) {
    const byte = bytes[at] ?? LINE_FEED;
    if (byte >= 0x80) {
      if (high < 0) high = at;
    } else if (byte === LINE_FEED || byte === 0x3c || byte === 0x3e) {
      if (high >= 0 && mayBeForeign(bytes, high) && isForeign(bytes.subarray(start, at))) yield [start, at];
      start = at + 1;
      high = -1;
    }
  }
}

const LINE_FEED = 0x0a;

function isGbPiece(piece: Uint8Array): boolean {
  if (isUtf8(piece) || utf8Fit(piece).long > utf8Fit(piece).invalid) return false;
  const gb = fitDoubleByte(piece, 'gb18030');
  return gb.characters >= LEAST && gb.invalid === 0 && gb.score >= 1;
}

function isUtf8Piece(piece: Uint8Array): boolean {
  if (piece.length < LEAST * 3 || !isUtf8(piece)) return false;
  return clearlyChinese(decodeOne(piece, 'utf-8'), LEAST) && fitDoubleByte(piece, 'gb18030').score < 1;
}

/** A cheap first look at a piece's first byte beyond ASCII: whether it leads two continuation bytes. */
export function leadsUtf8(bytes: Uint8Array, at: number): boolean {
  const lead = bytes[at] ?? 0;
  const second = bytes[at + 1] ?? 0;
  const third = bytes[at + 2] ?? 0;
  return lead >= 0xe2 && lead <= 0xef && second >= 0x80 && second <= 0xbf && third >= 0x80 && third <= 0xbf;
}
