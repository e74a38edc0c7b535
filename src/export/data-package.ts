import type { CorpusFilter } from '../query/filter.ts';
import type { Store } from '../store/store.ts';
import { VERSION } from '../version.ts';
import { citationOf, extentOf } from './citation.ts';
import { FORMATS, type FormatName } from './formats/index.ts';
import type { ExportColumn, ExportTable } from './table.ts';

/** A file that was written. */
export interface ExportedFile {
  readonly name: string;
  readonly format: FormatName;
  readonly table: ExportTable;
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
}

const NOTES: Readonly<Partial<Record<FormatName, string>>> = {
  csv: 'A line a row: line ends inside of cells are written as ¶. Texts that a spreadsheet would compute begin with an apostrophe.',
  dta: 'Numbers that are blank are missing values.',
};

/** A Frictionless data package of these files: https://specs.frictionlessdata.io/data-package/ */
export function dataPackage(
  store: Store,
  files: readonly ExportedFile[],
  { filter, command }: { readonly filter: CorpusFilter; readonly command: string },
): object {
  const extent = extentOf(store);
  return {
    name: 'nianbao',
    title: '政府信息公开工作年度报告 · annual reports on government information disclosure',
    version: VERSION,
    ...(extent.day === null ? {} : { created: `${extent.day}T00:00:00Z` }),
    licenses: [{ name: 'Apache-2.0', title: 'of the program; the reports are public documents of their organs' }],
    resources: files.map(resourceOf),
    nianbao: { version: VERSION, command, filter, corpus: extent },
    citation: citationOf(extent),
  };
}

const resourceOf = ({ name, format, table, rows, bytes, sha256 }: ExportedFile): object => ({
  name: name.replace('.', '-'),
  path: name,
  title: table.title,
  format,
  mediatype: FORMATS[format].mediaType,
  encoding: 'utf-8',
  bytes,
  hash: `sha256:${sha256}`,
  rows,
  ...(NOTES[format] === undefined ? {} : { description: NOTES[format] }),
  schema: { fields: table.columns.map(fieldOf), missingValues: [''] },
});

const fieldOf = ({ name, type, label, labelZh, unit }: ExportColumn): object => ({
  name,
  type: type === 'text' ? 'string' : type,
  title: labelZh,
  description: label,
  ...(unit === undefined ? {} : { unit }),
});
