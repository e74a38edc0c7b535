import type { Store } from '../store/store.ts';
import { BOUNDS, countsOf, type SearchQuery } from './search-plan.ts';
import { readWords } from './words.ts';

/** How many sections `search` would find, counted to `most` at the most. @throws QueryError as `search`. */
export function countHits(store: Store, query: SearchQuery, most: number): number {
  let count = 0;
  for (const { sql, values } of countsOf(store, query, readWords(query.words).match, BOUNDS)) {
    count = store.get<{ n: number }>(sql, ...values, most)?.n ?? 0;
    if (count >= most) break;
  }
  return count;
}
