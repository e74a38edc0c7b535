import { centreY } from '../model.ts';
import { overlapX, type Piece } from './pieces.ts';

/** Lines of one cell are this far apart, at least and at most (em). */
const LEAST = 0.95;
const MOST = 1.5;
/** Where no cell has two lines (em). */
const USUAL = 1.3;
/** Type of one size differs by less than this (share), and distances of one kind by less than this (points). */
const SAME_SIZE = 0.05;
const SAME_DISTANCE = 0.3;
const ENOUGH = 2;

/** The smallest distance at which lines in type of that size follow each other again and again: that of the lines of one cell. */
export function pitchOf(pieces: readonly Piece[], em: number): number {
  const lines = pieces
    .filter(({ size }) => Math.abs(size - em) < em * SAME_SIZE)
    .sort((a, b) => centreY(a.box) - centreY(b.box));
  const distances = lines.flatMap((line, index) => nextBelow(line, lines, index, em)).sort((a, b) => a - b);
  return (
    distances.find((distance, index) => (distances[index + ENOUGH] ?? Infinity) - distance < SAME_DISTANCE) ??
    distances[0] ??
    em * USUAL
  );
}

function nextBelow(line: Piece, lines: readonly Piece[], index: number, em: number): number[] {
  for (let at = index + 1; at < lines.length; at++) {
    const other = lines[at];
    const distance = other ? centreY(other.box) - centreY(line.box) : Infinity;
    if (!other || distance > em * MOST) return [];
    if (distance > em * LEAST && overlapX(line.box, other.box)) return [distance];
  }
  return [];
}
