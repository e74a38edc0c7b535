import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { fitDoubleByte } from './double-byte.ts';
import { clearlyChinese } from './frequency.ts';
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
  return iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), charset, { stripBOM: false });
}

function* foreignPieces(bytes: Uint8Array, main: Charset): Generator<readonly [number, number]> {
  const isForeign = main === 'utf-8' ? isGbPiece : isUtf8Piece;
  for (const piece of highPieces(bytes)) {
    if (isForeign(bytes.subarray(piece[0], piece[1]))) yield piece;
  }
}

const isBoundary = (byte: number): boolean => byte === 0x0a || byte === 0x3c || byte === 0x3e;

/** Pieces between boundaries that hold a byte beyond ASCII. */
function* highPieces(bytes: Uint8Array): Generator<readonly [number, number]> {
  let start = 0;
  let high = false;
  for (let at = 0; at <= bytes.length; at++) {
    const byte = bytes[at];
    if (byte !== undefined && !isBoundary(byte)) {
      if (byte >= 0x80) high = true;
      continue;
    }
    if (high) yield [start, at];
    start = at + 1;
    high = false;
  }
}

function isGbPiece(piece: Uint8Array): boolean {
  if (isUtf8(piece) || utf8Fit(piece).long > utf8Fit(piece).invalid) return false;
  const gb = fitDoubleByte(piece, 'gb18030');
  return gb.characters >= LEAST && gb.invalid === 0 && gb.score >= 1;
}

function isUtf8Piece(piece: Uint8Array): boolean {
  if (piece.length < LEAST * 3 || !startsLikeUtf8(piece) || !isUtf8(piece)) return false;
  return clearlyChinese(decodeOne(piece, 'utf-8'), LEAST) && fitDoubleByte(piece, 'gb18030').score < 1;
}

/** A cheap first look: the first byte beyond ASCII leads two continuation bytes. */
function startsLikeUtf8(piece: Uint8Array): boolean {
  let at = 0;
  while ((piece[at] ?? 0x80) < 0x80) at += 1;
  const lead = piece[at] ?? 0;
  const second = piece[at + 1] ?? 0;
  const third = piece[at + 2] ?? 0;
  return lead >= 0xe2 && lead <= 0xef && second >= 0x80 && second <= 0xbf && third >= 0x80 && third <= 0xbf;
}
