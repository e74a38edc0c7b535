import type { SqlValue, Store } from '../store/store.ts';
import { cellKeyId, cellValue, indicatorKey } from './condition.ts';
import { QueryError } from './errors.ts';
import { type Condition, type CorpusFilter, conditionOf, provinceNamed } from './filter.ts';
import { queryMessages } from './messages.ts';

export interface SearchQuery extends CorpusFilter {
  /** See `readWords`. */
  readonly words: string;
  /** A section of the codebook, by its key. */
  readonly section?: string;
  /** `rank` (default): the best first; `date`: published last first; `year`; or the name of a cell, the greatest first. */
  readonly order?: string;
  readonly limit?: number;
  readonly offset?: number;
}

/** One way to search: a statement whose last two parameters are limit and offset. */
export interface Search {
  readonly sql: string;
  readonly values: readonly SqlValue[];
  /** It does not reach all sections: where it gives less than the limit, the next way is taken. */
  readonly isPart: boolean;
  /** So many sections at a time are to be weighed by the program; null: the order is the statement's. */
  readonly block: number | null;
}

/** When which way is taken; other numbers are for tests. */
export interface SearchBounds {
  /** Up to so many sections are sorted, or weighed, one and all. */
  readonly sorted: number;
  readonly weighed: number;
  /** Of words that are in more, so many of the newest years are weighed at a time. */
  readonly block: number;
  /** Reports of so many organs are looked through one and all. */
  readonly fewOrgans: number;
}

export const BOUNDS: SearchBounds = { sorted: 2000, weighed: 10_000, block: 500, fewOrgans: 300 };

/**
 * Ways to search, the fastest first. Few sections are sorted. Of many, either the reports of few organs are looked through, or reports in the
 * order that is asked for, until enough of them have the words: that they have them is known from the index alone.
 */
export function searchesOf(store: Store, query: SearchQuery, match: string, bounds: SearchBounds): Search[] {
  const order = query.order ?? 'rank';
  const found = countUpTo(store, match, bounds.weighed + 1);
  if (found <= (order === 'rank' ? bounds.weighed : bounds.sorted)) return [fromIndex(store, query, match)];
  const organs = fewOrgans(store, query, bounds.fewOrgans);
  const block = order === 'rank' ? bounds.block : null;
  if (organs !== null) return [fromOrgans(store, query, match, organs, block)];
  if (ORDERS[order] !== undefined) return [fromReports(store, query, match, ORDERS[order], block)];
  return [...fromNumbers(store, query, match, order), fromIndex(store, query, match)];
}

function countUpTo(store: Store, match: string, limit: number): number {
  const sql = 'SELECT count(*) AS n FROM (SELECT 1 FROM section_search WHERE section_search MATCH ? LIMIT ?)';
  return store.get<{ n: number }>(sql, match, limit)?.n ?? 0;
}

/** As the index `report_year` goes. */
const NEWEST = 'report.year DESC, report.portal_id DESC, report.id DESC, section.position';

/** What the index of a date or year gives in this order without sorting. Where too much fits to weigh all: the newest years. */
const ORDERS: Readonly<Record<string, string>> = {
  rank: NEWEST,
  year: NEWEST,
  date: 'report.published_on DESC, report.id DESC, section.position',
};

function orderOf(store: Store, order: string): string {
  if (ORDERS[order] !== undefined) return ORDERS[order];
  if (!/^[\p{L}\p{N}_.]+$/u.test(order)) throw new QueryError(queryMessages.noOrder(order));
  return `${cellValue(store, order)} DESC NULLS LAST, report.id DESC, section.position`;
}

/** `CROSS JOIN` is SQLite's word for: in this order. */
function statement(
  store: Store,
  query: SearchQuery,
  parts: { from: string; where: Condition; order: string },
): Omit<Search, 'block'> {
  const filter = conditionOf(store, query);
  const section = query.section === undefined ? [] : [{ sql: 'section.key = ?', values: [query.section] }];
  const all = [parts.where, ...(filter.sql === '1' ? [] : [filter]), ...section];
  // Texts only of what is shown: sorting would carry them along. A list that was put together in an order is read in it.
  const sql = `WITH found AS MATERIALIZED (
  SELECT report.id AS report_id, section.id AS section_id FROM ${parts.from}
  WHERE ${all.map((one) => one.sql).join(' AND ')} ORDER BY ${parts.order} LIMIT ? OFFSET ?)
SELECT report.id AS report_id, report.organ, report.full_name, report.year, report.province, report.level, report.kind,
  report.published_on, report.url, section.heading, section.text
FROM found CROSS JOIN current_report AS report ON report.id = found.report_id CROSS JOIN section ON section.id = found.section_id`;
  return { sql, values: all.flatMap(({ values }) => values), isPart: false };
}

