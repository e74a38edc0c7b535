/**
 * The one model that every format is read into and that the report grammar reads from: blocks in order, each a paragraph or a table.
 * Nothing here knows where the bytes came from.
 */
import type { WarningCode } from '../codebook/warnings.ts';
import { onceFor } from '../vocabulary/memoize.ts';

export const FORMATS = [
  'html',
  'pdf',
  'ofd',
  'docx',
  'doc',
  'wps',
  'rtf',
  'odt',
  'xls',
  'xlsx',
  'text',
  'image',
  'zip',
  'rar',
] as const;
export type Format = (typeof FORMATS)[number];

/** Where something stands on a page: `page` from 1; `box` = left, top, right, bottom in PDF points (1/72 inch), origin top left. */
export interface Position {
  readonly page: number;
  readonly box: readonly [number, number, number, number];
}

export interface Cell {
  /** Grid row and column of the cell's top-left corner, from 0. */
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly colSpan: number;
  /** Printed text; line breaks inside the cell are `\n`. */
  readonly text: string;
  readonly position?: Position;
  /** OCR confidence, 0 to 1; absent where the text was not recognised from pixels. */
  readonly confidence?: number;
  /** True in a row whose label was guessed from where words stand: its numbers are given only where a sum confirms them. */
  readonly inferred?: boolean;
}

export interface Paragraph {
  readonly kind: 'paragraph';
  readonly text: string;
  /** 1 to 6 where the format marks a heading. */
  readonly level?: number;
  readonly page?: number;
  /** OCR confidence, 0 to 1, of its worst line; absent where the text was not recognised from pixels. No number is read from such text. */
  readonly confidence?: number;
}

export interface Table {
  readonly kind: 'table';
  /** Size of the grid. */
  readonly rows: number;
  readonly columns: number;
  /** Each cell once, ordered by row then column; cells never overlap. Grid places without a cell are places the source left out. */
  readonly cells: readonly Cell[];
  /**
   * True where the source keeps cells and rows but no spans (tab-separated dumps, Markdown, one cell a line): merged cells are then
   * blank or missing, and a column number means little. Such rows are read by counting from the label, not by header columns.
   */
  readonly ragged?: boolean;
  /**
   * True where rows and columns were guessed from where words stand on a page: neither rules nor markup say what a cell is. Numbers of
   * such a table are given only where a sum confirms them.
   */
  readonly inferred?: boolean;
}

export type Block = Paragraph | Table;

/** Something that a careful reader would want to know; `where` names the place in words or as `table/row/column`. */
export interface Warning {
  readonly code: WarningCode;
  readonly message: string;
  readonly where: string | null;
}

export interface Document {
  readonly format: Format;
  /** Charset that decoded the bytes, for text formats; else null. */
  readonly charset: string | null;
  /** Why that charset, in one sentence; else null. */
  readonly charsetEvidence: string | null;
  readonly blocks: readonly Block[];
  /** What the file says about itself outside its text (HTML meta and title, document properties). Hints, never trusted over the text. */
  readonly metadata: DocumentMetadata;
  readonly warnings: readonly Warning[];
}

export interface DocumentMetadata {
  readonly title?: string;
  readonly organ?: string;
  /** ISO date `YYYY-MM-DD`. */
  readonly publishedOn?: string;
  readonly indexNumber?: string;
}

/** Why a file cannot be read, wherever it is told: CLI, package, database. A closed list, documented in docs/schema.md. */
export const UNREADABLE = {
  not_found: 'no file has this name (only where a path was given; never stored)',
  no_access:
    'the system does not let the file be read: permissions, a device, a fault of the disk (only where a path was given; never stored)',
  empty: 'no bytes, or only blanks',
  unknown_format: 'none of the formats that reports come in',
  encrypted: 'locked by a password',
  damaged: 'its own structure is broken, or the archive has lost it',
  error_page: 'an error page served in place of the file',
  too_large: 'larger than the limit, or larger when unpacked, or reading it took too much memory',
  too_deep: 'archives in archives, or structures in structures, beyond the limit',
  timeout: 'reading it took longer than the limit, twice',
  crashed: 'the reading process ended while it read this file, twice',
  shortage: 'the machine had no memory or no file handles left, or ended the reading process; the next run tries again',
  no_text: 'nothing to read in it, not even by character recognition',
  unsupported: 'a known format, or a variant of one, that cannot be read yet',
} as const;
export type UnreadableCode = keyof typeof UNREADABLE;

/** A file that cannot be read: says what is wrong and what to do, for a person. */
export class UnreadableError extends Error {
  readonly code: UnreadableCode;
  constructor(code: UnreadableCode, message: string) {
    super(message);
    this.name = 'UnreadableError';
    this.code = code;
  }
}

/** The document's plain text: paragraphs by line, table rows by line with cells separated by tabs. Used for search and for the text hash. */
export function plainText(blocks: readonly Block[]): string {
  return blocks.map((block) => (block.kind === 'paragraph' ? block.text : tableText(block))).join('\n');
}

/** Asked by whoever compares blocks, and for what is stored. */
const tableText = onceFor((table: Table): string => {
  const lines: string[][] = Array.from({ length: table.rows }, () => []);
  for (const cell of table.cells) lines[cell.row]?.push(onOneLine(cell.text));
  return lines.map((line) => line.join('\t')).join('\n');
});

const onOneLine = (text: string): string => (text.includes('\n') ? text.replace(/(?<!\s)\s*\n\s*/g, '') : text);
