import type { SqlValue, Store } from '../store/store.ts';
import { cellKeyId, cellValue, indicatorKey } from './condition.ts';
import { QueryError } from './errors.ts';
import { type Condition, type CorpusFilter, conditionOf } from './filter.ts';
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
  /** It does not reach all sections: what it lacks of the limit, the next way has. */
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
  /** So many reports, if no more pass the filter, are looked into one and all. */
  readonly fewReports: number;
  /** Words that are in more sections are looked for report by report; of others all sections are listed first. */
  readonly listed: number;
}

export const BOUNDS: SearchBounds = { sorted: 2000, weighed: 10_000, block: 500, fewReports: 1000, listed: 100_000 };

/**
 * Ways to search, the fastest first. Few sections are sorted. Of many, the reports that pass the filter are looked into if they are few; if
 * they are many, reports in the order that is asked for, until enough of them have the words.
 */
export function searchesOf(store: Store, query: SearchQuery, match: string, bounds: SearchBounds): Search[] {
  const order = query.order ?? 'rank';
  const found = countUpTo(store, match, bounds.listed + 1);
  if (found <= (order === 'rank' ? bounds.weighed : bounds.sorted)) return [fromIndex(store, query, match)];
  const words = { match, found, isCommon: found > bounds.listed };
  const block = order === 'rank' ? bounds.block : null;
  const few = fewReports(store, query, bounds.fewReports);
  if (few !== null) return [fromFew(store, query, words, few, block)];
  const way = ORDERS[order];
  if (way !== undefined) return [fromReports(store, query, words, way, block)];
  return [fromNumbers(store, query, words, order), fromNumberless(store, query, words, order)];
}

/** The same as one statement, whatever the order. */
export function statementOf(store: Store, query: SearchQuery, match: string, bounds: SearchBounds): Search {
  const [first, ...others] = searchesOf(store, query, match, bounds);
  if (first !== undefined && others.length === 0) return first;
  return sortedReports(store, query, { match, found: bounds.listed, isCommon: false }, query.order ?? 'rank');
}

/** Sections of a common word that are counted first, before its reports are asked one by one. */
const COUNTED_FIRST = 20_000;

/**
 * What counts the sections that a search would find, to a limit, which is its last parameter; to be asked in turn until one reaches the
 * limit, the last of them is right.
 */
export function countsOf(store: Store, query: SearchQuery, match: string, bounds: SearchBounds): Condition[] {
  const found = countUpTo(store, match, bounds.listed + 1);
  const words = { match, found, isCommon: found > bounds.listed };
  if (found <= bounds.weighed) return [counting(listOfIndex(store, query, match))];
  const few = fewReports(store, query, bounds.fewReports);
  if (few !== null) return [counting(listOfFew(query, words, few))];
  const all = counting(listOfReports(store, query, words, 'report_year'));
  // The further back a report stands, the longer it takes to find it among those of a common word.
  return words.isCommon ? [counting(listOfIndex(store, query, match, COUNTED_FIRST)), all] : [all];
}

const counting = ({ sql, values }: Condition): Condition => ({
  sql: `SELECT count(*) AS n FROM (SELECT 1 FROM ${sql} LIMIT ?)`,
  values,
});

function countUpTo(store: Store, match: string, limit: number): number {
  const sql = 'SELECT count(*) AS n FROM (SELECT 1 FROM section_search WHERE section_search MATCH ? LIMIT ?)';
  return store.get<{ n: number }>(sql, match, limit)?.n ?? 0;
}

/** An index of the current reports that has all of their columns that filters ask for, and gives them in this order without sorting. */
interface Way {
  readonly index: 'report_year' | 'report_published';
  readonly order: string;
}

const NEWEST: Way = { index: 'report_year', order: 'report.year DESC, report.id DESC, section.position' };

/** Where too much fits to weigh all: the newest years. */
const ORDERS: Readonly<Record<string, Way>> = {
  rank: NEWEST,
  year: NEWEST,
  date: { index: 'report_published', order: 'report.published_on DESC, report.id DESC, section.position' },
};

