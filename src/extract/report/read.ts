import type { TableKey, Template } from '../../codebook/index.ts';
import { RESULT_ROWS, TABLE_KEYS } from '../../codebook/index.ts';
import type { Block, Document, Table } from '../document.ts';
import { computeChecks } from './confirm/checks.ts';
import { FigureCollector, oneLine } from './figures.ts';
import { readHeading } from './heading/title.ts';
import type { CheckResult, Figure, Report } from './model.ts';
import { readSections } from './sections.ts';
import { ApplicationsReader } from './table/applications.ts';
import { DisclosureReader } from './table/disclosure.ts';
import { DIGIT, type Grid, toGrid } from './table/grid.ts';
import { IndicatorsReader } from './table/indicators.ts';
import { ReviewReader } from './table/review.ts';
import { readIndicatorLines } from './text/indicator-lines.ts';
import { readStream } from './text/stream.ts';

/**
 * Reads an annual report out of a document: tables by their labels and headers, tables that lost their cells by their labels in the text,
 * then the checks. Deterministic; nothing is repaired. A document that is no annual report gives template `none` and a warning.
 */
export function readReport(document: Document): Report {
  const sheet = new FigureCollector();
  const indicators = new IndicatorsReader(sheet);
  const disclosure = new DisclosureReader(sheet);
  const review = new ReviewReader(sheet);
  const applications = new ApplicationsReader(sheet);
  const readers = [applications, disclosure, review];
  const tables = document.blocks.filter((block): block is Table => block.kind === 'table');
  const unread = tables.filter((table, number) => {
    const grid = toGrid(table, number);
    return !indicators.take(grid) && readRows(grid, readers, sheet) === 0;
  });
  applications.finish();
  review.finish();
  const missing = new Set<TableKey>(TABLE_KEYS.filter((table) => !sheet.tables.includes(table)));
  const text = runningText(document.blocks, unread);
  const streamed = missing.size > 0 ? readStream(text, sheet, missing) : null;
  const rows = indicators.indicators.length > 0 ? indicators.indicators : readIndicatorLines(text.split('\n'), sheet);

  discardContradicted(sheet);
  const heading = readHeading(document.blocks, document.metadata);
  const template = templateOf(disclosure.template ?? streamed, sheet, rows.length > 0);
  if (template === 'none') sheet.warn('no_table', 'no table of a known form was found', null);
  return {
    title: heading.title,
    organ: heading.organ,
    year: heading.year,
    template,
    sections: readSections(document.blocks),
    tables: sheet.tables,
    figures: sheet.figures,
    indicators: rows,
    checks: computeChecks(sheet.figures),
    warnings: [...document.warnings, ...heading.warnings, ...sheet.warnings],
  };
}

type RowReader = { take(row: Grid['rows'][number], grid: Grid): boolean };

/** Offers each row to the readers; gives how many were taken. A row with numbers that nobody takes, in a table of ours, is reported. */
function readRows(grid: Grid, readers: readonly RowReader[], sheet: FigureCollector): number {
  const left = grid.rows.filter((row) => !readers.some((reader) => reader.take(row, grid)));
  const taken = grid.rows.length - left.length;
  if (taken < 3) return taken;
  for (const row of left) {
    if (!row.values.some((cell) => DIGIT.test(cell.text))) continue;
    const text = row.cells.map((cell) => oneLine(cell.text)).join(' | ');
    sheet.warn('unread_row', `a row of the table has no known label: ${text}`, `table ${grid.number}`);
  }
  return taken;
}

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

/** Told by the tables, never by the year: table 2 first, then the rows of （六）其他处理 in table 3. */
function templateOf(byDisclosure: '2019' | '2021' | null, sheet: FigureCollector, hasIndicators: boolean): Template {
  if (byDisclosure && sheet.tables.includes('disclosure')) return byDisclosure;
  const rows = sheet.rowsOf('applications');
  if (rows.includes('other_overdue_correction') || rows.includes('other_fee_unpaid')) return '2021';
  if (rows.includes('other_handling')) return '2019';
  if (hasIndicators) return '2014';
  return 'none';
}

/**
 * Readings that were doubtful to begin with are given up where no sum confirms them, and numbers recognised from pixels where a sum
 * contradicts them. Printed numbers that contradict a sum stay: that is a finding about the report.
 */
function discardContradicted(sheet: FigureCollector): void {
  if (sheet.doubtful.size === 0 && sheet.figures.every(({ source }) => source.confidence === null)) return;
  const checks = computeChecks(sheet.figures);
  const doubtful = new Set<Figure>();
  for (const figure of sheet.figures) {
    if (figure.value === null) continue;
    const concerning = checks.filter((check) => concerns(check, figure));
    const unsure = sheet.doubtful.has(figure);
    const recognised = figure.source.confidence !== null;
    const contradicted = concerning.some(
      ({ rule, status }) => status === 'fail' && (rule === 'row_sum' || rule === 'review_sum'),
    );
    const confirmed = concerning.some(({ status }) => status === 'pass') && !contradicted;
    if ((unsure && !confirmed) || (recognised && contradicted)) doubtful.add(figure);
  }
  for (const { table, row, column, raw, value } of doubtful) {
    const message = `read as ${value} from "${oneLine(raw ?? '')}", which the sums do not confirm`;
    sheet.warn('unconfirmed_value', message, `${table}/${row}/${column}`);
  }
  sheet.discardUnconfirmed(doubtful);
}

function concerns(check: CheckResult, figure: Figure): boolean {
  if (figure.table === 'review_litigation') return check.rule === 'review_sum' && check.scope === figure.row;
  if (figure.table !== 'applications') return false;
  if (check.rule === 'row_sum') return check.scope === figure.row;
  return (
    check.scope === figure.column && (check.rule === 'balance' ? BALANCED.includes(figure.row) : isHandled(figure.row))
  );
}

/** The rows that the sums down a column are about: those of the balance, and the results with their total. */
const BALANCED: readonly string[] = ['new_received', 'carried_in', 'handled_total', 'carried_out'];
const isHandled = (row: string): boolean => row === 'handled_total' || RESULT_ROWS.includes(row);
