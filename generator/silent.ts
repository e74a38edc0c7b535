import { FORMS } from '../src/codebook/index.ts';
import type { ExtractionJson } from '../src/extract/json.ts';
import type { SampleBlock, SampleReport } from '../src/sample/model.ts';
import { withoutSpace } from '../src/vocabulary/characters.ts';
import { seen } from './variations/looks.ts';

/** So many characters of a label name its row. */
const ENOUGH = 6;

function sharesLabel(message: string, label: string): boolean {
  if (label.length < ENOUGH) return message.includes(label);
  return Array.from({ length: label.length - ENOUGH + 1 }, (_, at) => label.slice(at, at + ENOUGH)).some((part) =>
    message.includes(part),
  );
}

type Warnings = readonly { code: string; message: string; where: string | null }[];
export const warningsOf = (json: ExtractionJson): Warnings => json.warnings as Warnings;
/** Numbers that the page shows and of which nothing is said: no value, no printed text, no warning about the row or with the number. */
export function silent(report: SampleReport, blocks: readonly SampleBlock[], json: ExtractionJson): string[] {
  const warnings = warningsOf(json);
  const tables = blocks.flatMap((block) => (block.kind === 'table' ? [block.table] : []));
  return tables.flatMap(({ cells }) =>
    cells.flatMap(({ text: written, figure }) => {
      const text = seen(written);
      if (!figure || !/\d/.test(text.normalize('NFKC'))) return [];
      const { table, row, column } = figure;
      if (table === 'indicators') {
        const label = report.truth.indicators[Number(row)]?.indicator.replace(/\s/g, '') ?? '';
        const said = json.raw.indicators.some(
          (line) => line.indicator === label && new Map(Object.entries(line)).get(column) !== null,
        );
        const isNamed = warnings.some(
          ({ where, message }) => where === `indicators/${label}` || withoutSpace(message).includes(withoutSpace(text)),
        );
        return said || isNamed ? [] : [`indicators/${label}`];
      }
      // A table of which nothing could be read is named as a whole, with what is printed there line by line.
      const isTold = warnings.some(({ code, where }) => code === 'unread_table' && where === table);
      if (isTold && json.raw[table] === null && table !== 'disclosure') return [];
      const raw = json.raw[table]?.[row]?.[column] ?? null;
      const name = `${table}/${row}`;
      const printed = withoutSpace(text);
      const label = withoutSpace(FORMS.row(table, row)?.label ?? row.split('.').at(-1) ?? name);
      const said =
        raw !== null ||
        // The rows behind a table's end are named by their labels.
        warnings.some(({ code, message }) => code === 'table_ends_early' && withoutSpace(message).includes(label)) ||
        // A row that no number was read of is named as it stands there, its label perhaps cut by a page's end.
        warnings.some(({ code, message }) => code === 'unread_row' && sharesLabel(withoutSpace(message), label)) ||
        warnings.some(({ where, message }) => where?.startsWith(name) || withoutSpace(message).includes(printed));
      return said ? [] : [`${name}/${column}: ${text}`];
    }),
  );
}
