import { TABLES } from '../../../codebook/index.ts';
import type { Cell } from '../../document.ts';
import { type Grid, isBlank, overlap, type Row } from './grid.ts';
import { LabelMatcher } from './labels.ts';

const TABLE = TABLES.review_litigation;
const PROCEEDINGS = new LabelMatcher(TABLE.rows);
const OUTCOMES = new LabelMatcher(TABLE.columns);
/** Outcomes that no other table prints; 总计 and 其他 stand in table 3 too. */
const OWN_OUTCOMES: ReadonlySet<string> = new Set(['upheld', 'corrected', 'pending']);

const known = new WeakMap<Grid, boolean>();

/** True where a table names a proceeding and two outcomes that are table 4's own. */
export function isReviewTable(grid: Grid): boolean {
  const held = known.get(grid);
  if (held !== undefined) return held;
  const words = grid.table.cells.filter(({ text }) => /\p{Script=Han}/u.test(text));
  const outcomes = new Set(words.map(({ text }) => OUTCOMES.match(text)?.key ?? ''));
  const own = [...outcomes].filter((key) => OWN_OUTCOMES.has(key)).length;
  const found = own >= 2 && words.some(({ text }) => PROCEEDINGS.match(text) !== null);
  known.set(grid, found);
  return found;
}

/**
 * A row's numbers by `proceeding/outcome`, each named by the header cells above it and the labels in front of it. Null where a number has no
 * such place, two have the same, or a proceeding that only the header names lacks one of its outcomes: then cells are missing or shifted.
 */
export function placesOf(row: Row, grid: Grid, header: readonly Cell[]): Map<string, Cell> | null {
  if (grid.table.ragged) return null;
  const labels = [...row.labels].reverse();
  const places = new Map<string, Cell>();
  for (const cell of row.values.length > 0 ? row.values : row.cells) {
    const above = header.filter((other) => overlap(other, cell) > 0).sort((a, b) => b.row - a.row);
    const names = [...labels, ...above];
    const proceeding = keyIn(names, PROCEEDINGS);
    const outcome = keyIn(names, OUTCOMES);
    const place = `${proceeding}/${outcome}`;
    if (proceeding && outcome && !places.has(place)) places.set(place, cell);
    else if (!isBlank(cell)) return null;
  }
  const inFront = keyIn(labels, PROCEEDINGS) !== undefined;
  return places.size > 0 && (inFront || isWhole(places)) ? places : null;
}

/** Every proceeding of which there is a number has all its outcomes. */
const isWhole = (places: ReadonlyMap<string, Cell>): boolean =>
  new Set([...places.keys()].map((place) => place.split('/')[0])).size * TABLE.columns.length === places.size;

const keyIn = <E extends { readonly key: string }>(
  cells: readonly Cell[],
  matcher: { match(text: string): E | null },
): string | undefined => cells.map(({ text }) => matcher.match(text)?.key).find((key) => key !== undefined);
