import type { Store } from '../store/store.ts';
import { conditionOf } from './filter.ts';
import type { SearchQuery } from './search-plan.ts';
import { readWords } from './words.ts';

/** How many sections `search` would find, counted to `most` at the most. @throws QueryError as `search`. */
export function countHits(store: Store, query: SearchQuery, most: number): number {
  const filter = conditionOf(store, query);
  const section = query.section === undefined ? '' : ' AND section.key = ?';
  const sql = `SELECT count(*) AS n FROM (SELECT 1 FROM section_search JOIN section ON section.id = section_search.rowid
    JOIN current_report AS report ON report.id = section.report_id WHERE section_search MATCH ? AND ${filter.sql}${section} LIMIT ?)`;
  const named = query.section === undefined ? [] : [query.section];
  return store.get<{ n: number }>(sql, readWords(query.words).match, ...filter.values, ...named, most)?.n ?? 0;
}