function orderOf(store: Store, order: string): string {
  if (ORDERS[order] !== undefined) return ORDERS[order].order;
  const value = numberAsked(store, order);
  // Reports without the number stand last, the newest of them first, as an index has them.
  return `${value} DESC NULLS LAST, iif(${value} IS NULL, report.year, 0) DESC, report.id DESC, section.position`;
}

/** The number that an order names, in the report at hand. @throws QueryError where it names none. */
function numberAsked(store: Store, order: string): string {
  if (!/^[\p{L}\p{N}_.]+$/u.test(order)) throw new QueryError(queryMessages.noOrder(order));
  return cellValue(store, order);
}

/** Texts only of what is shown: sorting would carry them along. A list that was put together in an order is read in it. */
function ordered({ sql, values }: Condition, order: string, block: number | null): Search {
  const found = `SELECT report.id AS report_id, section.id AS section_id FROM ${sql} ORDER BY ${order} LIMIT ? OFFSET ?`;
  return {
    sql: `WITH found AS MATERIALIZED (${found})
SELECT report.id AS report_id, report.organ, report.full_name, report.year, report.province, report.level, report.kind,
  report.published_on, report.url, section.heading, section.text
FROM found CROSS JOIN current_report AS report ON report.id = found.report_id CROSS JOIN section ON section.id = found.section_id`,
    values,
    isPart: false,
    block,
  };
}

/** Words as the index is asked for them, and in how many sections they are, or in more. */
interface Sought {
  readonly match: string;
  readonly found: number;
  readonly isCommon: boolean;
}

/** Tables and conditions of `all`, with the values of their question marks; `CROSS JOIN` is SQLite's word for: in this order. */
const joined = (tables: string, all: readonly Condition[]): Condition => ({
  sql: `${tables} WHERE ${all.map(({ sql }) => sql).join(' AND ')}`,
  values: all.flatMap(({ values }) => values),
});

const sectionOf = ({ section }: SearchQuery): Condition[] =>
  section === undefined ? [] : [{ sql: 'section.key = ?', values: [section] }];

/** `first`: only of so many sections that have the words. */
function listOfIndex(store: Store, query: SearchQuery, match: string, first: number | null = null): Condition {
  const { sql, values, of } = conditionOf(store, query);
  const reports = of === 'report' ? 'report ON report.is_current = 1 AND' : 'current_report AS report ON';
  const listed =
    first === null
      ? 'section_search'
      : '(SELECT rowid FROM section_search WHERE section_search MATCH ? LIMIT ?) AS section_search';
  // Either way what is asked of the index is the first that the statement is given.
  const words =
    first === null ? { sql: 'section_search MATCH ?', values: [match] } : { sql: '1', values: [match, first] };
  const tables = `${listed} CROSS JOIN section ON section.id = section_search.rowid CROSS JOIN ${reports} report.id = section.report_id`;
  return joined(tables, [words, { sql, values }, ...sectionOf(query)]);
}

function fromIndex(store: Store, query: SearchQuery, match: string): Search {
  const order = query.order ?? 'rank';
  const by = order === 'rank' ? 'section_search.rank' : orderOf(store, order);
  return ordered(listOfIndex(store, query, match), by, null);
}

/** Reports that pass the filter, in the order of an index; as a table of their own, so that a person's condition names no other table. */
function passing(store: Store, query: SearchQuery, index: Way['index'] | null, also = '1'): Condition {
  const { sql, values, of } = conditionOf(store, query);
  const table = of === 'report' ? `report${index === null ? '' : ` INDEXED BY ${index}`}` : 'current_report AS report';
  const current = of === 'report' ? 'report.is_current = 1 AND ' : '';
  const columns = 'report.id, report.year, report.published_on';
  return { sql: `(SELECT ${columns} FROM ${table} WHERE ${current}${sql} AND ${also}) AS report`, values };
}

