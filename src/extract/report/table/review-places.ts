import type { FormRegistry } from '../../../codebook/index.ts';
import { onceFor } from '../../../vocabulary/memoize.ts';
import type { Cell } from '../../document.ts';
import { type Grid, type GridRow, isBlankCell, overlap } from './grid.ts';
import { matcherOf } from './labels.ts';

/** What table 4's header and rows are called, in all forms. */
export const namesOf = onceFor(({ tables: { review_litigation: table } }: FormRegistry) => ({
  proceedings: matcherOf(table.rows),
  outcomes: matcherOf(table.columns),
}));

/** Outcomes that no other table prints; 总计 and 其他 stand in table 3 too. */
const ownOutcomes = onceFor(({ tables }: FormRegistry): ReadonlySet<string> => {
  const others = matcherOf(tables.applications.columns);
  const own = tables.review_litigation.columns.filter(({ label, variants }) =>
    [label, ...variants].every((printed) => others.match(printed, { fuzzy: false }) === null),
  );
  return new Set(own.map(({ key }) => key));
});

const known = new WeakMap<Grid, boolean>();

/** True where a table names a proceeding and two outcomes that are table 4's own. */
export function isReviewTable(grid: Grid, forms: FormRegistry): boolean {
  const cached = known.get(grid);
  if (cached !== undefined) return cached;
  const words = grid.table.cells.filter(({ text }) => /\p{Script=Han}/u.test(text));
  const { proceedings, outcomes } = namesOf(forms);
  const printed = new Set(words.map(({ text }) => outcomes.match(text)?.key ?? ''));
  const own = [...ownOutcomes(forms)].filter((key) => printed.has(key)).length;
  const found = own >= 2 && words.some(({ text }) => proceedings.match(text) !== null);
  known.set(grid, found);
  return found;
}

/**
 * A row's numbers by `proceeding/outcome`, each named by the header cells above it and the labels in front of it. Null where a number has no
 * such place, two have the same, or a proceeding that only the header names lacks one of its outcomes: then cells are missing or shifted.
 */
export function placesOf(
  row: GridRow,
  grid: Grid,
  header: readonly Cell[],
  forms: FormRegistry,
): Map<string, Cell> | null {
  if (grid.table.ragged) return null;
  const { proceedings, outcomes } = namesOf(forms);
  const labels = [...row.labels].reverse();
  const places = new Map<string, Cell>();
  const end =
    header.length === 0
      ? Number.POSITIVE_INFINITY
      : Math.max(...header.filter((cell) => !isBlankCell(cell)).map(endOf));
  for (const cell of row.values.length > 0 ? row.values : row.cells) {
    const above = header.filter((other) => overlap(other, cell) > 0).sort((a, b) => b.row - a.row);
    const names = [...labels, ...above];
    const proceeding = keyIn(names, proceedings);
    const outcome = keyIn(names, outcomes);
    const place = `${proceeding}/${outcome}`;
    if (proceeding && outcome && !places.has(place)) places.set(place, cell);
    // Right of all headers stand checks of the sums.
    else if (!isBlankCell(cell) && cell.column < end) return null;
  }
  const inFront = keyIn(labels, proceedings) !== undefined;
  return places.size > 0 && (inFront || isWhole(places, forms)) ? places : null;
}

const endOf = ({ column, colSpan }: Cell): number => column + colSpan;

/** Every proceeding of which there is a number has all its outcomes. */
function isWhole(places: ReadonlyMap<string, Cell>, forms: FormRegistry): boolean {
  const proceedings = new Set([...places.keys()].map((place) => place.split('/')[0])).size;
  return forms.columnSets('review_litigation').some((columns) => proceedings * columns.length === places.size);
}

function keyIn<E extends { readonly key: string }>(
  cells: readonly Cell[],
  matcher: { match(text: string): E | null },
): string | undefined {
  for (const { text } of cells) {
    const entry = matcher.match(text);
    if (entry !== null) return entry.key;
  }
  return undefined;
}
