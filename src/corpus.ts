import { SHAPES, type ShapeName } from './export/shapes/index.ts';
import type { ExportValue } from './export/table.ts';
import { QueryError } from './query/errors.ts';
import type { CorpusFilter } from './query/filter.ts';
import { queryMessages } from './query/messages.ts';
import { type SearchHit, type SearchQuery, search } from './query/search.ts';
import { findReports } from './store/reports.ts';
import { openStore, type SqlValue, type Store } from './store/store.ts';
import { type Receipt, receiptOf } from './why/receipt.ts';
import { reread } from './why/reread.ts';

/** What every row says of its report. */
export interface CorpusReport {
  /** As printed. */
  readonly organ: string;
  /** In full, with the present names of its divisions. */
  readonly organ_full: string;
  /** GB/T 2260; null where it is not certain. */
  readonly code: string | null;
  readonly province: string | null;
  readonly city: string | null;
  readonly division: string | null;
  readonly level: string | null;
  readonly kind: string;
  readonly year: number;
  readonly template: string;
}

/** A number and all that belongs to it: the columns of `nianbao export --shape long`. */
export interface CorpusFigure extends CorpusReport {
  readonly table: string;
  readonly row: string;
  readonly column: string;
  readonly row_zh: string;
  readonly column_zh: string | null;
  readonly variable: string | null;
  /** Null: blank, or not to be read with certainty. */
  readonly value: number | null;
  readonly raw: string | null;
  readonly unit: string | null;
  readonly confidence: number | null;
  readonly warnings: string | null;
  readonly failed_checks: string | null;
  readonly source_url: string;
  readonly captured_at: string | null;
  readonly sha256: string;
  readonly page: number | null;
  readonly box: string | null;
}

/** Where a number comes from, and what its bytes give today. */
export interface Proof extends Receipt {
  /** Version of the present extractor, and in what its reading differs from what is stored; empty: in nothing. */
  readonly reread: { readonly extractor: string; readonly differences: readonly string[] };
}

/** An open corpus, to be read. */
export interface Corpus {
  /** Current reports, by organ and year. */
  reports(filter?: CorpusFilter): Iterable<CorpusReport & Readonly<Record<string, ExportValue>>>;
  /** Their numbers, one by one. */
  figures(filter?: CorpusFilter): Iterable<CorpusFigure>;
  /** The rows of any shape of `nianbao export`. */
  rows(shape: ShapeName, filter?: CorpusFilter): Iterable<CorpusReport & Readonly<Record<string, ExportValue>>>;
  /** Sections that have the words: see `nianbao search --help`. */
  search(query: SearchQuery): SearchHit[];
  /** The receipt of one number, read once more out of the archive. */
  why(what: { organ: string; year: number; cell: string; portal?: string }): Promise<Proof>;
  /** Your own SQL over docs/schema.md. */
  query<Row>(sql: string, ...values: readonly SqlValue[]): Row[];
  close(): void;
}

/** @throws StoreError where there is no database; QueryError for filters, words and names that cannot be. */
export function open(dataDir: string): Corpus {
  const store = openStore(dataDir, { readonly: true });
  return {
    reports: (filter = {}) => rowsOf(store, 'reports', filter),
    figures: (filter = {}) => rowsOf(store, 'long', filter) as Iterable<unknown> as Iterable<CorpusFigure>,
    rows: (shape, filter = {}) => rowsOf(store, shape, filter),
    search: (query) => search(store, query),
    why: (what) => prove(store, what),
    query: <Row>(sql: string, ...values: readonly SqlValue[]) => store.all<Row>(sql, ...values),
    close: () => store.close(),
  };
}

function* rowsOf(
  store: Store,
  shape: ShapeName,
  filter: CorpusFilter,
): Generator<CorpusReport & Record<string, ExportValue>> {
  const { columns, rows } = SHAPES[shape](store, filter);
  const names = columns.map(({ name }) => name);
  for (const row of rows())
    yield Object.fromEntries(names.map((name, at) => [name, row[at] ?? null])) as CorpusReport &
      Record<string, ExportValue>;
}

async function prove(
  store: Store,
  { organ, year, cell, portal }: { organ: string; year: number; cell: string; portal?: string },
): Promise<Proof> {
  const [row, ...others] = findReports(store, { organ, year, ...(portal === undefined ? {} : { portal }) });
  if (row === undefined || others.length > 0)
    throw new QueryError(
      row === undefined
        ? queryMessages.noReport(organ, year)
        : queryMessages.manyReports(organ, year, others.length + 1),
    );
  const receipt = receiptOf(store, row.id, cell);
  const { extractor, differences } = await reread(store.dataDir, receipt);
  return { ...receipt, reread: { extractor, differences } };
}
