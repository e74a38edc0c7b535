import { comparable } from '../store/search-pairs.ts';
import type { SqlValue, Store } from '../store/store.ts';
import { cellValue } from './condition.ts';
import { QueryError } from './errors.ts';
import { type CorpusFilter, conditionOf } from './filter.ts';
import { readWords, type WordQuery } from './words.ts';

export interface SearchQuery extends CorpusFilter {
  /** See `readWords`. */
  readonly words: string;
  /** A section of the codebook, by its key. */
  readonly section?: string;
  /** `rank`: the best first; `date`: published last first; `year`; or the name of a cell, the greatest first. Default: see `search`. */
  readonly order?: string;
  readonly limit?: number;
  readonly offset?: number;
}

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

/** Where more sections fit, to weigh them all takes seconds and says little: the words are in every report. */
const WEIGHED = 2000;
const LIMIT = 20;

/**
 * Sections of current reports that have the words, by an index whatever the words' length. The best first; where more than 2,000 sections fit,
 * those stored last first, unless an order is asked for.
 * @throws QueryError for words, names and conditions that cannot be asked for.
 */
export function search(store: Store, query: SearchQuery): SearchHit[] {
  const words = readWords(query.words);
  const { sql, values } = searchSql(store, query, words);
  const rows = store.db.prepare(sql).all(...values) as (Omit<SearchHit, 'excerpt'> & { text: string })[];
  return rows.map(({ text, ...hit }) => ({ ...hit, excerpt: excerptOf(text, hit.heading, words.shown) }));
}

/** How many sections `search` would find, counted to `most` at the most. */
export function countHits(store: Store, query: SearchQuery, most: number): number {
  const filter = conditionOf(store, query);
  const section = query.section === undefined ? '' : ' AND section.key = ?';
  const sql = `SELECT count(*) AS n FROM (SELECT 1 FROM section_search JOIN section ON section.id = section_search.rowid
    JOIN current_report AS report ON report.id = section.report_id WHERE section_search MATCH ? AND ${filter.sql}${section} LIMIT ?)`;
  const values = [
    readWords(query.words).match,
    ...filter.values,
    ...(query.section === undefined ? [] : [query.section]),
  ];
  return store.get<{ n: number }>(sql, ...values, most)?.n ?? 0;
}

/** The same as one statement for any SQLite program. */
export function searchStatement(store: Store, query: SearchQuery): string {
  const { sql, values } = searchSql(store, query, readWords(query.words));
  let at = 0;
  return sql.replace(/\?/g, () => literal(values[at++] ?? null));
}

const literal = (value: SqlValue): string =>
  typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value ?? 'NULL');

function searchSql(store: Store, query: SearchQuery, { match }: WordQuery): { sql: string; values: SqlValue[] } {
  const filter = conditionOf(store, query);
  const section = query.section === undefined ? '' : ' AND section.key = ?';
  const sql = `SELECT report.id AS report_id, report.organ, report.full_name, report.year, report.province, report.level, report.kind,
  report.published_on, report.url, section.heading, section.text
FROM section_search JOIN section ON section.id = section_search.rowid JOIN current_report AS report ON report.id = section.report_id
WHERE section_search MATCH ? AND ${filter.sql}${section}
ORDER BY ${orderOf(store, query.order ?? usualOrder(store, match))} LIMIT ? OFFSET ?`;
  const values = [match, ...filter.values, ...(query.section === undefined ? [] : [query.section])];
  return { sql, values: [...values, query.limit ?? LIMIT, query.offset ?? 0] };
}

function usualOrder(store: Store, match: string): 'rank' | 'stored' {
  const sql = 'SELECT count(*) AS n FROM (SELECT 1 FROM section_search WHERE section_search MATCH ? LIMIT ?)';
  return (store.get<{ n: number }>(sql, match, WEIGHED + 1)?.n ?? 0) > WEIGHED ? 'stored' : 'rank';
}

function orderOf(store: Store, order: string): string {
  switch (order) {
    case 'rank':
      return 'section_search.rank';
    case 'stored':
      return 'section_search.rowid DESC';
    case 'date':
      return 'report.published_on DESC, report.id DESC';
    case 'year':
      return 'report.year DESC, report.full_name, section.position';
    default:
      if (!/^[\p{L}\p{N}_.]+$/u.test(order))
        throw new QueryError(`"${order}" is no order: rank, date, year or a number’s name`);
      return `${cellValue(store, order)} DESC NULLS LAST, report.id`;
  }
}

/** Characters before and behind. */
const AROUND = 30;

function excerptOf(text: string, heading: string, shown: readonly string[]): string {
  const body = inOneLine(text);
  const places = shown.map((word) => ({ word, at: body.compared.indexOf(word) })).filter(({ at }) => at >= 0);
  const first = places.toSorted((a, b) => a.at - b.at)[0];
  if (first === undefined) return marked(inOneLine(heading), shown);
  const [from, to] = [Math.max(0, first.at - AROUND), first.at + first.word.length + 2 * AROUND];
  const part = { printed: body.printed.slice(from, to), compared: body.compared.slice(from, to) };
  return `${from > 0 ? '…' : ''}${marked(part, shown)}${to < body.compared.length ? '…' : ''}`;
}

/** A text as it is shown and as it is compared, character by character. */
interface Line {
  readonly printed: string;
  readonly compared: string;
}

/** Where comparing changes the number of characters (½, radicals), the compared text is shown. */
function inOneLine(text: string): Line {
  const compared = comparable(text).replace(/\s+/gu, ' ');
  const printed = text.replace(/(?<=\p{Script=Han})[ \t\u3000]+(?=\p{Script=Han})/gu, '').replace(/\s+/gu, ' ');
  return { printed: printed.length === compared.length ? printed : compared, compared };
}

function marked({ printed, compared }: Line, shown: readonly string[]): string {
  const longest = [...new Set(shown)].toSorted((a, b) => b.length - a.length).map(escaped);
  if (longest.length === 0) return printed;
  let text = '';
  let at = 0;
  for (const { index, 0: word } of compared.matchAll(new RegExp(longest.join('|'), 'gu'))) {
    text += `${printed.slice(at, index)}【${printed.slice(index, index + word.length)}】`;
    at = index + word.length;
  }
  return text + printed.slice(at);
}

const escaped = (word: string): string => word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
