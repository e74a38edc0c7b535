import type Database from 'better-sqlite3';

/**
 * SQLite has no checksums: a bit that flips within a cell reads as another value. So whoever opens the database to write keeps, beside the
 * rows and in the same transaction, a sum of those that belong together: the exclusive or of their hashes, which takes a row in and out
 * without reading the others. What changes a row by any other way leaves a sum that does not fit, for good: also when the row is replaced
 * later, since it is taken out as it is found. The triggers are temporary: other programs see none.
 */
export function keepChecksums(db: Database.Database): void {
  defineHash(db);
  // Without it, rows that REPLACE takes away would not be taken out of their sum.
  db.pragma('recursive_triggers = ON');
  db.exec(`BEGIN; ${summedTables(db).map(triggersOf).join('\n')} COMMIT`);
}

/**
 * Tables whose rows are all inserted in one place, hundreds at once or long: that place adds them up by `RowSum`. A trigger a row would make
 * SQLite call back and copy pages for each of them, which took a quarter of storing a report.
 */
const ADDED_UP_BY_WRITER = ['cell', 'check_result', 'indicator', 'section', 'series_number', 'text'] as const;
type AddedUpTable = (typeof ADDED_UP_BY_WRITER)[number];

/** The sum of rows in these tables, while they are inserted; to be added by `ADD_TO_REPORT` or `ADD_TO_TEXTS` in the same transaction. */
export class RowSum {
  #sum = 0;

  /** `values`: of all columns, in their order. */
  add(table: AddedUpTable, values: readonly (string | number | null)[]): void {
    this.#sum = (this.#sum ^ rowHash(table, values)) >>> 0;
  }

  get value(): number {
    return this.#sum;
  }
}

/** SQLite has no exclusive or. */
const XOR = 'ON CONFLICT (scope, bucket) DO UPDATE SET sum = (sum | excluded.sum) - (sum & excluded.sum)';

/** Adds to a report's sum; its values are the report's id and the `RowSum`. */
export const ADD_TO_REPORT = `INSERT INTO checksum (scope, bucket, sum) VALUES ('report', ?, ?) ${XOR}`;

/** Adds to the sum of texts; its values are the bucket of the text's id and the `RowSum`. */
export const ADD_TO_TEXTS = `INSERT INTO checksum (scope, bucket, sum) VALUES ('text', ?, ?) ${XOR}`;
export const bucketOfId = (id: number): number => Math.floor(id / 2 ** BUCKET_BITS);

/** After rows were changed without the triggers. */
export function sumAnew(db: Database.Database): void {
  defineHash(db);
  db.exec('DELETE FROM checksum');
  const put = db.prepare('INSERT INTO checksum (scope, bucket, sum) VALUES (?, ?, ?)');
  for (const [scope, buckets] of sumsOf(db, null)) for (const [bucket, sum] of buckets) put.run(scope, bucket, sum);
}

/** Rows that are not as they were written. */
export interface ChangedRows {
  /** A table, or `report`. */
  readonly scope: string;
  /** The report's id; see `checksum`. */
  readonly bucket: number;
}

/** Reports, by their ids. */
export interface ReportRange {
  readonly from: number;
  readonly to: number;
}

/** Compares rows with the stored sums: all of them, or those of some reports. The connection may be one that only reads. */
export function changedRows(db: Database.Database, range: ReportRange | null = null): ChangedRows[] {
  defineHash(db);
  const actual = sumsOf(db, range);
  const changed: ChangedRows[] = [];
  const within = range === null ? '' : `WHERE scope = 'report' AND bucket BETWEEN ${range.from} AND ${range.to}`;
  const stored = db.prepare<[], ChangedRows & { sum: number }>(`SELECT scope, bucket, sum FROM checksum ${within}`);
  for (const { scope, bucket, sum } of stored.iterate()) {
    const buckets = actual.get(scope);
    // The sum of no rows is 0.
    if ((buckets?.get(bucket) ?? 0) !== sum) changed.push({ scope, bucket });
    buckets?.delete(bucket);
  }
  const unknown = [...actual].flatMap(([scope, buckets]) => [...buckets.keys()].map((bucket) => ({ scope, bucket })));
  return [...changed, ...unknown];
}

/** Rows of one bucket have all but so many bits of their ids alike. */
const BUCKET_BITS = 8;

/** By scope and bucket. */
type RowChecksums = Map<string, Map<number, number>>;

function sumsOf(db: Database.Database, range: ReportRange | null): RowChecksums {
  const sums: RowChecksums = new Map();
  for (const { name, columns, scope, bucket } of summedTables(db)) {
    if (range !== null && scope !== 'report') continue;
    const buckets = sums.get(scope) ?? new Map<number, number>();
    sums.set(scope, buckets);
    const within = range === null ? '' : `WHERE ${bucket('t')} BETWEEN ${range.from} AND ${range.to}`;
    const sql = `SELECT ${bucket('t')} AS bucket, ${hashOf(name, columns, 't')} AS hash FROM "${name}" AS t ${within}`;
    for (const row of db.prepare<[], { bucket: number; hash: number }>(sql).iterate())
      buckets.set(row.bucket, ((buckets.get(row.bucket) ?? 0) ^ row.hash) >>> 0);
  }
  return sums;
}

