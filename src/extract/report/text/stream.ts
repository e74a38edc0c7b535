import {
  APPLICANTS,
  DISCLOSURE_COLUMNS,
  normaliseLabel,
  type PrintedEntry,
  TABLES,
  type TableKey,
  withoutOrdinal,
} from '../../../codebook/index.ts';
import { looksLikeValue } from '../../../vocabulary/printed-values.ts';
import { areMisplaced } from '../confirm/misplaced.ts';
import { type FigureCollector, unitOf } from '../figures.ts';
import type { Figure } from '../model.ts';
import { REVIEW_PLACES } from '../table/review.ts';
import { splits } from './split.ts';

/**
 * Text without white space, and where white space stood. Labels are found in `compact` however they were broken; the breaks tell where
 * one cell ended, if the text still knows.
 */
class CompactText {
  readonly compact: string;
  readonly #breaks = new Set<number>();

  constructor(text: string) {
    let compact = '';
    for (const character of text.normalize('NFKC')) {
      if (/[\s\u200b\ufeff|]/.test(character)) this.#breaks.add(compact.length);
      else if (!/["'“”‘’]/.test(character)) compact += character;
    }
    // Only now: white space may stand between the two.
    this.compact = compact.replaceAll('其它', '其他');
  }

  tokens(from: number, to: number): string[] {
    const tokens: string[] = [];
    let start = from;
    for (let at = from + 1; at <= to; at++) {
      if (at < to && !this.#breaks.has(at)) continue;
      tokens.push(this.compact.slice(start, at));
      start = at;
    }
    return tokens.filter((token) => token !== '');
  }
}

/** Whether numbers satisfy the sums of their row; null where the row has none. */
type Accepts = (numbers: readonly number[]) => boolean;

interface Found {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

/** Furthest distance, in characters without white space, from the end of one label to the next: its numbers and one lost label. */
const REACH = 300;

/**
 * Reads tables whose cells are no longer a table (one cell a line, spaces, nothing at all) by their labels. A value is given only where
 * the text still shows it, or where one split of a run of digits alone satisfies the sums (`inferred_split`).
 */
export function readStream(
  text: string,
  sheet: FigureCollector,
  missing: ReadonlySet<TableKey>,
): '2019' | '2021' | null {
  const source = new CompactText(text);
  const template = missing.has('disclosure') ? readDisclosure(source, sheet) : null;
  if (missing.has('applications')) readApplications(source, sheet);
  if (missing.has('review_litigation')) readReview(source, sheet);
  return template;
}

function readDisclosure(source: CompactText, sheet: FigureCollector): '2019' | '2021' | null {
  const { compact } = source;
  const opening = /信息内容(本年(?:度)?(制发|新?制作))/.exec(compact);
  if (!opening) return null;
  const template = opening[2] === '制发' ? '2021' : '2019';
  const rest = compact.slice(opening.index);
  const closing = /收到和处理|申请人情况|本年新收/.exec(rest);
  const end = opening.index + (closing?.index ?? rest.length);
  const columnsOf = DISCLOSURE_COLUMNS[template];
  const rows = TABLES.disclosure.rows.filter(({ key }) => columnsOf[key]);
  const found = findLabels(compact, rows, opening.index + opening[0].length, end);
  if (found.length < 3) return null;
  found.forEach(({ key, end: from }, index) => {
    const columns = columnsOf[key] ?? [];
    const to = found[index + 1]?.start ?? end;
    if (key === 'other_management' && /^\p{Script=Han}/u.test(compact.slice(from, to))) {
      readSplitRows(source, from, to, columns, sheet);
    } else {
      addRow(source, sheet, 'disclosure', key, columns, from, to, null);
    }
  });
  return template;
}

/** 其他对外管理服务事项 split into rows of its own: each run of words followed by numbers is one. */
function readSplitRows(
  source: CompactText,
  from: number,
  to: number,
  columns: readonly string[],
  sheet: FigureCollector,
): void {
  const rows = /(\p{Script=Han}{2,16})([^\p{Script=Han}]+)/gu;
  for (const match of source.compact.slice(from, to).matchAll(rows)) {
    const [whole, label = '', numbers = ''] = match;
    if (/^第.+条第/.test(label) || /^信息内容/.test(label)) return;
    const end = from + match.index + whole.length;
    addRow(source, sheet, 'disclosure', `other_management.${label}`, columns, end - numbers.length, end, null);
  }
}

function readApplications(source: CompactText, sheet: FigureCollector): void {
  const { compact } = source;
  const opening = /(?:一、)?本年(?:度)?新收(?:政府信息公开)?申请数量/.exec(compact);
  if (!opening) return;
  const labels = findLabels(compact, TABLES.applications.rows, opening.index, compact.length);
  // The last row of the table: what is found behind it is prose about fees and petitions.
  const found = labels.slice(0, labels.findIndex(({ key }) => key === 'carried_out') + 1);
  // A sentence may name one or two of these labels; only a table names many of them in order, down to the last.
  if (found.length < 8) return;
  const columns = TABLES.applications.columns.map(({ key }) => key);
  const adds = (numbers: readonly number[]): boolean =>
    numbers.slice(0, APPLICANTS.length).reduce((sum, number) => sum + number, 0) === numbers.at(-1);
  found.forEach(({ key, end: from }, index) => {
    const next = found[index + 1];
    const to = next?.start ?? Math.min(compact.length, from + 60);
    const isGroup = key === 'other_handling' && next?.key === 'other_overdue_correction' && next.start === from;
    if (!isGroup) addRow(source, sheet, 'applications', key, columns, from, to, adds);
  });
  withdrawMisplaced(sheet);
}

/** The header is lost here, and with it the order of the columns: that 总计 is the sum of the others tells that it is the form's. */
function withdrawMisplaced(sheet: FigureCollector): void {
  const figures = sheet.figures.filter(({ table }) => table === 'applications');
  const rows = sheet.rowsOf('applications').map((key) => figures.filter(({ row }) => row === key));
  if (!areMisplaced(rows)) return;
  sheet.discardUnconfirmed(new Set(figures));
  const message = 'in most rows 总计 is no sum: the columns stand in another order, or cells are missing';
  sheet.warn('unconfirmed_value', message, 'applications');
}

function readReview(source: CompactText, sheet: FigureCollector): void {
  const { compact } = source;
  // From the first proceeding over all outcomes to the last total before a number.
  const header = /行政复议[^\d]{0,160}起诉[^\d]{0,120}?[总合]计(?![^\d]{0,40}[总合]计)/;
  const opening = header.exec(compact);
  if (!opening) return;
  const from = opening.index + opening[0].length;
  const to = endOfNumbers(compact, from, compact.length);
  const adds = (numbers: readonly number[]): boolean =>
    [0, 5, 10].every((at) => numbers.slice(at, at + 4).reduce((sum, number) => sum + number, 0) === numbers[at + 4]);
  const values = readValues(source, from, to, REVIEW_PLACES.length, adds);
  if (!values) {
    if (source.tokens(from, to).length > 0) {
      for (const { key } of TABLES.review_litigation.rows) {
        const columns = TABLES.review_litigation.columns.map((column) => column.key);
        sheet.unreadableRow(
          'review_litigation',
          key,
          columns,
          source.tokens(from, to).join(' '),
          'fifteen numbers expected',
        );
      }
    }
    return;
  }
  if (values.inferred) warnInferred(sheet, 'review_litigation', 'all', values.tokens);
  for (const { key: proceeding } of TABLES.review_litigation.rows) {
    const figures = REVIEW_PLACES.flatMap(([row, column], index): Figure[] =>
      row === proceeding
        ? [sheet.figure('review_litigation', row, column, values.tokens[index] ?? '', null, '件')]
        : [],
    );
    sheet.add('review_litigation', proceeding, figures);
  }
}

/** The labels one after the other: always the nearest one that was not found yet, within reach of the last. */
function findLabels(compact: string, rows: readonly PrintedEntry[], from: number, to: number): Found[] {
  const found: Found[] = [];
  const left = new Set(rows);
  let at = from;
  for (;;) {
    const nearest = nearestLabel(compact, left, at, Math.min(to, at + REACH));
    if (!nearest) return found;
    left.delete(nearest.row);
    found.push({ key: nearest.row.key, start: nearest.start, end: nearest.end });
    at = nearest.end;
  }
}

function nearestLabel(compact: string, rows: ReadonlySet<PrintedEntry>, from: number, to: number) {
  const text = compact.slice(from, to);
  let nearest: { row: PrintedEntry; start: number; end: number } | null = null;
  for (const row of rows) {
    const match = labelPattern(row).exec(text);
    if (!match || (nearest && from + match.index >= nearest.start)) continue;
    nearest = { row, start: from + match.index, end: from + match.index + match[0].length };
  }
  return nearest;
}

const patterns = new Map<PrintedEntry, RegExp>();

/**
 * A row's label as it may stand in running text: its known printings with or without ordinal and punctuation; and, where the codebook's
 * pattern is distinctive by itself, whatever words stand around that.
 */
function labelPattern(row: PrintedEntry): RegExp {
  const held = patterns.get(row);
  if (held) return held;
  const forms = [row.label, ...row.variants].map((label) => {
    const full = normaliseLabel(label);
    const bare = withoutOrdinal(full);
    const ordinal = full.slice(0, full.length - bare.length).replace(/[.．]/g, '');
    // 其他 and 总计 are everywhere; as rows they always carry their ordinal.
    const needed = bare.length <= 2 && ordinal !== '' ? '' : '?';
    return `(?:${spaced(ordinal)}[.．、]?)${ordinal === '' ? '{0}' : needed}${spaced(bare)}`;
  });
  forms.sort((a, b) => b.length - a.length);
  const distinctive = !row.pattern.source.includes('^');
  if (distinctive)
    forms.push(
      `${ANY_ORDINAL}[\\p{Script=Han}、,]{0,24}?(?:${row.pattern.source})[\\p{Script=Han}、,]*(?:\\([^)]*\\))?`,
    );
  const pattern = new RegExp(forms.join('|'), 'u');
  patterns.set(row, pattern);
  return pattern;
}

const ANY_ORDINAL = '(?:\\d[.．、]|\\([一二三四五六七八]\\)|[一二三四]、)?';

const spaced = (label: string): string =>
  [...label].map((character) => character.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')).join('[,，;；:：、]?');

/** Where the numbers behind a label end: at the next words, whose own ordinal (`2.`, `5、`) is no number. 无 is a value. */
function endOfNumbers(compact: string, from: number, limit: number): number {
  const rest = compact.slice(from, limit).replaceAll('无', '-');
  const end = /[\p{Script=Han}(]/u.exec(rest)?.index ?? rest.length;
  return from + end - (/\d[.．、]$/.test(rest.slice(0, end)) ? 2 : 0);
}

function addRow(
  source: CompactText,
  sheet: FigureCollector,
  table: TableKey,
  row: string,
  columns: readonly string[],
  from: number,
  limit: number,
  accepts: Accepts | null,
): void {
  const separate = separateValues(source, from, limit, columns.length);
  const to = endOfNumbers(source.compact, from, limit);
  const values = separate ?? readValues(source, from, to, columns.length, accepts);
  if (!values) {
    const text = source.tokens(from, to).join(' ');
    sheet.unreadableRow(table, row, columns, text, `${columns.length} numbers expected behind the label`);
    return;
  }
  if (values.inferred) warnInferred(sheet, table, row, values.tokens);
  const figures = columns.map((column, index) =>
    sheet.figure(table, row, column, values.tokens[index] ?? '', null, unitOf(table, column)),
  );
  sheet.add(table, row, figures);
}

function warnInferred(sheet: FigureCollector, table: TableKey, row: string, tokens: readonly string[]): void {
  const message = `the source runs the numbers together; ${tokens.join(' ')} is the only split that satisfies the sums`;
  sheet.warn('inferred_split', message, `${table}/${row}`);
}

/** As many values behind the label as columns, each by itself: they may carry units and remarks (`22(其中修订16件)`). */
function separateValues(source: CompactText, from: number, limit: number, count: number) {
  const tokens = source.tokens(from, limit);
  const end = tokens.findIndex((token) => !looksLikeValue(token) || /[.．、]$/.test(token));
  const values = end < 0 ? tokens : tokens.slice(0, end);
  return values.length === count ? { tokens: values, inferred: false } : null;
}

/** The numbers between two labels: as separated in the text, or the one split of an unbroken run; null where that is not settled. */
function readValues(
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
