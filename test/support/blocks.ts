import type { Block, Document, Table } from '../../src/extract/document.ts';
import { htmlReader } from '../../src/extract/formats/html.ts';
import { textReader } from '../../src/extract/formats/text.ts';

export const readHtml = (html: string): Promise<Document> => htmlReader.read(Buffer.from(html), 'html', {});
export const readText = (text: string): Promise<Document> => textReader.read(Buffer.from(text), 'text', {});

/** What is printed where, whichever reader's table it is. */
interface Printed {
  readonly rows: number;
  readonly cells: readonly { row: number; rowSpan: number; colSpan: number; text: string }[];
}

/** A table as its rows of printed cells; a span is written before the text as `2x3:`, a line break as `/`. */
export const rowsOf = (table: Printed): string[][] =>
  Array.from({ length: table.rows }, (_, row) =>
    table.cells
      .filter((cell) => cell.row === row)
      .map(({ rowSpan, colSpan, text }) => {
        const span = rowSpan === 1 && colSpan === 1 ? '' : `${rowSpan}x${colSpan}:`;
        return span + text.replace(/\n/g, '/');
      }),
  );

/** Blocks as a test writes them: a paragraph as its text, a table as its rows. */
export const outline = (blocks: readonly Block[]): (string | string[][])[] =>
  blocks.map((block) => (block.kind === 'paragraph' ? block.text : rowsOf(block)));

export const tablesOf = (document: Document): Table[] => document.blocks.filter((block) => block.kind === 'table');
