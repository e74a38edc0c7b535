import { type FormRegistry, normaliseLabel, TABLE_KEYS, type TableKey } from '../../../codebook/index.ts';
import { plain } from '../../../vocabulary/characters.ts';
import { DIGIT } from '../../../vocabulary/digits.ts';
import { looksLikeValue } from '../../../vocabulary/printed-values.ts';
import type { Block, Document, Table } from '../../document.ts';
import { type FigureCollector, NOWHERE, oneLine } from '../figures.ts';
import { isKnownHeading } from '../sections.ts';
import { matcherOf } from '../table/labels.ts';

/**
 * What is left of a form's table where no table was read: a header that stands in the text, with the numbers below it, and rows of the form
 * that are lines of text. Where words stand on a page says too little there to read them; they are named. `unread`: tables of which no row
 * was taken; `hasList`: a list was read.
 */
export function tellUnreadTables(
  { blocks, format }: Document,
  unread: ReadonlySet<Table>,
  sheet: FigureCollector,
  hasList: boolean,
): void {
  const lines = blocks.flatMap((block): Line[] => linesOf(block, unread));
  const words = headerWords(sheet.forms);
  const read = sheet.tables;
  const missing = TABLE_KEYS.filter((table) => !read.includes(table));
  const told = new Set<Line>();
  lines.forEach((line, at) => {
    if (told.has(line)) return;
    for (const table of line.compact === '' ? [] : TABLE_KEYS) {
      const header = headerFrom(lines, at, words[table]);
      if (header.length > 0) tellHeader(table, header, lines.slice(at + header.length), sheet, told);
    }
    for (const table of missing) tellJoined(table, line, words[table], sheet, told);
    if (!told.has(line) && DRAWN.has(format) && lines[at - 1] === END) tellBelow(lines.slice(at), sheet, told);
    // The lines of a list that was read have labels like those of the tables.
    if (!told.has(line) && line.isText && !hasList) tellRow(line, lines[at + 1], sheet, told);
  });
}

/** Formats that say where text stands and not to which cell it belongs. */
const DRAWN: ReadonlySet<string> = new Set(['pdf', 'ofd']);

/** A line of text outside of tables that were read; the end of one, where a table that was read stands between. */
interface Line {
  readonly text: string;
  readonly compact: string;
  readonly hasDigit: boolean;
  /** Of a paragraph, not of a table. */
  readonly isText: boolean;
  readonly page: number | undefined;
}

const END: Line = { text: '', compact: '', hasDigit: false, isText: false, page: undefined };

function linesOf(block: Block, unread: ReadonlySet<Table>): Line[] {
  if (block.kind === 'paragraph') return block.text.split('\n').map((text) => lineOf(text, block.page ?? 0));
  if (!unread.has(block)) return [END];
  const texts: string[] = Array.from({ length: block.rows }, () => '');
  for (const { row, text } of block.cells) texts[row] += `${oneLine(text)} `;
  return texts.map((text) => lineOf(text, undefined));
}

function lineOf(text: string, page: number | undefined): Line {
  const compact = text.length > LONGEST || text.includes('。') ? '' : plain(text);
  return { text, compact, hasDigit: DIGIT.test(compact), isText: page !== undefined, page };
}
/** Characters of the longest line of a table. */
const LONGEST = 200;

interface HeaderWords {
  readonly characters: ReadonlySet<string>;
  /** So many characters of them and nothing else on lines one below the other are a header. */
  readonly enough: number;
}

const known = new WeakMap<FormRegistry, Readonly<Record<TableKey, HeaderWords>>>();

/** The characters of each table's header: lines that are set beside each other may have lost the order of its words. */
function headerWords(forms: FormRegistry): Readonly<Record<TableKey, HeaderWords>> {
  const kept = known.get(forms);
  if (kept) return kept;
  const wordsOf = (key: TableKey): HeaderWords => {
    const { columns, rows, opens } = forms.tables[key];
    // Table 4 names its rows in its header.
    const named = key === 'review_litigation' ? [...columns, ...rows] : columns;
    const texts = named.flatMap(({ label, variants, groups }) => [label, ...variants, ...groups]);
    const characters = new Set([...texts, opens ?? '', '其它'].join('').replace(/[^\p{Script=Han}]/gu, ''));
    return { characters, enough: key === 'disclosure' ? ENOUGH_DISCLOSURE : ENOUGH };
  };
  const made = {
    disclosure: wordsOf('disclosure'),
    applications: wordsOf('applications'),
    review_litigation: wordsOf('review_litigation'),
  };
  known.set(forms, made);
  return made;
}
/** Characters: 信息内容 and a column of table 2; two proceedings, or some applicants. */
const ENOUGH_DISCLOSURE = 10;
const ENOUGH = 12;

/** The header's lines from one on; none where it is none. */
function headerFrom(lines: readonly Line[], from: number, { characters, enough }: HeaderWords): readonly Line[] {
  let to = from;
  let length = 0;
  for (let line = lines[to]; line && isOf(line, characters); line = lines[++to]) length += line.compact.length;
  return length >= enough ? lines.slice(from, to) : [];
}

function isOf({ compact, hasDigit }: Line, characters: ReadonlySet<string>): boolean {
  if (compact === '' || hasDigit) return false;
  for (const one of compact) if (!characters.has(one) && !SIGNS.has(one)) return false;
  return true;
}
/** In headers of amounts: （单位：万元）. */
const SIGNS: ReadonlySet<string> = new Set('（）():：单位');

/** So many lines a table has at most. */
const MOST_ROWS = 80;

