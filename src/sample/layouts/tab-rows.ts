import { FORMS, normaliseLabel } from '../../codebook/index.ts';
import { rowsOf, type SampleTable } from '../grid.ts';
import type { Random } from '../random.ts';
import { gridTexts, textBody, withoutBreaks, wordRows } from './dump.ts';
import type { Layout } from './layout.ts';

const tabbed = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.map(withoutBreaks).join('\t')).join('\n');

/** A row a line, a tab between the places of the grid: what spreadsheets and good converters write. */
export const TAB_ROWS: Layout = {
  name: 'text-tab-rows',
  kind: 'text',
  render: ({ blocks }) => textBody(blocks, (table) => tabbed(gridTexts(table))),
};

/** What a browser puts on the clipboard: each cell once, in the row where it begins; a row span leaves nothing behind it. */
export const COPIED_ROWS: Layout = {
  name: 'text-copied-rows',
  kind: 'text',
  render: ({ blocks }) => textBody(blocks, (table) => tabbed(rowsOf(table).map((row) => row.map((cell) => cell.text)))),
};

/** The same with labels that are broken into lines, as they stand in narrow columns of a page. */
export const WRAPPED_ROWS: Layout = {
  name: 'text-wrapped-rows',
  kind: 'text',
  render: ({ blocks }, random) =>
    textBody(blocks, (table) =>
      rowsOf(table)
        .map((row) => row.map((cell) => wrapped(withoutBreaks(cell.text), random)).join('\t'))
        .join('\n'),
    ),
};

const FORM_LABELS: ReadonlySet<string> = new Set(
  Object.values(FORMS.tables).flatMap(({ rows, columns }) =>
    [...rows, ...columns].flatMap(({ label, variants }) => [label, ...variants]).map(normaliseLabel),
  ),
);

/** Breaks some labels of the form; of a label that an organ made up nobody could tell how it goes on. */
function wrapped(text: string, random: Random): string {
  if (text.length < 6 || !FORM_LABELS.has(normaliseLabel(text)) || random.chance(0.6)) return text;
  const at = random.int(3, text.length - 2);
  return `${text.slice(0, at)}\n${text.slice(at)}`;
}

/** Rows as converters write them that keep neither spans nor width: some rows lose or gain blank cells before or behind. */
export const RAGGED_ROWS: Layout = {
  name: 'text-ragged-rows',
  kind: 'text',
  options: { blanks: false },
  render: ({ blocks }, random) => textBody(blocks, (table) => tabbed(ragged(table, random))),
};

function ragged(table: SampleTable, random: Random): string[][] {
  return wordRows(table).map((row) => {
    const kind = random.next();
    if (kind < 0.15) return withoutLeading(row);
    if (kind < 0.25) return ['', ...row];
    if (kind < 0.5) return [...row, ''];
    // A label that spans columns leaves blanks behind it; between two numbers a blank would be a cell.
    const labelled = /\p{Script=Han}/u.test(row[0] ?? '');
    return kind < 0.7 && labelled ? [...row.slice(0, 1), '', ...row.slice(1)] : row;
  });
}

function withoutLeading(row: readonly string[]): string[] {
  const first = row.findIndex((cell) => cell !== '');
  return row.slice(Math.max(first, 0));
}

/** A row a line, runs of spaces between the cells; blank cells vanish. */
export const SPACE_ROWS: Layout = {
  name: 'text-space-rows',
  kind: 'text',
  options: { blanks: false },
  render: ({ blocks }, random) =>
    textBody(blocks, (table) =>
      wordRows(table)
        .map((row) =>
          row
            // A space inside a label cannot be told from one between cells.
            .map((cell) => cell.replace(/\s/g, ''))
            .filter((cell) => cell !== '')
            .join(' '.repeat(random.int(1, 6))),
        )
        .join('\n'),
    ),
};
