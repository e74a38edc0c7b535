import { UnreadableError } from '../../document.ts';
import type { ByteView } from '../office/byte-view.ts';
import { STRUCTURES, type WordFile } from './file.ts';

/** A run of characters that stand together in the file. */
export interface Piece {
  /** First character, counted in the whole text, and the one after the last. */
  readonly start: number;
  readonly end: number;
  /** Offset in the main stream, in bytes. */
  readonly offset: number;
  /** Bytes a character: 1 (windows-1252) or 2 (UTF-16). */
  readonly width: 1 | 2;
  /** Formatting laid over the piece by a fast save; blank mostly. */
  readonly overlay: ByteView;
}

/** A compressed piece's offset is doubled and flagged. */
const COMPRESSED = 0x40000000;

/** The piece table: a file saved "fast" has its text in many pieces out of order. Throws `UnreadableError` 'damaged'. */
export function readPieces(file: WordFile): Piece[] {
  const clx = file.structure(STRUCTURES.pieces);
  const overlays: ByteView[] = [];
  let at = 0;
  while (clx.u8(at) === 1 && at < clx.length) {
    overlays.push(clx.part(at + 3, clx.u16(at + 1)));
    at += 3 + clx.u16(at + 1);
  }
  if (clx.u8(at) !== 2)
    throw new UnreadableError('damaged', 'The Word file has no piece table. Download the file again.');
  return readTable(clx.part(at + 5, clx.u32(at + 1)), overlays);
}

function readTable(table: ByteView, overlays: readonly ByteView[]): Piece[] {
  const count = Math.max(0, Math.floor((table.length - 4) / 12));
  const blank = table.part(0, 0);
  return Array.from({ length: count }, (_, index) => {
    const descriptor = 4 * (count + 1) + 8 * index;
    const raw = table.u32(descriptor + 2);
    const overlay = table.u16(descriptor + 6);
    const isCompressed = (raw & COMPRESSED) !== 0;
    const offset = raw & ~COMPRESSED;
    return {
      start: table.u32(4 * index),
      end: table.u32(4 * index + 4),
      offset: isCompressed ? offset >>> 1 : offset,
      width: isCompressed ? 1 : 2,
      // An odd number points to the list of formattings; even ones hold a single small property, none of which matters here.
      overlay: overlay & 1 ? (overlays[overlay >>> 1] ?? blank) : blank,
    };
  });
}

/** Runs of characters from `start` to before `end` in reading order, each with its place in the main stream. Throws `UnreadableError` 'damaged'. */
export function* characters(
  file: WordFile,
  pieces: readonly Piece[],
  start: number,
  end: number,
): Generator<{ text: string; piece: Piece; offset: number }> {
  let total = 0;
  for (const piece of pieces) {
    const from = Math.max(start, piece.start);
    const to = Math.min(end, piece.end);
    if (to <= from) continue;
    total += to - from;
    // Every character has its own byte: more of them means that pieces overlap, which would never end.
    if (total > file.main.length)
      throw new UnreadableError('damaged', 'The Word file has contradictory pieces of text.');
    const offset = piece.offset + (from - piece.start) * piece.width;
    const charset = piece.width === 1 ? 'windows-1252' : 'utf16le';
    yield { text: file.main.text(offset, (to - from) * piece.width, charset), piece, offset };
  }
}
