import type { ExportTable, TableWriter } from '../table.ts';
import { writeCsv } from './csv.ts';
import { writeJsonLines } from './jsonl.ts';
import { stataBytes } from './stata/size.ts';

export interface ExportFormat {
  readonly mediaType: string;
  /** Loaded when it is written: a command that exports CSV needs no library of Excel. */
  readonly load: () => Promise<TableWriter>;
  /** Rows that a file holds, without its head; of others the disk decides. */
  readonly most?: number;
  /** Bytes that a program can be expected to open, and how many a table will have. */
  readonly size?: { readonly most: number; readonly of: (table: ExportTable) => number };
}

/** Formats by the ends of their files' names. */
export const FORMATS = {
  csv: { mediaType: 'text/csv', load: async () => writeCsv },
  jsonl: { mediaType: 'application/x-ndjson', load: async () => writeJsonLines },
  parquet: {
    mediaType: 'application/vnd.apache.parquet',
    load: async () => (await import('./parquet.ts')).writeParquet,
  },
  xlsx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    load: async () => (await import('./xlsx.ts')).writeXlsx,
    // Of one sheet: of a second one most programs read nothing, and say nothing.
    most: 1_048_575,
  },
  dta: {
    mediaType: 'application/x-stata-dta',
    load: async () => (await import('./stata/index.ts')).writeStata,
    // Stata reads a file into memory as a whole.
    size: { most: 4e9, of: stataBytes },
  },
} as const satisfies Readonly<Record<string, ExportFormat>>;
export type FormatName = keyof typeof FORMATS;
