/** Distance in twips within which two edges are always the same line: rounding between rows. */
const SAME = 20;
/**
 * Distance within which edges of *different* rows are the same line, drawn a little apart by hand: narrower (7.5 pt) than any column that
 * could hold a character. Two edges of one row stay two.
 */
const NEAR = 150;
/** Above this many distinct edges a table is not hand-drawn any more; comparing all pairs would take too long. */
const MAX_HAND_DRAWN = 400;

interface GridLine {
  first: number;
  last: number;
  rows: Set<number>;
}

/**
 * The vertical lines of a table: which grid line each edge position stands on. `rows` are each row's edges.
 * Gives a function from position to the index of its line, and the number of lines.
 */
export function gridLines(rows: readonly (readonly number[])[]): { lineOf: (edge: number) => number; count: number } {
  const lines = mergeNear(mergeNear(distinct(rows), SAME), NEAR);
  const index = new Map<number, number>();
  const positions = [...new Set(rows.flat())].sort((a, b) => a - b);
  let line = 0;
  for (const position of positions) {
    while (line + 1 < lines.length && position > (lines[line]?.last ?? 0)) line++;
    index.set(position, line);
  }
  return { lineOf: (edge) => index.get(edge) ?? 0, count: lines.length };
}

function distinct(rows: readonly (readonly number[])[]): GridLine[] {
  const lines = new Map<number, GridLine>();
  rows.forEach((edges, row) => {
    for (const edge of edges) {
      const line = lines.get(edge) ?? { first: edge, last: edge, rows: new Set() };
      line.rows.add(row);
      lines.set(edge, line);
    }
  });
  return [...lines.values()].sort((a, b) => a.first - b.first);
}

/** Joins neighbours, nearest first, that no row has both of. */
function mergeNear(lines: GridLine[], distance: number): GridLine[] {
  if (lines.length > MAX_HAND_DRAWN) return lines;
  for (;;) {
    let best = -1;
    let bestGap = distance + 1;
    for (let i = 0; i + 1 < lines.length; i++) {
      const gap = gapAt(lines, i);
      if (gap < bestGap && areApart(lines, i)) [best, bestGap] = [i, gap];
    }
    const [left, right] = [lines[best], lines[best + 1]];
    if (!left || !right) return lines;
    left.last = right.last;
    for (const row of right.rows) left.rows.add(row);
    lines.splice(best + 1, 1);
  }
}

/** Width that the joined line would have. */
function gapAt(lines: readonly GridLine[], i: number): number {
  return (lines[i + 1]?.last ?? Infinity) - (lines[i]?.first ?? 0);
}

function areApart(lines: readonly GridLine[], i: number): boolean {
  const [left, right] = [lines[i]?.rows, lines[i + 1]?.rows];
  if (!left || !right) return false;
  for (const row of right) if (left.has(row)) return false;
  return true;
}
