import type { FormatName } from '../../src/export/formats/index.ts';
import type { ShapeName } from '../../src/export/shapes/index.ts';
import { TRUTHS, type Truth } from './export-truth.ts';
import { organYear } from './fill.ts';
import { type ExportRow, READERS } from './read-export.ts';

/** What comparing an export with the truth came to. */
export interface Comparison {
  readonly cells: number;
  readonly wrong: number;
  /** Rows that are too many or missing. */
  readonly rows: number;
  /** The first few that differ, in words. */
  readonly examples: readonly string[];
}

/** Compares an exported file with the truth, cell by cell, of all reports, of every so many-th, or of a year; null for a shape whose rows are no reports. */
export async function compareExport(
  path: string,
  shape: ShapeName,
  format: FormatName,
  reports: number,
  { every = 1, year }: { readonly every?: number; readonly year?: number | undefined } = {},
): Promise<Comparison | null> {
  const truth = TRUTHS[shape];
  if (truth === undefined) return null;
  const index = new Map(Array.from({ length: reports }, (_, at) => [nameOf(organYear(at)), at]));
  const compared = (at: number): boolean => isSampled(at, every) && (year === undefined || organYear(at).year === year);
  const sampled = [...index.values()].filter(compared);
  const organs = new Set(sampled.map((at) => organYear(at).organ));
  const seen = new Set<number>();
  const count = { cells: 0, wrong: 0, rows: 0, examples: [] as string[] };
  for await (const { at, rows } of byReport(
    READERS[format](path, (organ) => organs.has(organ)),
    index,
  )) {
    if (!compared(at)) continue;
    if (seen.has(at)) count.rows += rows.length;
    else compareReport(rows, truth(at, reports), format, count);
    seen.add(at);
  }
  for (const at of sampled) if (!seen.has(at)) count.rows += expectedRows(truth, at, reports);
  return count;
}

/** Every so many-th, of one year after the other: an organ has ten, so that each tenth would always be of the same. */
const isSampled = (at: number, every: number): boolean => at % every === Math.floor(at / every) % Math.min(every, 10);

/** Rows that stand one behind the other and are of one report. */
async function* byReport(
  rows: AsyncGenerator<ExportRow>,
  index: ReadonlyMap<string, number>,
): AsyncGenerator<{ at: number; rows: ExportRow[] }> {
  let [last, own] = [-1, [] as ExportRow[]];
  for await (const row of rows) {
    const at = index.get(`${row.organ} ${row.year}`);
    if (at === undefined) throw new Error(`a report that nobody has filed: ${row.organ} ${row.year}`);
    if (at !== last && own.length > 0) yield { at: last, rows: own };
    if (at !== last) own = [];
    last = at;
    own.push(row);
  }
  if (own.length > 0) yield { at: last, rows: own };
}

const nameOf = ({ organ, year }: { organ: string; year: number }): string => `${organ} ${year}`;
const expectedRows = (truth: Truth, at: number, reports: number): number => truth(at, reports).length;

/** What tells the rows of a report apart, whatever their order. */
const KEYS = ['table', 'row', 'column', 'series', 'position', 'rule', 'scope'];
const keyOf = (row: ExportRow): string => KEYS.map((key) => row[key] ?? '').join(' ');

function compareReport(
  found: readonly ExportRow[],
  expected: readonly ExportRow[],
  format: FormatName,
  count: { cells: number; wrong: number; rows: number; examples: string[] },
): void {
  const rows = new Map(found.map((row) => [keyOf(row), row]));
  count.rows += Math.abs(found.length - expected.length);
  for (const row of expected) {
    const own = rows.get(keyOf(row));
    if (own === undefined) count.rows++;
    for (const [column, value] of Object.entries(own === undefined ? {} : row)) {
      count.cells++;
      const written = asWritten(value, format);
      if (read(own?.[column] ?? null, value) === written) continue;
      count.wrong++;
      if (count.examples.length < 5) count.examples.push(`${keyOf(row)} ${column}: ${own?.[column]} for ${written}`);
    }
  }
}

/** A blank text is none, in every format; CSV has a row on a line. */
function asWritten(value: ExportRow[string] | undefined, format: FormatName): ExportRow[string] {
  if (typeof value !== 'string' || value === '') return value === undefined || value === '' ? null : value;
  return format === 'csv'
    ? value.replace(/\s+/gu, (white) => (/[\n\r\u2028\u2029]/u.test(white) ? ' ¶ ' : white))
    : value;
}

function read(value: ExportRow[string], expected: ExportRow[string] | undefined): ExportRow[string] {
  if (value === '' || value === null) return null;
  if (typeof expected === 'number') return Number(value);
  // Places are JSON, with or without .0
  return String(value).startsWith('[') ? String(value).replace(/\.0(?=[,\]])/gu, '') : value;
}
