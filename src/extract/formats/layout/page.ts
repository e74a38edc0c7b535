import { findColumnTables } from './borderless/index.ts';
import { textRuns } from './borderless/text-runs.ts';
import { isValue } from './borderless/values.ts';
import { fillGrid } from './fill.ts';
import { findGrids } from './grid.ts';
import { linesOf } from './lines.ts';
import type { Box, Glyph, LaidOutPage, PageTable, Rule, RuledGrid, RuleLines } from './model.ts';
import { goesOn, partsValues } from './partial.ts';
import { partPrintMarks } from './print-marks.ts';
import { tidyRules, withoutStrikes } from './rules.ts';

export interface PageContent extends RuleLines {
  readonly number: number;
  readonly width: number;
  readonly height: number;
  readonly glyphs: readonly Glyph[];
  /** Filled areas; their edges are rules only where no lines make a table. */
  readonly areas: readonly Box[];
}

/** Sorts a page's glyphs into ruled tables, tables by columns alone, and lines. */
export function layoutPage(drawnContent: PageContent): LaidOutPage {
  const { glyphs, marks } = partPrintMarks(drawnContent.glyphs, drawnContent.height);
  const content = { ...drawnContent, glyphs, horizontal: withoutStrikes(drawnContent.horizontal, glyphs) };
  const values = textRuns(content.glyphs, []).filter(isValue);
  const drawn = drawnGrids(content);
  const whole = drawn.filter((grid) => partsValues(grid, values));
  const shaded = shadedGrids(content, drawn).filter(
    (grid) =>
      partsValues(grid, values) && !goesOn(grid, values) && (grid.ys.length > 2 || startsPage(grid, content.glyphs)),
  );
  const ruled = fillGrids([...whole, ...shaded].sort(bySize), content.glyphs, content.number);
  const borderless = findColumnTables(ruled.rest, withEdges(content), content.number);
  // Frames, and rules between rows only, that stand around no table of columns.
  const frames = drawn.filter(
    (grid) => !whole.includes(grid) && !borderless.tables.some((table) => within(table, grid)),
  );
  const framed = fillGrids(frames.sort(bySize), borderless.rest, content.number);
  return {
    number: content.number,
    width: content.width,
    height: content.height,
    lines: linesOf([...framed.rest, ...marks]).filter(({ text }) => text !== ''),
    openHeader: borderless.openHeader,
    tables: [...ruled.tables, ...borderless.tables, ...framed.tables].sort((a, b) => a.box[1] - b.box[1]),
  };
}

/** A single shaded row is a table's last one where nothing stands above it on the page; else it is a row among others that are not shaded. */
const startsPage = ({ ys }: RuledGrid, glyphs: readonly Glyph[]): boolean =>
  !glyphs.some(({ box, text }) => box[3] < first(ys) && text.trim() !== '');

const within = ({ box }: PageTable, { ys }: RuledGrid): boolean => box[1] < last(ys) && box[3] > first(ys);

function fillGrids(grids: readonly RuledGrid[], glyphs: readonly Glyph[], page: number) {
  const tables: PageTable[] = [];
  let rest = glyphs;
  for (const grid of grids) {
    const filled = fillGrid(grid, rest, page);
    if (isFrame(filled.table)) continue;
    tables.push(filled.table);
    rest = filled.rest;
  }
  return { tables, rest };
}

/** Ruled grids, inner ones first: a table within a cell of another takes its text before the outer one does. */
export function pageGrids(content: RuleLines & { readonly areas: readonly Box[] }): RuledGrid[] {
  const drawn = drawnGrids(content);
  return [...drawn, ...shadedGrids(content, drawn)].sort(bySize);
}

const drawnGrids = (content: RuleLines): RuledGrid[] => findGrids(tidyRules(content));

/** Grids of shaded areas. Shaded paragraphs are one column of areas, line by line: a table has more. */
const shadedGrids = (
  content: RuleLines & { readonly areas: readonly Box[] },
  drawn: readonly RuledGrid[],
): RuledGrid[] =>
  findGrids(tidyRules(withEdges(content))).filter(
    (grid) => grid.xs.length > 2 && !drawn.some((other) => overlap(grid, other)),
  );

function withEdges({ horizontal, vertical, areas }: RuleLines & { readonly areas: readonly Box[] }): RuleLines {
  const tops = areas.flatMap(([from, top, to, bottom]): Rule[] => [top, bottom].map((at) => ({ from, to, at })));
  const sides = areas.flatMap(([left, from, right, to]): Rule[] => [left, right].map((at) => ({ from, to, at })));
  return { horizontal: [...horizontal, ...tops], vertical: [...vertical, ...sides] };
}

const first = (edges: readonly number[]): number => edges[0] ?? 0;
const last = (edges: readonly number[]): number => edges.at(-1) ?? 0;
const gridArea = ({ xs, ys }: RuledGrid): number => (last(xs) - first(xs)) * (last(ys) - first(ys));

const bySize = (a: RuledGrid, b: RuledGrid): number => gridArea(a) - gridArea(b);

const overlap = (a: RuledGrid, b: RuledGrid): boolean =>
  first(a.xs) < last(b.xs) && first(b.xs) < last(a.xs) && first(a.ys) < last(b.ys) && first(b.ys) < last(a.ys);

/**
 * Boxes around a page's text and drawings without text are no tables. A flat box stays: it may be the first or last row of a table that
 * the page's end cut.
 */
const isFrame = ({ cells, box }: PageTable): boolean => {
  const texts = cells.filter((cell) => cell.text !== '').length;
  return texts === 0 || (cells.length < 2 && (texts < 1 || box[3] - box[1] > 60));
};
