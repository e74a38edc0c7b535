import type { TableKey } from '../../../codebook/index.ts';
import { looksLikeValue } from '../../../vocabulary/printed-values.ts';
import type { FigureCollector } from '../figures.ts';
import type { CompactText } from './compact-text.ts';
import { splits } from './split.ts';

/** Whether numbers satisfy the sums of their row; null where the row has none. */
export type Accepts = (numbers: readonly number[]) => boolean;

/** Where the numbers behind a label end: at the next words, whose own ordinal (`2.`, `5、`) or year (`2023年`) is no value. 无 is one. */
export function endOfNumbers(compact: string, from: number, limit: number): number {
  const rest = compact.slice(from, limit).replaceAll('无', '-');
  const end = /[\p{Script=Han}(]/u.exec(rest)?.index ?? rest.length;
  const numbers = rest.slice(0, end);
  const ordinal = /\d[.．、]$/.exec(numbers)?.[0];
  if (ordinal !== undefined) return from + end - ordinal.length;
  const year = rest[end] === '年' ? /(?:19|20)\d\d$/.exec(numbers)?.[0] : undefined;
  return from + end - (year?.length ?? 0);
}

/** Adds a row's figures out of the text behind its label; a row whose numbers cannot be told apart is null with its text. */
export function addRow(
  source: CompactText,
  sheet: FigureCollector,
  table: TableKey,
  row: string,
  columns: readonly string[],
  from: number,
  limit: number,
  accepts: Accepts | null,
  hasNext = false,
): void {
  const separate = separateValues(source, from, limit, columns.length);
  const to = endOfNumbers(source.compact, from, limit);
  if (hasNext) warnOfRest(source.compact.slice(to, limit), sheet, table, row);
  const values =
    separate ?? (runsIntoWords(source, to, limit) ? null : readValues(source, from, to, columns.length, accepts));
  if (!values) {
    const text = source.tokens(from, to).join(' ');
    sheet.unreadableRow(table, row, columns, text, `${columns.length} numbers expected behind the label`);
    return;
  }
  if (values.inferred) warnInferred(sheet, table, row, values.tokens);
  const figures = columns.map((column, index) => sheet.figure(table, row, column, values.tokens[index] ?? '', null));
  sheet.add(table, row, figures);
}

/** What stands against the last digit, with nothing between, may be what it counts (`3个单位`): then it is none of the row's. */
function runsIntoWords(source: CompactText, to: number, limit: number): boolean {
  const rest = source.compact.slice(to, limit);
  return (
    /^\p{Script=Han}/u.test(rest) && !source.isBroken(to) && !/^(?:[一二三四五六七八九十]+[、.]|第|[注备])/u.test(rest)
  );
}

/** Longest text that a warning tells. */
const LONGEST_REST = 200;

/** Words with numbers behind them between a row's numbers and the next known label: a row that no form has. */
function warnOfRest(rest: string, sheet: FigureCollector, table: TableKey, row: string): void {
  const words = rest.replace(/(?<!\d)\d{1,2}[.．、](?!\d)|(?<!\d)\d+[年位]/g, '');
  const word = words.search(/\p{Script=Han}/u);
  if (word < 0 || !/\d/.test(words.slice(word))) return;
  const shown = rest.length > LONGEST_REST ? `${rest.slice(0, LONGEST_REST)}…` : rest;
  sheet.warn('unread_row', `numbers behind this row stand under no known label: ${shown}`, `${table}/${row}`);
}

export function warnInferred(sheet: FigureCollector, table: TableKey, row: string, tokens: readonly string[]): void {
  const message = `the source runs the numbers together; ${tokens.join(' ')} is the only split that satisfies the sums`;
  sheet.warn('inferred_split', message, `${table}/${row}`);
}

/** As many values behind the label as columns, each by itself: they may carry units and remarks (`22(其中修订16件)`). */
function separateValues(source: CompactText, from: number, limit: number, count: number) {
  const tokens = source.tokens(from, limit);
  const end = tokens.findIndex((token) => !looksLikeValue(token) || /[.．、]$/.test(token));
  const values = end < 0 ? tokens : tokens.slice(0, end);
  // A year with white space in it: 2023 年.
  if (tokens[end]?.startsWith('年') && /^(?:19|20)\d\d$/.test(values.at(-1) ?? '')) values.pop();
  return values.length === count ? { tokens: values, inferred: false } : null;
}

/** The numbers between two labels: as separated in the text, or the one split of an unbroken run; null where that is not settled. */
export function readValues(
  source: CompactText,
  from: number,
  to: number,
  count: number,
  accepts: Accepts | null,
): { tokens: string[]; inferred: boolean } | null {
  const tokens = source.tokens(from, to);
  if (tokens.length === count) return { tokens, inferred: false };
  const [run] = tokens;
  // One value too many, all alike: no matter which one it is.
  if (tokens.length > count && tokens.every((token) => token === run))
    return { tokens: tokens.slice(0, count), inferred: false };
  if (tokens.length !== 1 || run === undefined) return null;
  const candidates = splits(run, count, accepts ?? (() => true));
  // Without a sum, a blank cell is as likely: then fewer numbers must be impossible (00153 can only be 0, 0 and 153; 689 may stand alone).
  if (accepts === null && !needsAll(run, count)) return null;
  return candidates.length === 1 && candidates[0] ? { tokens: candidates[0].map(String), inferred: true } : null;
}

/** No way to cut the run into fewer numbers. */
function needsAll(run: string, count: number): boolean {
  for (let fewer = 1; fewer < count; fewer++) if (splits(run, fewer, () => true, 1).length > 0) return false;
  return true;
}
