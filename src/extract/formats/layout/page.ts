import { findColumnTables } from './columns.ts';
import { fillGrid } from './fill.ts';
import { findGrids } from './grid.ts';
import { linesOf } from './lines.ts';
import type { Box, Glyph, Grid, Page, PageTable, Rule, Rules } from './model.ts';
import { tidyRules } from './rules.ts';

export interface PageContent extends Rules {
  readonly number: number;
  readonly width: number;
  readonly height: number;
  readonly glyphs: readonly Glyph[];
  /** Filled areas; their edges are rules only where no lines make a table. */
  readonly areas: readonly Box[];
}

/** Sorts a page's glyphs into ruled tables, tables by columns alone, and lines. */
export function layoutPage(content: PageContent): Page {
  const tables: PageTable[] = [];
  let rest: readonly Glyph[] = content.glyphs;
  for (const grid of pageGrids(content)) {
    const filled = fillGrid(grid, rest, content.number);
    if (isFrame(filled.table)) continue;
    tables.push(filled.table);
    rest = filled.rest;
  }
  const loose = findColumnTables(rest, content.number);
  return {
    number: content.number,
    width: content.width,
    height: content.height,
    lines: linesOf(loose.rest),
    tables: [...tables, ...loose.tables.map((table) => ({ ...table, inferred: true as const }))].sort(
      (a, b) => a.box[1] - b.box[1],
    ),
  };
}

/** Ruled grids, inner ones first: a table within a cell of another takes its text before the outer one does. */
export function pageGrids(content: Rules & { readonly areas: readonly Box[] }): Grid[] {
  const drawn = findGrids(tidyRules(content));
  // Shaded paragraphs are one column of areas, line by line: a table has more.
  const filled = findGrids(tidyRules(withEdges(content))).filter(
    (grid) => grid.xs.length > 2 && !drawn.some((other) => overlap(grid, other)),
  );
  return [...drawn, ...filled].sort((a, b) => gridArea(a) - gridArea(b));
}

function withEdges({ horizontal, vertical, areas }: Rules & { readonly areas: readonly Box[] }): Rules {
  const tops = areas.flatMap(([from, top, to, bottom]): Rule[] => [top, bottom].map((at) => ({ from, to, at })));
  const sides = areas.flatMap(([left, from, right, to]): Rule[] => [left, right].map((at) => ({ from, to, at })));
  return { horizontal: [...horizontal, ...tops], vertical: [...vertical, ...sides] };
}

const first = (edges: readonly number[]): number => edges[0] ?? 0;
const last = (edges: readonly number[]): number => edges.at(-1) ?? 0;
const gridArea = ({ xs, ys }: Grid): number => (last(xs) - first(xs)) * (last(ys) - first(ys));

const overlap = (a: Grid, b: Grid): boolean =>
  first(a.xs) < last(b.xs) && first(b.xs) < last(a.xs) && first(a.ys) < last(b.ys) && first(b.ys) < last(a.ys);

/**
 * Boxes around a page's text and drawings without text are no tables. A flat box stays: it may be the first or last row of a table that
 * the page's end cut.
 */
const isFrame = ({ cells, box }: PageTable): boolean => {
  const texts = cells.filter((cell) => cell.text !== '').length;
  return texts === 0 || (cells.length < 2 && (texts < 1 || box[3] - box[1] > 60));
};
