import type { Form, SumCheck, TableKey } from '../../../codebook/index.ts';
import { areMisplaced, rowSumsOf } from '../confirm/misplaced.ts';
import type { FigureCollector } from '../figures.ts';
import { CompactText } from './compact-text.ts';
import { readDisclosure } from './disclosure.ts';
import { findLabels, type LabelMatch } from './find-labels.ts';
import { type Accepts, addRow, endOfNumbers, readValues, warnInferred } from './row-values.ts';

/**
 * Reads tables whose cells are no longer a table (one cell a line, spaces, nothing at all) by their labels. A value is given only where
 * the text still shows it, or where one split of a run of digits alone satisfies the sums (`inferred_split`). Gives the form that table 2
 * shows.
 */
export function readStream(text: string, sheet: FigureCollector, missing: ReadonlySet<TableKey>): Form | null {
  const source = new CompactText(text);
  const form = missing.has('disclosure') ? readDisclosure(source, sheet) : null;
  if (missing.has('applications')) readApplications(source, sheet);
  if (missing.has('review_litigation')) readReview(source, sheet);
  return form;
}

function readApplications(source: CompactText, sheet: FigureCollector): void {
  const { compact } = source;
  const opening = /(?:一、)?本年(?:度)?新收(?:政府信息公开)?申请数量/.exec(compact) ?? HEADER.exec(compact);
  if (!opening) return;
  const labels = findLabels(compact, sheet.forms.tables.applications.rows, opening.index, compact.length);
  const found = rowsOfTable(labels, sheet);
  const columns = columnsIn(compact.slice(0, opening.index), 'applications', sheet);
  if (!isTable(found, columns.length, source)) return;
  const adds = addsUp('applications', columns, sheet);
  found.forEach(({ key, end: from }, index) => {
    const next = found[index + 1];
    const to = next?.start ?? Math.min(compact.length, from + LONGEST_ROW);
    if (!isGroup(key, next?.key, sheet) || next?.start !== from)
      addRow(source, sheet, 'applications', key, columns, from, to, adds, next !== undefined);
  });
  discardMisplaced(sheet);
}

/** The applicants, from the first to the one before the last, with nothing but words between them: the table may lack its first rows. */
const HEADER = /自然人\p{Script=Han}{8,40}法律服务机构(?:其他)?(?:[总合]计)?/u;

/** So many labels in order only a table has; fewer need their numbers behind them. */
const ENOUGH_LABELS = 8;
const LEAST_ROWS = 2;

/** A sentence may name one or two labels of a table, but not with as many digits behind each as the table has columns. */
function isTable(found: readonly LabelMatch[], count: number, source: CompactText): boolean {
  if (found.length >= ENOUGH_LABELS) return true;
  const withNumbers = found.filter(({ end }, index) => {
    const to = found[index + 1]?.start ?? Math.min(source.compact.length, end + LONGEST_ROW);
    const digits = source.compact.slice(end, endOfNumbers(source.compact, end, to)).replace(/\D/g, '');
    return digits.length >= count;
  });
  return withNumbers.length >= LEAST_ROWS;
}

/** Up to the table's last row: what is found behind it is prose about fees and petitions. Where the last is missing, as long as rows follow in order. */
function rowsOfTable(labels: readonly LabelMatch[], { forms }: FigureCollector): readonly LabelMatch[] {
  const order = forms.tables.applications.rows.map(({ key }) => key);
  const last = labels.findIndex(({ key }) => key === order.at(-1));
  if (last >= 0) return labels.slice(0, last + 1);
  const turn = labels.findIndex(
    ({ key }, at) => at > 0 && order.indexOf(key) < order.indexOf(labels[at - 1]?.key ?? ''),
  );
  return turn < 0 ? labels : labels.slice(0, turn);
}

/** Characters in which the numbers of a row stand, where no other label follows. */
const LONGEST_ROW = 60;

/** The largest set of columns of a form of which the text names what the smallest does not have. */
function columnsIn(text: string, table: TableKey, { forms }: FigureCollector): readonly string[] {
  const [smallest = [], ...larger] = forms.columnSets(table);
  const isNamed = (key: string): boolean => {
    const { label = key, variants = [] } = forms.column(table, key) ?? {};
    return [label, ...variants].some((printed) => text.includes(printed));
  };
  return larger.findLast((set) => set.every((key) => smallest.includes(key) || isNamed(key))) ?? smallest;
}

/** （六）其他处理 is a row in one form and the group of the rows behind it in another. */
function isGroup(key: string, next: string | undefined, { forms }: FigureCollector): boolean {
  const label = forms.row('applications', key)?.label ?? '';
  return forms.row('applications', next ?? '')?.groups.at(-1) === label;
}

/** The sum over a row that has these columns. */
function addsUp(table: TableKey, columns: readonly string[], { forms }: FigureCollector): Accepts | null {
  const isAbout = ({ left, right }: SumCheck): boolean => [...left, ...right].every((key) => columns.includes(key));
  const check = rowSumsOf(table, forms).find(isAbout);
  if (!check) return null;
  const side = (keys: readonly string[], numbers: readonly number[]): number =>
    keys.reduce((sum, key) => sum + (numbers[columns.indexOf(key)] ?? 0), 0);
  return (numbers) => side(check.left, numbers) === side(check.right, numbers);
}

/** The header is lost here, and with it the order of the columns: that 总计 is the sum of the others tells that it is the form's. */
function discardMisplaced(sheet: FigureCollector): void {
  const figures = sheet.figures.filter(({ table }) => table === 'applications');
  const rows = sheet.rowsOf('applications').map((key) => figures.filter(({ row }) => row === key));
  if (!areMisplaced(rows, sheet.forms)) return;
  sheet.discard(new Set(figures));
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
  const { rows } = sheet.forms.tables.review_litigation;
  const columns = columnsIn(opening[0], 'review_litigation', sheet);
  const adds = addsUp('review_litigation', columns, sheet);
  const inRows = (numbers: readonly number[]): boolean =>
    rows.every((_, at) => adds?.(numbers.slice(at * columns.length, (at + 1) * columns.length)) ?? true);
  const values = readValues(source, from, to, rows.length * columns.length, inRows);
  if (values) addReview(values, columns, sheet);
  const printed = values ? '' : source.tokens(from, to).join(' ');
  const why = `${rows.length * columns.length} numbers expected`;
  if (printed !== '') for (const { key } of rows) sheet.unreadableRow('review_litigation', key, columns, printed, why);
}

function addReview(
  { tokens, inferred }: NonNullable<ReturnType<typeof readValues>>,
  columns: readonly string[],
  sheet: FigureCollector,
): void {
  if (inferred) warnInferred(sheet, 'review_litigation', 'all', tokens);
  sheet.forms.tables.review_litigation.rows.forEach(({ key }, row) => {
    const figures = columns.map((column, index) =>
      sheet.figure('review_litigation', key, column, tokens[row * columns.length + index] ?? '', null),
    );
    sheet.add('review_litigation', key, figures);
  });
}