function tellHeader(
  table: TableKey,
  header: readonly Line[],
  behind: readonly Line[],
  sheet: FigureCollector,
  told: Set<Line>,
): void {
  for (const line of header) told.add(line);
  const end = behind.slice(0, MOST_ROWS).findIndex((line) => line === END || isProse(line));
  const rows = behind
    .slice(0, end < 0 ? MOST_ROWS : end)
    .filter((line) => line.hasDigit && !isSaid(line, table, sheet));
  for (const line of rows) told.add(line);
  if (rows.length === 0 && sheet.tables.includes(table)) return;
  const name = sheet.forms.tables[table].label;
  const what = `the header of "${name}" stands in the text, and not where a table could be read`;
  const printed = rows.map(({ text }) => oneLine(text)).join(' | ');
  sheet.warn('unread_table', rows.length === 0 ? what : `${what}; printed below it: ${printed}`, table);
}

/** A table on one line: the words of its header against each other, and digits behind them. */
function tellJoined(
  table: TableKey,
  line: Line,
  { characters }: HeaderWords,
  sheet: FigureCollector,
  told: Set<Line>,
): void {
  if (told.has(line) || line.text.length < ENOUGH_JOINED || line.text.length > LONGEST_JOINED) return;
  const text = plain(line.text);
  let length = 0;
  for (let at = 0; at < text.length && length < ENOUGH_JOINED; at++)
    length = characters.has(text[at] ?? '') ? length + 1 : 0;
  if (length < ENOUGH_JOINED || !DIGIT.test(text)) return;
  told.add(line);
  const name = sheet.forms.tables[table].label;
  sheet.warn(
    'unread_table',
    `"${name}" has run together into a line that could not be read: ${oneLine(line.text)}`,
    table,
  );
}
const ENOUGH_JOINED = 18;
const LONGEST_JOINED = 4000;

const isProse = ({ text, compact }: Line): boolean =>
  /[。；]/.test(text) || isKnownHeading(text) || compact.length > 60;

/** Whether each number of a line is the text of one of the table's figures that were read from running text. */
function isSaid({ text }: Line, table: TableKey, { figures }: FigureCollector): boolean {
  const read = new Set(
    figures
      .filter((figure) => figure.table === table && figure.source === NOWHERE)
      .flatMap(({ raw }) => [raw ?? '', ...(raw ?? '').split(/\s+/)].map(plain)),
  );
  return numbersIn(text).every((number) => read.has(plain(number)));
}

const numbersIn = (text: string): string[] =>
  text.split(/[\s|]+/).filter((word) => DIGIT.test(word) && looksLikeValue(word));

/** Numbers that stand apart on a line, alone or behind a label of the form whose row was not read. */
function tellRow(line: Line, next: Line | undefined, sheet: FigureCollector, told: Set<Line>): void {
  // Most lines have no number, nor have those behind them.
  if (!DIGIT.test(line.text) && !(next?.hasDigit && next.isText)) return;
  const words = line.text.split(/[\s|]+/).filter((word) => word !== '');
  const from = words.findLastIndex((word) => !looksLikeValue(word)) + 1;
  const label = words.slice(0, from).join('');
  const isAlone = from === words.length && next?.hasDigit === true && next.isText && looksLikeValue(next.text);
  const numbers = isAlone ? [next.text] : words.slice(from).filter((word) => DIGIT.test(word));
  if (numbers.length === 0 || (label === '' && numbers.length < LEAST_NUMBERS)) return;
  const where = label === '' ? null : unreadRowOf(label, sheet);
  if (label === '' ? isPageMark(line) || TABLE_KEYS.some((table) => isSaid(line, table, sheet)) : where === null)
    return;
  told.add(line);
  if (isAlone) told.add(next);
  const printed = isAlone ? `${line.text} | ${next.text}` : line.text;
  sheet.warn('unread_row', `numbers stand in the text apart from every table: ${oneLine(printed)}`, where);
}
/** Pieces of numbers right below a table that was read, with other text of the page behind them: no page's number stands there. */
function tellBelow(lines: readonly Line[], sheet: FigureCollector, told: Set<Line>): void {
  const end = lines.findIndex(({ isText, compact }) => !isText || !PIECE.test(compact));
  const [pieces, next] = [lines.slice(0, end), lines[end]];
  if (end <= 0 || next?.isText !== true || next.page !== pieces.at(-1)?.page) return;
  for (const line of pieces) told.add(line);
  const printed = pieces.map(({ text }) => oneLine(text)).join(' | ');
  sheet.warn('unread_row', `numbers stand in the text right below a table: ${printed}`, null);
}
/** Digits, perhaps with signs beside them. */
const PIECE = /^[^\p{Script=Han}\p{L}]*\p{Nd}[^\p{Script=Han}\p{L}]*$/u;

/** One by itself may be a page's number. */
const LEAST_NUMBERS = 2;

/** 3 / 10, and digits that are no count: a telephone's. */
const isPageMark = ({ text }: Line): boolean =>
  /^\s*\p{Nd}+\s*\/\s*\p{Nd}+\s*$/u.test(text) || /(?<!\p{Nd}|\.)0\p{Nd}/u.test(text);

/** The row, `table/row`, that a label names and of which no number was read; null for any other words. */
function unreadRowOf(label: string, sheet: FigureCollector): string | null {
  for (const table of ['disclosure', 'applications'] as const) {
    const row =
      normaliseLabel(label).length < SHORTEST_LABEL
        ? null
        : matcherOf(sheet.forms.tables[table].rows).match(label, { fuzzy: false });
    if (!row) continue;
    const read = sheet.figures.some(
      (figure) => figure.table === table && figure.row === row.key && figure.raw !== null && figure.raw !== '',
    );
    if (!read) return `${table}/${row.key}`;
  }
  return null;
}
/** 其他 and 总计 stand in any text. */
const SHORTEST_LABEL = 3;
