import type { Store } from '../store/store.ts';
import { BOUNDS, countOf, type SearchQuery } from './search-plan.ts';
import { readWords } from './words.ts';

/** How many sections `search` would find, counted to `most` at the most. @throws QueryError as `search`. */
export function countHits(store: Store, query: SearchQuery, most: number): number {
  const { sql, values } = countOf(store, query, readWords(query.words).match, BOUNDS);
  return store.get<{ n: number }>(sql, ...values, most)?.n ?? 0;
}
