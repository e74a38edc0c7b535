import { ACROSS_RULES, FORMS } from '../codebook/index.ts';
import { GOVERNMENT_LEVELS, type GovernmentLevel, ORGAN_KINDS, type OrganKind } from '../organs/index.ts';
import type { SqlValue, Store } from '../store/store.ts';
import { AGAINST_REPORT } from '../store/warnings.ts';
import { holdsPart } from '../vocabulary/name-parts.ts';
import { readCondition } from './condition.ts';
import { QueryError } from './errors.ts';
import { areFew } from './few.ts';
import { queryMessages } from './messages.ts';
import { readWords } from './words.ts';

/** Which of the current reports are meant; what is left out does not limit. */
export interface CorpusFilter {
  /** First and last report year. */
  readonly years?: readonly [from: number, to: number];
  /** A province by name, or the beginning of it: 江苏 */
  readonly province?: string;
  /** A city by name, as `division` has it: 淮安市 */
  readonly city?: string;
  readonly level?: GovernmentLevel;
  readonly kind?: OrganKind;
  /** The organ's name as printed or in full; where no organ is called so, a part of it. */
  readonly organ?: string;
  readonly template?: string;
  readonly portal?: string;
  /** Only reports with a section that has these words, as `search` takes them. */
  readonly containing?: string;
  /** SQL over the columns of `current_report` and over cells: `applications.new_received.total > 1000 AND level = 'county'`. */
  readonly where?: string;
  /** Only reports of which one of their own checks fails, or one of this rule, also between reports (`check_across`). */
  readonly failing?: true | string;
  /** Only reports of which something happened. */
  readonly status?: ReportStatus;
}

/** What may have become of a stored report: a corrected one has an edition before it. */
export const REPORT_STATUSES = ['corrected', 'withdrawn', 'late', 'warned', 'recognised'] as const;
export type ReportStatus = (typeof REPORT_STATUSES)[number];

const STATUS_SQL: Readonly<Record<ReportStatus, string>> = {
  corrected: 'report.edition > 1',
  withdrawn: 'report.id IN (SELECT report_id FROM withdrawn_report WHERE restored_on IS NULL)',
  // The days of src/query/coverage/ledger.ts.
  late: "report.published_on > (report.year + 1) || iif(report.organ_id IN (SELECT id FROM organ WHERE kind = 'government'), '-03-31', '-01-31')",
  warned: `EXISTS (SELECT 1 FROM warning WHERE warning.report_id = report.id AND ${AGAINST_REPORT})`,
  recognised: "EXISTS (SELECT 1 FROM warning WHERE warning.report_id = report.id AND code = 'recognised')",
};

/** A condition over `current_report AS report`, and the values of its question marks. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

/** Of the table `report` alone, or of columns that only the view has: a person's own SQL may name them. */
export interface FilterCondition extends Condition {
  readonly of: 'report' | 'current_report';
}

/**
 * Lists in place of joins, so that one index of reports answers for place, level and kind too. The plus keeps SQLite from an index of one of
 * these, which would give the reports in another order than the one in which they are wanted.
 * @throws QueryError for values that nothing can have, and for conditions that are none.
 */
export function conditionOf(store: Store, filter: CorpusFilter): FilterCondition {
  const { years, province, city, level, kind, organ, template, portal, containing, where, failing, status } = filter;
  const parts: Condition[] = [];
  const add = (sql: string, ...values: SqlValue[]): unknown => parts.push({ sql, values });
  if (years !== undefined) add('report.year BETWEEN ? AND ?', ...years);
  if (province !== undefined) add(`${IN_DIVISION} province = ?)`, provinceNamed(store, province));
  if (city !== undefined) add(`${IN_DIVISION} city = ?)`, city);
  if (level !== undefined) add(`${OF_ORGAN} level = ?)`, oneOf(level, GOVERNMENT_LEVELS, queryMessages.noLevel));
  if (kind !== undefined) add(`${OF_ORGAN} kind = ?)`, oneOf(kind, Object.keys(ORGAN_KINDS), queryMessages.noKind));
  if (template !== undefined) add('report.template = ?', template);
  if (portal !== undefined) add('+report.portal_id = ?', portal);
  if (organ !== undefined) parts.push(organNamed(store, organ));
  if (containing !== undefined) add(CONTAINING, readWords(containing).match);
  if (failing !== undefined) parts.push(failingCondition(store, failing));
  if (status !== undefined) add(STATUS_SQL[oneOf(status, REPORT_STATUSES, queryMessages.noStatus) as ReportStatus]);
  const own = where === undefined ? null : readCondition(store, where);
  if (own !== null) add(`(${own.sql})`);
  return {
    of: own?.of ?? 'report',
    sql: parts.length === 0 ? '1' : parts.map(({ sql }) => sql).join(' AND '),
    values: parts.flatMap(({ values }) => values),
  };
}

