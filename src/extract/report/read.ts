import {
  FORMS,
  type Form,
  type FormRegistry,
  normaliseLabel,
  TABLE_KEYS,
  type TableKey,
  type Template,
} from '../../codebook/index.ts';
import { DIGIT } from '../../vocabulary/digits.ts';
import { onceFor } from '../../vocabulary/memoize.ts';
import type { Block, Document, Table } from '../document.ts';
import { auditTable } from './confirm/audit.ts';
import { computeChecks } from './confirm/checks.ts';
import { doubtCutEnd, withoutCutEnd } from './confirm/cut-end.ts';
import { discardUnconfirmed } from './confirm/discard.ts';
import { discardRowsOfOtherForms } from './confirm/other-forms.ts';
import { doubtAboveStrayDigits } from './confirm/stray-digits.ts';
import { tellUnreadTables } from './confirm/unread-tables.ts';
import { FigureCollector, NOWHERE } from './figures.ts';
import { readHeading } from './heading/title.ts';
import type { Report } from './model.ts';
import { readSections } from './sections.ts';
import { ApplicationsReader } from './table/applications.ts';
import { DisclosureReader } from './table/disclosure.ts';
import { type Grid, toGrid } from './table/grid.ts';
import { IndicatorsReader } from './table/indicators.ts';
import { matcherOf } from './table/labels.ts';
import { ReviewReader } from './table/review.ts';
import { isReviewTable } from './table/review-places.ts';
import { readIndicatorLines } from './text/indicator-lines.ts';
import { readStream } from './text/stream.ts';
import type { Trace } from './trace.ts';

/**
 * Reads an annual report out of a document: tables by their labels and headers, tables that lost their cells by their labels in the text,
 * then the checks. Deterministic; nothing is repaired. A document that is no annual report gives template `none` and a warning. `forms` are
 * those whose labels are known.
 */
export const readReport = (document: Document, forms: FormRegistry = FORMS): Report =>
  traceReport(document, forms).report;

/** The same, with what each row was taken for. */
export function traceReport(document: Document, forms: FormRegistry): { report: Report; trace: Trace } {
  const sheet = new FigureCollector(forms);
  const lists = new IndicatorsReader(sheet);
  const disclosure = new DisclosureReader(sheet);
  const review = new ReviewReader(sheet);
  const applications = new ApplicationsReader(sheet);
  const readers = [applications, disclosure, review];
  const tables = document.blocks.filter((block): block is Table => block.kind === 'table');
  const grids = tables.map((table, number) => toGrid(table, number, forms));
  const taken = grids.map((grid) => (lists.take(grid) ? grid.rows.length : takenRows(grid, readers)));
  applications.finish();
  review.finish();
  const read = sheet.tables;
  const missing = new Set<TableKey>(TABLE_KEYS.filter((table) => !read.includes(table)));
  const audited = grids.filter(
    (grid) =>
      (taken[grid.number] ?? 0) >= (grid.table.inferred ? 1 : ENOUGH_ROWS) ||
      hasFigure(grid, sheet) ||
      hasHeader(grid, sheet) ||
      (taken[grid.number] === 0 && isOfList(grid, forms)) ||
      isPieceOfOurs(grid, forms) ||
      isOfNumbers(grid) ||
      isReviewTable(grid, forms),
  );
  for (const grid of audited) auditTable(grid, sheet);
  const unread = tables.filter((_, index) => taken[index] === 0);
  const text = runningText(document.blocks, unread);
  const streamed = missing.size > 0 ? readStream(text, sheet, missing) : null;
  if (unread.some(isInferred)) doubtStreamed(sheet, missing);
  const listed = lists.finish();
  const rows = listed.length > 0 ? listed : readIndicatorLines(text.split('\n'), sheet);

  const heading = readHeading(document.blocks, document.metadata);
  const template = templateOf(disclosure.form ?? streamed, sheet, {
    hasIndicators: rows.length > 0,
    year: heading.year,
  });
  const sections = readSections(document.blocks);
  const indicators = withoutCutEnd(rows, sheet);
  const own = new Set(audited.map(({ table }) => table));
  tellUnreadTables(document, new Set(unread.filter((table) => !own.has(table))), sheet, rows.length > 0);
  doubtCutEnd(document, sections, sheet, template);
  doubtAboveStrayDigits(document, sheet);
  discardRowsOfOtherForms(
    sheet,
    template,
    new Set(grids.filter(({ table }) => isInferred(table)).map(({ number }) => number)),
  );
  discardUnconfirmed(sheet, template);
  if (template === 'none') sheet.warn('no_table', 'no table of a known form was found', null);
  const report: Report = {
    title: heading.title,
    organ: heading.organ,
    year: heading.year,
    template,
    sections,
    tables: sheet.tables,
    figures: sheet.figures,
    indicators,
    checks: computeChecks(sheet.figures, forms, template),
    warnings: [...document.warnings, ...heading.warnings, ...sheet.warnings],
  };
  return { report, trace: { grids, decisions: sheet.decisions } };
}

type RowReader = { take(row: Grid['rows'][number], grid: Grid): boolean };

/** Offers each row to the readers; gives how many were taken. */
const takenRows = (grid: Grid, readers: readonly RowReader[]): number =>
  grid.rows.filter((row) => readers.some((reader) => reader.take(row, grid))).length;

