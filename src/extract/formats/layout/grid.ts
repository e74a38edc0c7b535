import { cluster } from './cluster.ts';
import type { GridCell, Rule, RuledGrid, RuleLines } from './model.ts';
import { isSide, meets } from './rules.ts';
import { GRID } from './settings.ts';

/** The ruled grids of a page, each a set of lines that touch one another; frames of a single cell are none. */
export function findGrids(rules: RuleLines): RuledGrid[] {
  return components(rules)
    .map(closeOpenSides)
    .flatMap((part) => {
      const grid = gridOf(part);
      return grid ? [grid] : [];
    });
}

function components({ horizontal, vertical }: RuleLines): RuleLines[] {
  const parent = Array.from({ length: horizontal.length + vertical.length }, (_, index) => index);
  const root = (index: number): number => {
    let node = index;
    for (let up = parent[node]; up !== undefined && up !== node; up = parent[node]) node = up;
    parent[index] = node;
    return node;
  };
  horizontal.forEach((line, h) => {
    vertical.forEach((other, v) => {
      if (meets(line, other)) parent[root(horizontal.length + v)] = root(h);
    });
  });
  vertical.forEach((line, v) => {
    if (horizontal.some((other) => meets(other, line))) return;
    const beside = vertical.findIndex((other) => isSide(line, [other]) && horizontal.some((one) => meets(one, other)));
    if (beside >= 0) parent[root(horizontal.length + v)] = root(horizontal.length + beside);
  });
  const parts = new Map<number, { horizontal: Rule[]; vertical: Rule[] }>();
  const part = (index: number) => {
    const key = root(index);
    const found = parts.get(key) ?? { horizontal: [], vertical: [] };
    parts.set(key, found);
    return found;
  };
  horizontal.forEach((line, h) => {
    part(h).horizontal.push(line);
  });
  vertical.forEach((line, v) => {
    part(horizontal.length + v).vertical.push(line);
  });
  return [...parts.values()];
}

/** Adds the edge that is not drawn where the lines of the other direction all run on past the last one. */
function closeOpenSides({ horizontal, vertical }: RuleLines): RuleLines {
  return { horizontal: closed(horizontal, vertical), vertical: closed(vertical, horizontal) };
}

function closed(lines: readonly Rule[], cross: readonly Rule[]): readonly Rule[] {
  if (lines.length === 0 || cross.length < 2) return lines;
  const first = Math.min(...lines.map((line) => line.at));
  const last = Math.max(...lines.map((line) => line.at));
  const before = Math.min(...cross.map((line) => line.from));
  const after = Math.max(...cross.map((line) => line.to));
  const from = Math.min(...cross.map((line) => line.at));
  const to = Math.max(...cross.map((line) => line.at));
  const added = [];
  // One stray line that runs on is an ornament; an open row has all its lines running on.
  const running = (beyond: (line: Rule) => boolean) => cross.filter(beyond).length >= 2;
  if (first - before > GRID.overhang && running((line) => first - line.from > GRID.overhang))
    added.push({ from, to, at: before });
  if (after - last > GRID.overhang && running((line) => line.to - last > GRID.overhang))
    added.push({ from, to, at: after });
  return [...lines, ...added];
}

function gridOf({ horizontal, vertical }: RuleLines): RuledGrid | null {
  const xs = edges(vertical);
  const ys = edges(horizontal);
  if (xs.length < 2 || ys.length < 2) return null;
  return { xs, ys, cells: cellsOf(xs, ys, dividers(horizontal, ys, xs), dividers(vertical, xs, ys)) };
}

function edges(lines: readonly Rule[]): number[] {
  const groups = cluster(
    lines,
    ({ at }) => at,
    ({ first }, at) => at - first <= GRID.sameEdge,
  );
  return groups.map((group) => group.reduce((sum, { at }) => sum + at, 0) / group.length);
}

type Divided = (edge: number, from: number, to: number) => boolean;

/** Tells whether the edge number `edge` is ruled between the cross edges `from` and `to`. */
function dividers(lines: readonly Rule[], ats: readonly number[], cross: readonly number[]): Divided {
  const onEdge: Rule[][] = ats.map(() => []);
  for (const line of lines) onEdge[nearest(ats, line.at)]?.push(line);
  return (edge, from, to) => {
    const [start, end] = [cross[from] ?? 0, cross[to] ?? 0];
    return coverage(onEdge[edge] ?? [], start, end) >= (end - start) * GRID.covered;
  };
}

const nearest = (ats: readonly number[], at: number): number =>
  ats.reduce((best, edge, index) => (Math.abs(edge - at) < Math.abs((ats[best] ?? 0) - at) ? index : best), 0);

function coverage(lines: readonly Rule[], start: number, end: number): number {
  let covered = 0;
  let reached = start;
  for (const line of [...lines].sort((a, b) => a.from - b.from)) {
    const from = Math.max(line.from, reached);
    const to = Math.min(line.to, end);
    if (to > from) covered += to - from;
    reached = Math.max(reached, to);
  }
  return covered;
}

/**
 * Cells as rectangles: places of a row that no rule divides form a run, equal runs of rows that no rule divides form a cell. So a gap in
 * one rule never makes cells of other shapes, nor overlapping ones.
 */
function cellsOf(xs: readonly number[], ys: readonly number[], rowRule: Divided, columnRule: Divided): GridCell[] {
  const cells: { top: number; bottom: number; left: number; right: number }[] = [];
  for (let row = 0; row + 1 < ys.length; row++) {
    for (let left = 0; left + 1 < xs.length; ) {
      let right = left + 1;
      while (right + 1 < xs.length && !columnRule(right, row, row + 1)) right++;
      const above = cells.find((cell) => cell.bottom === row && cell.left === left && cell.right === right);
      if (above && !rowRule(row, left, right)) above.bottom = row + 1;
      else cells.push({ top: row, bottom: row + 1, left, right });
      left = right;
    }
  }
  return cells;
}