const CONTAINING = `report.id IN (SELECT section.report_id FROM section_search CROSS JOIN section ON section.id = section_search.rowid
  WHERE section_search MATCH ?)`;
const IN_DIVISION = '+report.organ_code IN (SELECT code FROM division WHERE';
const OF_ORGAN = '+report.organ_id IN (SELECT id FROM organ WHERE';

/** The organ that is called so; else those of which it is a part that begins where a word does; else those that hold it anywhere. */
function organNamed(store: Store, organ: string): Condition {
  const name = organ.replace(/\s+/gu, '');
  const known = store.get('SELECT 1 FROM organ WHERE name = ? OR full_name = ? LIMIT 1', name, name) !== undefined;
  if (known)
    return { sql: 'report.organ_id IN (SELECT id FROM organ WHERE name = ? OR full_name = ?)', values: [name, name] };
  const holding = store.all<{ id: number; name: string; full_name: string }>(
    'SELECT id, name, full_name FROM organ WHERE instr(name, ?) > 0 OR instr(full_name, ?) > 0',
    name,
    name,
  );
  const parts = holding.filter((one) => holdsPart(one.name, name) || holdsPart(one.full_name, name));
  if (parts.length === 0 || parts.length === holding.length)
    return {
      sql: 'report.organ_id IN (SELECT id FROM organ WHERE instr(name, ?) > 0 OR instr(full_name, ?) > 0)',
      values: [name, name],
    };
  const ids = JSON.stringify(parts.map(({ id }) => id));
  return { sql: 'report.organ_id IN (SELECT value FROM json_each(?))', values: [ids] };
}

function failingCondition(store: Store, rule: true | string): Condition {
  if (rule !== true) oneOf(rule, [...FORMS.rules, ...Object.keys(ACROSS_RULES)], queryMessages.noCheck);
  const values = rule === true ? [] : [rule];
  const isAcross = rule !== true && rule in ACROSS_RULES;
  const [table, failed] = isAcross ? ['across_failure', '1'] : ['check_result', "status = 'fail'"];
  const is = rule === true ? failed : `rule = ? AND ${failed}`;
  const sql = areFew(store, `${table} WHERE ${is}`, ...values)
    ? `report.id IN (SELECT report_id FROM ${table} WHERE ${is})`
    : `EXISTS (SELECT 1 FROM ${table} WHERE ${table}.report_id = report.id AND ${is})`;
  return { sql, values };
}

/** Where and what organs are. */
export type PlaceFilter = Pick<CorpusFilter, 'province' | 'level' | 'kind'>;

/**
 * The same with the province's full name.
 * @throws QueryError naming what there is, where something is called otherwise.
 */
export function knownPlaces<T extends PlaceFilter>(store: Store, filter: T): T {
  const { province, level, kind } = filter;
  if (level !== undefined) oneOf(level, GOVERNMENT_LEVELS, queryMessages.noLevel);
  if (kind !== undefined) oneOf(kind, Object.keys(ORGAN_KINDS), queryMessages.noKind);
  return province === undefined ? filter : { ...filter, province: provinceNamed(store, province) };
}

/** @throws QueryError naming the provinces, where none or several are called so. */
function provinceNamed(store: Store, name: string): string {
  const sql = "SELECT name FROM division WHERE level = 'province' AND (name = ? OR code = ? OR instr(name, ?) = 1)";
  const [only, ...others] = store.all<{ name: string }>(sql, name, `${name.slice(0, 2)}0000`, name);
  if (only !== undefined && others.length === 0) return only.name;
  const all = store.all<{ name: string }>("SELECT name FROM division WHERE level = 'province' ORDER BY code");
  throw new QueryError(queryMessages.noProvince(name, all.map((one) => one.name).join(' ')));
}

function oneOf(value: string, allowed: readonly string[], wrong: (given: string, all: string) => string): string {
  if (allowed.includes(value)) return value;
  throw new QueryError(wrong(value, allowed.join(', ')));
}