interface SummedTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly scope: string;
  /** SQL of a row's bucket, for a name of the row. */
  readonly bucket: (row: string) => string;
}

/**
 * Not the sums themselves, nor what `verify` compares with more than a sum: divisions with the program's own (`reference/changed.ts`), the
 * search index with the sections (`verify/search-index.ts`).
 */
const COLUMNS = `SELECT object.name AS "table", cols.name, cols.type FROM sqlite_schema AS object
  JOIN pragma_table_info(object.name) AS cols
  WHERE object.type = 'table' AND object.name NOT IN ('checksum', 'division', 'division_name')
    AND object.name NOT LIKE 'section_search%' AND object.name NOT LIKE 'sqlite_%'
  ORDER BY object.name, cols.cid`;

function summedTables(db: Database.Database): SummedTable[] {
  const tables = new Map<string, ChecksumColumn[]>();
  for (const { table, ...column } of db.prepare<[], ChecksumColumn & { table: string }>(COLUMNS).all())
    tables.set(table, [...(tables.get(table) ?? []), column]);
  return [...tables].map(([name, columns]) => ({
    name,
    columns: columns.map((column) => column.name),
    ...bucketOf(name, columns),
  }));
}

interface ChecksumColumn {
  readonly name: string;
  readonly type: string;
}

function bucketOf(name: string, columns: readonly ChecksumColumn[]): Pick<SummedTable, 'scope' | 'bucket'> {
  if (name === 'report') return { scope: name, bucket: (row) => `${row}.id` };
  if (columns.some((column) => column.name === 'report_id'))
    return {
      scope: 'report',
      bucket: (row) => (name === 'warning' ? `coalesce(${row}.report_id, 0)` : `${row}.report_id`),
    };
  if (name === 'list_item') return { scope: name, bucket: (row) => `${row}.channel_id` };
  const isNumbered = columns.some((column) => column.name === 'id' && column.type === 'INTEGER');
  return { scope: name, bucket: (row) => (isNumbered ? `${row}.id >> ${BUCKET_BITS}` : '0') };
}

const hashOf = (name: string, columns: readonly string[], row: string): string =>
  `row_hash('${name}', ${columns.map((column) => `${row}."${column}"`).join(', ')})`;

function triggersOf({ name, columns, scope, bucket }: SummedTable): string {
  const turn = (row: 'OLD' | 'NEW') =>
    `INSERT INTO checksum (scope, bucket, sum) VALUES ('${scope}', ${bucket(row)}, ${hashOf(name, columns, row)}) ${XOR};`;
  const when = (event: string, actions: string) =>
    `CREATE TEMP TRIGGER sum_${name}_${event} AFTER ${event} ON main."${name}" BEGIN ${actions} END;`;
  const isAddedUp = (ADDED_UP_BY_WRITER as readonly string[]).includes(name);
  const inserted = isAddedUp ? [] : [when('insert', turn('NEW'))];
  return [...inserted, when('update', turn('OLD') + turn('NEW')), when('delete', turn('OLD'))].join('\n');
}

function defineHash(db: Database.Database): void {
  db.function('row_hash', { deterministic: true, varargs: true }, (table: unknown, ...values: unknown[]) =>
    rowHash(String(table), values),
  );
}

/**
 * 32 bits, as many as the checksum of a gzip member has: FNV-1a over the values, each with its type and length before it. Every step can be
 * undone, so that a row in which one character differs never has the same hash; and a row takes half a microsecond, where SHA-256 takes
 * three. It is against accidents: nobody has to be kept from making up a row that fits.
 */
function rowHash(table: string, values: readonly unknown[]): number {
  let sum = mixText(OFFSET, table);
  for (const value of values) sum = mixValue(sum, value);
  // What differs in the last characters alone differs in all bits.
  sum = Math.imul(sum ^ (sum >>> 16), 0x85ebca6b);
  sum = Math.imul(sum ^ (sum >>> 13), 0xc2b2ae35);
  return (sum ^ (sum >>> 16)) >>> 0;
}

const OFFSET = 0x811c9dc5;
const mix = (sum: number, code: number): number => Math.imul(sum ^ code, 0x01000193);

/** Type and length stand before the characters, so that no two rows are the same run of them. */
const TYPES = { null: 1, number: 2, string: 3, bytes: 4 };

function mixValue(sum: number, value: unknown): number {
  if (typeof value === 'string') return mixText(mix(sum, TYPES.string), value);
  if (typeof value === 'number') return mixNumber(mix(sum, TYPES.number), value);
  if (value === null) return mix(sum, TYPES.null);
  if (Buffer.isBuffer(value)) return mixText(mix(sum, TYPES.bytes), value.toString('latin1'));
  return mixCodes(mix(sum, TYPES.number), String(value));
}

/** Most are of one digit, and need no text to be made. */
const mixNumber = (sum: number, value: number): number =>
  Number.isInteger(value) && value >= 0 && value <= 9 ? mix(mix(sum, 1), 0x30 + value) : mixCodes(sum, String(value));

/** As SQLite gives it back: UTF-8 has no lone surrogates. */
const mixText = (sum: number, text: string): number => mixCodes(sum, text.toWellFormed());

function mixCodes(sum: number, text: string): number {
  let mixed = mix(sum, text.length);
  for (let at = 0; at < text.length; at++) mixed = mix(mixed, text.charCodeAt(at));
  return mixed;
}