function fromIndex(store: Store, query: SearchQuery, match: string): Search {
  const from = `section_search CROSS JOIN section ON section.id = section_search.rowid
    CROSS JOIN current_report AS report ON report.id = section.report_id`;
  const where = { sql: 'section_search MATCH ?', values: [match] };
  const order = query.order ?? 'rank';
  return {
    ...statement(store, query, {
      from,
      where,
      order: order === 'rank' ? 'section_search.rank' : orderOf(store, order),
    }),
    block: null,
  };
}

/** The plus keeps SQLite from going through the sections that are found, in place of the reports. */
const hasWords = (match: string): Condition => ({
  sql: '+section.id IN (SELECT rowid FROM section_search WHERE section_search MATCH ?)',
  values: [match],
});
const SECTIONS = 'CROSS JOIN section ON section.report_id = report.id';

function fromReports(store: Store, query: SearchQuery, match: string, order: string, block: number | null): Search {
  const from = `current_report AS report ${SECTIONS}`;
  return { ...statement(store, query, { from, where: hasWords(match), order }), block };
}

function fromOrgans(
  store: Store,
  query: SearchQuery,
  match: string,
  organs: readonly number[],
  block: number | null,
): Search {
  const from = `(SELECT value AS organ FROM json_each('${JSON.stringify(organs)}')) AS asked
    CROSS JOIN current_report AS report ON report.organ_id = asked.organ ${SECTIONS}`;
  const order = orderOf(store, query.order ?? 'rank');
  return { ...statement(store, query, { from, where: hasWords(match), order }), block };
}

/** By the indexes of numbers, which have those above zero. */
function fromNumbers(store: Store, query: SearchQuery, match: string, order: string): Search[] {
  const asked = greatest(store, order);
  if (asked === null) return [];
  const from = `${asked.table} AS asked CROSS JOIN current_report AS report ON report.id = asked.report_id ${SECTIONS}`;
  const { sql, values } = hasWords(match);
  const where = { sql: `${asked.is} AND ${asked.value} > 0 AND ${sql}`, values };
  const by = `${asked.value} DESC, asked.report_id DESC, section.position`;
  return [{ ...statement(store, query, { from, where, order: by }), isPart: true, block: null }];
}

function greatest(store: Store, name: string): { table: string; is: string; value: string } | null {
  const cell = cellKeyId(store, name);
  if (cell !== null) return { table: 'cell', is: `asked.key_id = ${cell}`, value: 'asked.value' };
  const indicator = indicatorKey(store, name);
  if (indicator === null) return null;
  const value = 'coalesce(asked.value, asked.this_year)';
  return { table: 'indicator', is: `asked.key = '${indicator}'`, value };
}

/** The organs that the query speaks of, where they are few; null: none is named, or many. */
function fewOrgans(store: Store, { organ, province, level, kind }: SearchQuery, most: number): number[] | null {
  const name = organ?.replace(/\s+/gu, '');
  const parts: readonly (readonly [sql: string, values: readonly (string | undefined)[]])[] = [
    ['(instr(organ.name, ?) > 0 OR instr(organ.full_name, ?) > 0)', [name, name]],
    ['division.province = ?', [province === undefined ? undefined : provinceNamed(store, province)]],
    ['organ.level = ?', [level]],
    ['organ.kind = ?', [kind]],
  ];
  const given = parts.filter(([, [value]]) => value !== undefined);
  if (given.length === 0) return null;
  const sql = `SELECT organ.id FROM organ LEFT JOIN division ON division.code = organ.division_code
    WHERE ${given.map(([condition]) => condition).join(' AND ')} LIMIT ${most + 1}`;
  const values = given.flatMap((one) => one[1]).filter((value) => value !== undefined);
  const ids = store.db
    .prepare<string[], number>(sql)
    .pluck()
    .all(...values);
  return ids.length > most ? null : ids;
}
