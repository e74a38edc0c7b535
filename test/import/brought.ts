import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  FRAMES,
  generateReport,
  layoutNamed,
  renderReport,
  type SampleOptions,
  type SampleReport,
} from '../../generator/index.ts';
import type { ImportSummary } from '../../src/import/summary.ts';
import { findReports, reportDetails } from '../../src/store/reports.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { nianbao } from '../support/cli.ts';

const PLAIN = { variety: 'plain', title: 'usual', instead: [], missing: [] } as const;

/** A report of an organ and year, told apart by its seed. */
export function sample(seed: number, options: SampleOptions = {}): SampleReport {
  return generateReport(seed, {
    ...PLAIN,
    form: '2021',
    organ: `云山市清河区第${seed}街道办事处`,
    year: 2023,
    ...options,
  });
}

export function htmlOf(report: SampleReport): Buffer {
  const [frame] = FRAMES;
  if (frame === undefined) throw new RangeError('no frames');
  return Buffer.from(renderReport(report, layoutNamed('html-clean'), { frame }).bytes);
}

/** Writes files below a folder, which is made; returns it. */
export function put(folder: string, files: Readonly<Record<string, string | Uint8Array>>): string {
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  return folder;
}

export interface Imported {
  readonly code: number;
  readonly summary: ImportSummary;
}

/** `nianbao import … --json`. */
export async function importPaths(dataDir: string, ...argv: string[]): Promise<Imported> {
  const { code, out, err } = await nianbao('import', ...argv, '--data', dataDir, '--json');
  if (out === '') throw new Error(err);
  return { code, summary: JSON.parse(out) };
}

export function reading<T>(dataDir: string, look: (store: Store) => T): T {
  const store = openStore(dataDir, { readonly: true });
  try {
    return look(store);
  } finally {
    store.close();
  }
}

/** Every cell of a stored report that differs from what was printed; null where the report is not stored. */
export function wrongCells(dataDir: string, { truth }: SampleReport): string[] | null {
  return reading(dataDir, (store) => {
    const [row] = findReports(store, { organ: truth.organ, year: truth.year });
    if (row === undefined) return null;
    const { figures } = reportDetails(store, row);
    if (figures.length < 100) return [`only ${figures.length} figures`];
    return figures
      .filter(({ table, row: name, column, value }) => truth[table]?.[name]?.[column] !== value)
      .map(({ table, row: name, column }) => `${table}/${name}/${column}`);
  });
}

/** What grows where something is stored: rows of each table, bytes of the archive. */
export function sizeOf(dataDir: string): Record<string, number> {
  const tables = [
    'capture',
    'payload',
    'document',
    'report',
    'report_document',
    'figure',
    'imported',
    'text',
    'warning',
  ];
  const rows = reading(dataDir, (store) =>
    tables.map((name) => [name, store.get<{ n: number }>(`SELECT count(*) AS n FROM ${name}`)?.n ?? 0] as const),
  );
  const files = readdirSync(join(dataDir, 'warc')).map((name) => statSync(join(dataDir, 'warc', name)).size);
  return { ...Object.fromEntries(rows), archive: files.reduce((sum, size) => sum + size, 0) };
}
