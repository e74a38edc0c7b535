import { SECTIONS } from '../codebook/index.ts';
import type { SqlValue, Store } from '../store/store.ts';
import { QueryError } from './errors.ts';
import { excerptOf } from './excerpt.ts';
import { queryMessages } from './messages.ts';
import { BOUNDS, type Search, type SearchQuery, searchesOf, statementOf } from './search-plan.ts';
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
  const limit = query.limit ?? LIMIT;
  let offset = query.offset ?? 0;
  const rows: Row[] = [];
  for (const plan of searchesOf(store, checked(query), match, bounds)) {
    const page = [limit - rows.length, offset] as const;
    const found = plan.block === null ? ask(store, plan, ...page) : weighed(store, plan, shown, page);
    rows.push(...found);
    if (rows.length >= limit) break;
    // The next way begins behind all that this one has.
    if (plan.isPart) offset = found.length > 0 ? 0 : offset - countUpTo(store, plan, offset);
  }
  return rows.map(({ text, ...hit }) => ({ ...hit, excerpt: excerptOf(text, hit.heading, shown) }));
}

/** The same as one statement for any SQLite program; where `search` weighs sections itself, in the order of years alone. */
export function searchStatement(store: Store, query: SearchQuery, bounds = BOUNDS): string {
  const { match } = readWords(query.words);
  const plan = statementOf(store, checked(query), match, bounds);
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

function ask(store: Store, { sql, values }: Search, limit: number, offset: number): Row[] {
  return store.db.prepare(sql).all(...values, limit, offset) as Row[];
}

function countUpTo(store: Store, { sql, values }: Search, most: number): number {
  const count = store.db.prepare<unknown[], number>(`SELECT count(*) FROM (${sql})`).pluck();
  return count.get(...values, most, 0) ?? 0;
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
  const rows = Array.from({ length: blocks }, (_, at) => ask(store, plan, block, (first + at) * block));
  return rows.flatMap((some) => byWeight(some, shown)).slice(offset - first * block, offset - first * block + limit);
}
