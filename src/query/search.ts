import { SECTIONS } from '../codebook/index.ts';
import type { SqlValue, Store } from '../store/store.ts';
import { QueryError } from './errors.ts';
import { excerptOf } from './excerpt.ts';
import { queryMessages } from './messages.ts';
import { BOUNDS, type Search, type SearchQuery, searchesOf } from './search-plan.ts';
import { byWeight } from './weight.ts';
import { readWords } from './words.ts';

export type { SearchQuery } from './search-plan.ts';

/** A section that was found. */
export interface SearchHit {
  readonly report_id: number;
  readonly organ: string;
  readonly full_name: string;
  readonly year: number;
  readonly province: string | null;
  readonly level: string | null;
  readonly kind: string;
  readonly published_on: string | null;
  readonly url: string;
  readonly heading: string;
  /** The text around the first place that fits, with the words between 【 and 】. */
  readonly excerpt: string;
}

/** As the database gives it. */
type Row = Omit<SearchHit, 'excerpt'> & { readonly text: string };

const LIMIT = 20;

/**
 * Sections of current reports that have the words, by an index whatever the words' length. The best first, unless another order is asked
 * for. Where more than 10,000 sections fit, the newest years come first, 500 sections at a time with the best of these first: to weigh them
 * all takes seconds and says little, since the words are in every report.
 * @throws QueryError for words, names and conditions that cannot be asked for.
 */
export function search(store: Store, query: SearchQuery, bounds = BOUNDS): SearchHit[] {
  const { match, shown } = readWords(query.words);
  const [limit, offset] = [query.limit ?? LIMIT, query.offset ?? 0];
  for (const plan of searchesOf(store, checked(query), match, bounds)) {
    const rows = plan.block === null ? ask(store, plan, limit, offset) : weighed(store, plan, shown, [limit, offset]);
    if (rows !== null)
      return rows.map(({ text, ...hit }) => ({ ...hit, excerpt: excerptOf(text, hit.heading, shown) }));
  }
  return [];
}

/** The same as one statement for any SQLite program; where `search` weighs sections itself, in the order of years alone. */
export function searchStatement(store: Store, query: SearchQuery, bounds = BOUNDS): string {
  const { match } = readWords(query.words);
  const plan = searchesOf(store, checked(query), match, bounds).at(-1);
  if (plan === undefined) throw new Error('no way to search');
  const values = [...plan.values, query.limit ?? LIMIT, query.offset ?? 0];
  let at = 0;
  // A question mark in quotes is the person's own.
  return plan.sql.replace(/'(?:[^']|'')*'|\?/g, (part) => (part === '?' ? literal(values[at++] ?? null) : part));
}

const literal = (value: SqlValue): string =>
  typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value ?? 'NULL');

function checked(query: SearchQuery): SearchQuery {
  if (query.section !== undefined && !SECTIONS.some(({ key }) => key === query.section))
    throw new QueryError(queryMessages.noSection(query.section, SECTIONS.map(({ key }) => key).join(', ')));
  return query;
}

/** Null: this way does not reach so many sections, and the next one must be taken. */
function ask(store: Store, { sql, values, isPart }: Search, limit: number, offset: number): Row[] | null {
  const rows = store.db.prepare(sql).all(...values, limit, offset) as Row[];
  return isPart && rows.length < limit ? null : rows;
}

/** Sections in blocks, each block the best first. */
function weighed(
  store: Store,
  plan: Search,
  shown: readonly string[],
  [limit, offset]: readonly [number, number],
): Row[] {
  const block = plan.block ?? limit;
  const first = Math.floor(offset / block);
  const blocks = Math.max(0, Math.ceil((offset + limit) / block) - first);
  const rows = Array.from({ length: blocks }, (_, at) => ask(store, plan, block, (first + at) * block) ?? []);
  return rows.flatMap((some) => byWeight(some, shown)).slice(offset - first * block, offset - first * block + limit);
}