/** A table of which so many rows were taken is one of ours, its numbers or not. */
const ENOUGH_ROWS = 3;

/** A header of ours was found in it, whether or not its rows have labels. */
const hasHeader = ({ rows }: Grid, sheet: FigureCollector): boolean =>
  rows.some((row) => sheet.decisions.get(row)?.kind === 'header');

/** A part of a list that was not read: rows of it in a table of other columns, as what a page's end leaves of one may be. */
function isOfList({ rows }: Grid, forms: FormRegistry): boolean {
  const lines = listLines(forms);
  return rows.some(({ labels }) => labels.some(({ text }) => lines.has(normaliseLabel(text))));
}
/** Shorter labels stand in other tables, too. */
const LEAST_LABEL = 5;
const listLines = onceFor(
  ({ forms }: FormRegistry): ReadonlySet<string> =>
    new Set(
      forms
        .flatMap(({ lists }) => lists.flatMap((list) => list.lines.map(({ label }) => normaliseLabel(label))))
        .filter((label) => label.length >= LEAST_LABEL),
    ),
);
/** Of a label in a table that is put together from where words stand: 2.重复, with its number. */
const LEAST_PIECE = 4;

/** A header of table 2, or a label of table 3 or a good part of one, as what a page's end leaves of them. */
function isPieceOfOurs({ rows, table }: Grid, { tables }: FormRegistry): boolean {
  const { rows: entries } = tables.applications;
  const names = (text: string): boolean => {
    const label = normaliseLabel(text);
    if (label === tables.disclosure.opens) return true;
    if (label.length < (table.inferred ? LEAST_PIECE : LEAST_LABEL)) return false;
    return matcherOf(entries).match(text, { fuzzy: false }) !== null || matcherOf(entries).isPart(text);
  };
  const columns = matcherOf(tables.disclosure.columns);
  return rows.some(
    ({ labels }) =>
      labels.some(({ text }) => names(text)) ||
      labels.filter(({ text }) => columns.match(text, { fuzzy: false }) !== null).length >= 2,
  );
}

/** Rows of numbers that words nowhere name, put together from where they stand on a page: a table's, cut off from its labels. */
const isOfNumbers = ({ rows, table }: Grid): boolean => {
  const filled = rows.filter(({ values }) => values.some(({ text }) => DIGIT.test(text)));
  return table.inferred === true && filled.length > 0 && filled.every(({ labels }) => labels.length === 0);
};

const hasFigure = ({ rows }: Grid, sheet: FigureCollector): boolean =>
  rows.some(({ cells }) => cells.some((cell) => sheet.isRead(cell)));

/** The text outside of tables, and of tables in which nothing was recognised: there the labels may still be found in running text. */
function runningText(blocks: readonly Block[], unread: readonly Table[]): string {
  const texts = blocks.map((block) => {
    // Words recognised from pixels are read once, by a model that is poor at digits: no number is taken from them.
    if (block.kind === 'paragraph') return block.confidence === undefined ? block.text : '';
    return unread.includes(block) && block.cells.every((cell) => cell.confidence === undefined)
      ? block.cells.map((cell) => cell.text).join('\n')
      : '';
  });
  return texts.join('\n');
}

/** Where nothing but the place of words told what a cell is, their order in running text is not sure either: only a sum confirms it. */
function doubtStreamed(sheet: FigureCollector, streamed: ReadonlySet<TableKey>): void {
  for (const figure of sheet.figures)
    if (figure.value !== null && figure.source === NOWHERE && streamed.has(figure.table)) sheet.doubtful.add(figure);
}

const isInferred = ({ inferred, cells }: Table): boolean => inferred === true || cells.some((cell) => cell.inferred);

/** Told by the tables, never by the year: table 2 first, then the rows of table 3, then a long list. */
function templateOf(
  byDisclosure: Form | null,
  sheet: FigureCollector,
  { hasIndicators, year }: { hasIndicators: boolean; year: number | null },
): Template {
  if (byDisclosure && sheet.tables.includes('disclosure')) return byDisclosure.key;
  const rows = sheet.rowsOf('applications');
  const byRows = sheet.forms.forms.find(({ marks }) => marks.rows.some((row) => rows.includes(row)));
  const later = byRows ? formInForce(byRows, year, sheet) : null;
  if (later) return later.key;
  const byList = hasIndicators ? sheet.forms.forms.find(({ lists }) => lists.length > 0) : null;
  return (byRows ?? byList)?.key ?? 'none';
}

/**
 * The later form that was in force in the report's year, where table 3 has rows of a former one: organs keep those under the later form's
 * table 2, which was not read. Told. Null where the rows are those of their year.
 */
function formInForce(byRows: Form, year: number | null, sheet: FigureCollector): Form | null {
  const [, last] = byRows.years;
  if (year === null || last === null || year <= last) return null;
  const later = sheet.forms.forms.find(
    ({ years: [from, to], tables }) => tables.applications && from <= year && (to === null || year <= to),
  );
  if (!later) return null;
  const message = `table 3 has a row of form ${byRows.key}, table 2 was not read, and form ${later.key} was in force`;
  sheet.warn('template_inferred', message, 'template');
  return later;
}
