import type { Store } from './store.ts';

export interface SearchHit {
  readonly report_id: number;
  readonly organ: string;
  readonly year: number;
  readonly heading: string;
  /** The words around the first place that fits, the fitting ones between 【 and 】. */
  readonly excerpt: string;
}

/** The trigram index finds nothing shorter. */
const SHORTEST_INDEXED = 3;

const INDEXED = `
  SELECT report.id AS report_id, organ, year, section.heading, snippet(section_search, 1, '【', '】', '…', 24) AS excerpt
  FROM section_search JOIN section ON section.id = section_search.rowid JOIN report ON report.id = section.report_id
  WHERE section_search MATCH ? AND is_current = 1 ORDER BY rank LIMIT ?`;

const SCANNED = `
  WITH wanted (words) AS (VALUES (?))
  SELECT report.id AS report_id, organ, year, section.heading,
    substr(section.text, max(1, instr(section.text, words) - 12), 12) || '【' || words || '】' AS excerpt
  FROM wanted, section JOIN report ON report.id = section.report_id
  WHERE (instr(section.text, words) > 0 OR instr(section.heading, words) > 0) AND is_current = 1
  ORDER BY year DESC, report.id LIMIT ?`;

/** Sections of current reports that contain these words, literally, the best first. Words of one or two characters are slower. */
export function searchSections(store: Store, words: string, limit: number): SearchHit[] {
  const text = words.trim();
  if (text === '') return [];
  if ([...text].length < SHORTEST_INDEXED) return store.all<SearchHit>(SCANNED, text, limit);
  return store.all<SearchHit>(INDEXED, `"${text.replaceAll('"', '""')}"`, limit);
}