/** Sections of the reports before it that have the words. */
function withWords({ match, isCommon }: Sought, reports: number | null): { tables: string; where: Condition } {
  const where = { sql: 'section_search MATCH ?', values: [match] };
  const phrases = match.split('"').length >> 1;
  const isQuick = !match.includes('*') && (reports === null ? isCommon : reports * phrases <= PROBES);
  if (isQuick)
    return {
      tables: `CROSS JOIN section_search ON section_search.rowid BETWEEN (SELECT min(id) FROM section WHERE report_id = report.id)
    AND (SELECT max(id) FROM section WHERE report_id = report.id) CROSS JOIN section ON section.id = section_search.rowid AND section.report_id = report.id`,
      where,
    };
  return {
    tables: 'CROSS JOIN section ON section.report_id = report.id',
    // The plus keeps SQLite from going through the sections that are found, in place of the reports.
    where: { sql: `+section.id IN (SELECT rowid FROM section_search WHERE ${where.sql})`, values: where.values },
  };
}

/** Asking the index for one report takes as long as listing some 200 sections: so many reports at most, for one word. */
const PROBES = 1500;

function listOfReports(
  store: Store,
  query: SearchQuery,
  words: Sought,
  index: Way['index'] | null,
  also?: string,
): Condition {
  const reports = passing(store, query, index, also);
  const { tables, where } = withWords(words, null);
  const { sql, values } = joined(`${reports.sql} ${tables}`, [where, ...sectionOf(query)]);
  return { sql, values: [...reports.values, ...values] };
}

function fromReports(store: Store, query: SearchQuery, words: Sought, way: Way, block: number | null): Search {
  return ordered(listOfReports(store, query, words, way.index), way.order, block);
}

/** By a number: all reports that pass the filter, in one statement. */
function sortedReports(store: Store, query: SearchQuery, words: Sought, order: string): Search {
  const listed = { ...words, isCommon: false };
  return ordered(listOfReports(store, query, listed, 'report_year'), orderOf(store, order), null);
}

/** The reports that pass the filter, where they are few; null: they are many. */
function fewReports(store: Store, query: SearchQuery, most: number): number[] | null {
  const { sql, values } = passing(store, query, null);
  const ids = store
    .all<{ id: number }>(`SELECT report.id FROM ${sql} LIMIT ?`, ...values, most + 1)
    .map(({ id }) => id);
  return ids.length > most ? null : ids;
}

function listOfFew(query: SearchQuery, words: Sought, ids: readonly number[]): Condition {
  const { tables, where } = withWords(words, ids.length);
  const asked = `(SELECT value AS id FROM json_each('${JSON.stringify(ids)}')) AS asked CROSS JOIN report ON report.id = asked.id`;
  return joined(`${asked} ${tables}`, [where, ...sectionOf(query)]);
}

function fromFew(
  store: Store,
  query: SearchQuery,
  words: Sought,
  ids: readonly number[],
  block: number | null,
): Search {
  return ordered(listOfFew(query, words, ids), orderOf(store, query.order ?? 'rank'), block);
}

/** In the order of a number, by the index of numbers: the reports that have it. */
function fromNumbers(store: Store, query: SearchQuery, words: Sought, order: string): Search {
  const { table, is, value } = numbersOf(store, order);
  const reports = passing(store, query, null);
  const { tables, where } = withWords(words, null);
  const { sql, values } = joined(
    `${table} AS asked CROSS JOIN ${reports.sql} ON report.id = asked.report_id ${tables}`,
    [{ sql: `${is} AND ${value} IS NOT NULL`, values: [] }, where, ...sectionOf(query)],
  );
  const by = `${value} DESC, asked.report_id DESC, section.position`;
  return { ...ordered({ sql, values: [...reports.values, ...values] }, by, null), isPart: true };
}

/** Behind these: the reports that do not have it. */
function fromNumberless(store: Store, query: SearchQuery, words: Sought, order: string): Search {
  const list = listOfReports(store, query, words, NEWEST.index, `${numberAsked(store, order)} IS NULL`);
  return ordered(list, NEWEST.order, null);
}

/** Where a number stands, one row a report. @throws QueryError where no form has it. */
function numbersOf(store: Store, name: string): { table: string; is: string; value: string } {
  numberAsked(store, name);
  const cell = cellKeyId(store, name);
  return cell === null
    ? { table: 'indicator', is: `asked.key = '${indicatorKey(store, name)}'`, value: 'asked.number' }
    : { table: 'cell', is: `asked.key_id = ${cell}`, value: 'asked.value' };
}
