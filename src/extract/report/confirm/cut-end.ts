import {
  type Form,
  normaliseLabel,
  type PrintedEntry,
  SECTIONS,
  TABLE_KEYS,
  type TableKey,
  withoutOrdinal,
} from '../../../codebook/index.ts';
import { onceFor } from '../../../vocabulary/memoize.ts';
import type { Document } from '../../document.ts';
import { type FigureCollector, oneLine } from '../figures.ts';
import type { Figure, Indicator, Section } from '../model.ts';

/**
 * Tables that end before their form does are named; a document that breaks off is said to, with the last row that was read, and the last
 * number of that row, of which a digit may be lost, needs a sum to confirm it; all of them where cells are told by counting.
 */
export function doubtCutEnd(
  document: Document,
  sections: readonly Section[],
  sheet: FigureCollector,
  template: string,
): void {
  const form = sheet.forms.form(template);
  const alone = once(() => linesAlone(document));
  const behind = (table: TableKey): string[] => rowsBehind(table, form, sheet, alone);
  const { tables } = sheet;
  for (const table of tables) warnOfEnd(table, behind(table), sheet);
  const last = sheet.figures.findLast(({ table }) => table === tables.at(-1));
  const isCut = document.warnings.some(({ code }) => code === 'cut_short');
  if (!last || !(isCut || stops(sections, form, sheet, behind))) return;
  const key = `${last.table}/${last.row}`;
  const label = oneLine(sheet.labelOf(key)) || key;
  sheet.warn('cut_short', `the document breaks off; the last row that was read is "${label}"`, key);
  for (const figure of atEnd(last, sheet.figures, document)) if (figure.value !== null) sheet.doubtful.add(figure);
}

function warnOfEnd(table: TableKey, missing: readonly string[], sheet: FigureCollector): void {
  const labels = missing.map((key) => sheet.forms.row(table, key)?.label ?? key);
  if (missing.length === 0) return;
  const message = `the table ends before ${labels.length === 1 ? 'its last row' : `its last ${labels.length} rows`}: ${labels.join(', ')}`;
  sheet.warn('table_ends_early', message, table);
}

/**
 * The rows of the form behind the last one that is there: read, or printed as a label with nothing behind it. A last row without a number
 * is no cell of the table any more where a file has only filled cells.
 */
function rowsBehind(
  table: TableKey,
  form: Form | null,
  sheet: FigureCollector,
  alone: () => ReadonlySet<string>,
): string[] {
  const rows = form?.tables[table]?.rows ?? [];
  const read = new Set(sheet.rowsOf(table).map((key) => key.split('.')[0] ?? key));
  const last = rows.findLastIndex(({ key }) => read.has(key) || sheet.bare.has(`${table}/${key}`));
  if (last < 0 || last === rows.length - 1) return [];
  const printed = namesOf(rows).findLastIndex((names) => names.some((name) => alone().has(name)));
  return rows.slice(Math.max(last, printed) + 1).map(({ key }) => key);
}

/** What stands in paragraphs of its own, as labels are compared. */
const linesAlone = ({ blocks }: Document): ReadonlySet<string> =>
  new Set(blocks.flatMap((block) => (block.kind === 'paragraph' ? [labelOf(block.text)] : [])));

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** What each row of a form is called, reduced to what identifies it. */
const namesOf = onceFor((rows: readonly PrintedEntry[]): readonly (readonly string[])[] =>
  rows.map(({ label, variants }) => [label, ...variants].map(labelOf)),
);

const labelOf = (text: string): string => withoutOrdinal(normaliseLabel(text));

/** Nothing of what must follow is there: a table ends early with no section behind it, or the sections end before table 4. */
function stops(
  sections: readonly Section[],
  form: Form | null,
  sheet: FigureCollector,
  behind: (table: TableKey) => readonly string[],
): boolean {
  if (!form) return false;
  const order = SECTIONS.map(({ key }) => key);
  const last = Math.max(...sections.map(({ key }) => order.indexOf(key ?? '')));
  const table = sheet.tables.at(-1);
  if (!table || last > order.indexOf(table)) return false;
  const isNumbered = sections.filter(({ key }) => key !== null).length >= 2;
  return behind(table).length > 0 || (isNumbered && table !== TABLE_KEYS.at(-1));
}

/** The figures that the document's end may have cut: where its last block is their table, or in running text. */
function atEnd(last: Figure, figures: readonly Figure[], { blocks }: Document): Figure[] {
  const tables = blocks.filter((block) => block.kind === 'table');
  const { table } = last.source;
  if (table !== null && (blocks.at(-1)?.kind !== 'table' || table !== tables.length - 1)) return [];
  const isCounted = table === null || tables[table]?.ragged === true;
  return isCounted ? figures.filter((figure) => figure.table === last.table && figure.row === last.row) : [last];
}

/** So many lines of a list's form make it that form's. */
const ENOUGH_LINES = 10;

/** A list without its last lines: its last number may lack a digit, and no sum can tell. */
export function withoutCutEnd(indicators: readonly Indicator[], sheet: FigureCollector): readonly Indicator[] {
  const last = indicators.at(-1);
  if (!last) return indicators;
  const printed = indicators.map(({ indicator }) => normaliseLabel(indicator));
  const lists = sheet.forms.forms.flatMap((form) =>
    form.lists.map(({ lines }) => lines.map(({ label }) => normaliseLabel(label))),
  );
  const known = (lines: readonly string[]): number => lines.filter((label) => printed.includes(label)).length;
  const list = lists.sort((a, b) => known(b) - known(a))[0] ?? [];
  const missing = list.length - 1 - list.findLastIndex((label) => printed.includes(label));
  if (known(list) < ENOUGH_LINES || missing === 0) return indicators;
  const where = `indicators/${last.indicator}`;
  sheet.warn(
    'cut_short',
    `the list ends before its last ${missing} lines; the last that was read is "${last.indicator}"`,
    where,
  );
  const values = Object.entries(last.values).map(([column]) => [column, null]);
  return [...indicators.slice(0, -1), { ...last, values: Object.fromEntries(values) as Indicator['values'] }];
}
