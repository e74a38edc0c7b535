import type { ExportColumn, ExportTable } from '../../table.ts';

/** A column as Stata stores it. */
export type StataColumn = ExportColumn & {
  readonly storage: 'double' | 'long' | 'strL' | { readonly width: number };
};

/** The longest text of a fixed width, in bytes; longer ones are strL. */
const LONGEST = 2045;

/** Every text column as wide as its longest text: the table is gone through once. */
export function stataColumns({ columns, rows }: ExportTable): { columns: StataColumn[]; count: number } {
  const widths = columns.map(() => 1);
  let count = 0;
  for (const row of rows()) {
    count++;
    for (const [at, value] of row.entries()) {
      if (typeof value === 'string') widths[at] = Math.max(widths[at] ?? 1, Buffer.byteLength(value));
    }
  }
  const storageOf = (type: ExportColumn['type'], width: number): StataColumn['storage'] => {
    if (type === 'integer') return 'long';
    if (type === 'number') return 'double';
    return width > LONGEST ? 'strL' : { width };
  };
  return {
    columns: columns.map((column, at) => ({ ...column, storage: storageOf(column.type, widths[at] ?? 1) })),
    count,
  };
}

/** Bytes of a row; texts of strL stand elsewhere. */
export const widthOf = (columns: readonly StataColumn[]): number =>
  columns.reduce(
    (sum, { storage }) => sum + (typeof storage === 'object' ? storage.width : storage === 'long' ? 4 : 8),
    0,
  );

/** Codes of the types in the file. */
export function typeCode({ storage }: StataColumn): number {
  if (storage === 'double') return 65526;
  if (storage === 'long') return 65528;
  return storage === 'strL' ? 32768 : storage.width;
}

export function displayFormat({ storage }: StataColumn): string {
  if (storage === 'double') return '%10.0g';
  if (storage === 'long') return '%12.0g';
  return storage === 'strL' ? '%-30s' : `%-${Math.min(storage.width, 40)}s`;
}
