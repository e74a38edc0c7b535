import { rmSync } from 'node:fs';
import type { ExportTable, ExportValue } from '../../table.ts';
import { displayFormat, type StataColumn, stataColumns, typeCode, widthOf } from './columns.ts';
import { SequentialFile } from './file.ts';

/**
 * Stata's format 118 (Stata 14 and later, pandas, haven), by the description that Stata publishes (`help dta`). No package that is kept
 * writes it. Labels become variable labels; blanks are missing values; texts longer than 2,045 bytes are strL.
 */
export async function writeStata(table: ExportTable, path: string): Promise<number> {
  const { columns, count } = stataColumns(table);
  const file = new SequentialFile(path);
  const longTexts = new SequentialFile(`${path}.strl`);
  try {
    new StataWriter(file, longTexts, columns).write(table, count);
  } finally {
    file.close();
    longTexts.close();
    rmSync(`${path}.strl`, { force: true });
  }
  return count;
}

/** Of names, labels and formats, in bytes, with the zero behind them. */
const [NAME, LABEL, FORMAT] = [129, 321, 57];

class StataWriter {
  readonly #file: SequentialFile;
  /** Long texts stand behind the data, and are met before. */
  readonly #longTexts: SequentialFile;
  readonly #columns: readonly StataColumn[];
  /** Where each part begins. */
  readonly #map: number[] = [0];

  constructor(file: SequentialFile, longTexts: SequentialFile, columns: readonly StataColumn[]) {
    this.#file = file;
    this.#longTexts = longTexts;
    this.#columns = columns;
  }

  write(table: ExportTable, count: number): void {
    this.#header(table.title, count);
    const map = this.#part('map', [Buffer.alloc(14 * 8)]);
    this.#part(
      'variable_types',
      this.#columns.map((column) => unsigned(2, typeCode(column))),
    );
    this.#part(
      'varnames',
      this.#columns.map(({ name }) => padded(name, NAME)),
    );
    this.#part('sortlist', [Buffer.alloc(2 * (this.#columns.length + 1))]);
    this.#part(
      'formats',
      this.#columns.map((column) => padded(displayFormat(column), FORMAT)),
    );
    this.#part(
      'value_label_names',
      this.#columns.map(() => Buffer.alloc(NAME)),
    );
    this.#part(
      'variable_labels',
      this.#columns.map((column) => padded(labelOf(column), LABEL)),
    );
    this.#part('characteristics', []);
    this.#part('data', this.#data(table));
    this.#part('strls', this.#longTexts.content());
    this.#part('value_labels', []);
    this.#map.push(this.#file.position);
    this.#file.write('</stata_dta>');
    this.#map.push(this.#file.position);
    this.#file.patch(Buffer.concat(this.#map.map((place) => unsigned(8, place))), map);
  }

  #header(title: string, count: number): void {
    const label = Buffer.from(clipped(title, 80));
    this.#file.write('<stata_dta><header><release>118</release><byteorder>LSF</byteorder><K>');
    this.#file.write(unsigned(2, this.#columns.length));
    this.#file.write('</K><N>');
    this.#file.write(unsigned(8, count));
    this.#file.write('</N><label>');
    this.#file.write(Buffer.concat([unsigned(2, label.length), label]));
    // No time: the same data, the same file.
    this.#file.write('</label><timestamp>\0</timestamp></header>');
  }

  /** Returns where the content begins. */
  #part(name: string, pieces: Iterable<Buffer>): number {
    this.#map.push(this.#file.position);
    this.#file.write(`<${name}>`);
    const start = this.#file.position;
    for (const piece of pieces) this.#file.write(piece);
    this.#file.write(`</${name}>`);
    return start;
  }

  /** A row a piece: 30 million cells of a panel would be as many pieces. */
  *#data({ rows }: ExportTable): Generator<Buffer> {
    const width = widthOf(this.#columns);
    let observation = 0;
    for (const row of rows()) {
      observation++;
      const line = Buffer.alloc(width);
      let at = 0;
      for (const [index, column] of this.#columns.entries())
        at = this.#put(line, at, row[index] ?? null, { column, variable: index + 1, observation });
      yield line;
    }
  }

  /** Writes a cell into its row, and returns where the next one begins. */
  #put(
    line: Buffer,
    at: number,
    value: ExportValue,
    { column: { storage }, ...place }: { column: StataColumn; variable: number; observation: number },
  ): number {
    if (storage === 'double') return putDouble(line, at, typeof value === 'number' ? value : null);
    if (storage === 'long') return putLong(line, at, typeof value === 'number' ? value : null);
    const text = typeof value === 'string' ? value : '';
    if (storage === 'strL') return at + this.#longText(text, place).copy(line, at);
    line.write(text, at, storage.width);
    return at + storage.width;
  }

  /** Keeps the text for later, and gives the reference to it. */
  #longText(text: string, { variable, observation }: { variable: number; observation: number }): Buffer {
    if (text === '') return Buffer.alloc(8);
    const content = Buffer.from(`${text}\0`);
    const head = [Buffer.from('GSO'), unsigned(4, variable), unsigned(8, observation), Buffer.from([130])];
    this.#longTexts.write(Buffer.concat([...head, unsigned(4, content.length), content]));
    return Buffer.concat([unsigned(2, variable), unsigned(6, observation)]);
  }
}

function unsigned(bytes: 2 | 4 | 6 | 8, value: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  if (bytes === 8) buffer.writeBigUInt64LE(BigInt(value));
  else buffer.writeUIntLE(value, 0, bytes);
  return buffer;
}

/** Stata's missing value `.` is the least number beyond those that it has. */
const putDouble = (line: Buffer, at: number, value: number | null): number =>
  value === null ? line.writeBigUInt64LE(0x7fe0000000000000n, at) : line.writeDoubleLE(value, at);

const LONG_MISSING = 2147483621;

const putLong = (line: Buffer, at: number, value: number | null): number =>
  line.writeInt32LE(value === null || Math.abs(value) >= LONG_MISSING ? LONG_MISSING : value, at);

function padded(text: string, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  buffer.write(text);
  return buffer;
}

/** As many whole characters as a label may have. */
const clipped = (text: string, characters: number): string => [...text].slice(0, characters).join('');

const labelOf = ({ label, labelZh }: StataColumn): string => clipped(`${label} · ${labelZh}`, 80);
