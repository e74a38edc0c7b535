import { describe, expect, it } from 'vitest';
import { DOCX_MANNERS, docxOf } from '../../../generator/docx.ts';
import {
  generateReport,
  reportParagraphs,
  reportTables,
  type SampleReport,
  type SampleTable,
} from '../../../generator/index.ts';
import { odtOf } from '../../../generator/odt.ts';
import { RTF_MANNERS, rtfOf } from '../../../generator/rtf.ts';
import type { Block, Table } from '../../../src/extract/document.ts';
import { readDocument } from '../../../src/extract/formats/index.ts';

/** Enough seeds for every form and the odd values; each file takes a few milliseconds. */
const SEEDS = Array.from({ length: 12 }, (_, index) => 100 + index);

interface Writer {
  readonly name: string;
  readonly write: (report: SampleReport) => Promise<Uint8Array>;
}

const WRITERS: readonly Writer[] = [
  ...DOCX_MANNERS.map((manner) => ({
    name: `docx ${manner.name}`,
    write: (report: SampleReport) => docxOf(report, manner),
  })),
  ...RTF_MANNERS.map((manner) => ({
    name: `rtf ${manner}`,
    write: async (report: SampleReport) => rtfOf(report, manner),
  })),
  { name: 'odt', write: (report) => odtOf(report) },
  { name: 'odt flat', write: (report) => odtOf(report, true) },
];

describe.each(WRITERS)('$name', ({ write }) => {
  it.each(SEEDS)('gives back every cell and paragraph of report %i', async (seed) => {
    const report = generateReport(seed);
    const read = await readDocument(await write(report), {});
    if (read.kind !== 'document') throw new Error('not a document');
    expect(tables(read.document.blocks).map(shown)).toEqual(reportTables(report).map(expected));
    expect(paragraphs(read.document.blocks)).toEqual(
      reportParagraphs(report)
        .map((line) => line.trim())
        .filter((line) => line !== ''),
    );
    expect(read.document.warnings).toEqual([]);
  });
});

const tables = (blocks: readonly Block[]): Table[] => blocks.filter((block) => block.kind === 'table');

const paragraphs = (blocks: readonly Block[]): string[] =>
  blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []));

/** One line a cell, so that a difference shows where it is. */
function shown(table: Table | SampleTable): string[] {
  return table.cells.map((cell) => `${cell.row}/${cell.column} ${cell.rowSpan}x${cell.colSpan} ${cell.text.trim()}`);
}

const expected = (table: SampleTable): string[] => shown(withUsedColumns(table));

/** Lines between columns that no cell of the table ends at are not drawn, so that nobody can see them. */
function withUsedColumns(table: SampleTable): SampleTable {
  const edges = [...new Set(table.cells.flatMap((cell) => [cell.column, cell.column + cell.colSpan]))].sort(
    (a, b) => a - b,
  );
  const cells = table.cells.map((cell) => ({
    ...cell,
    column: edges.indexOf(cell.column),
    colSpan: edges.indexOf(cell.column + cell.colSpan) - edges.indexOf(cell.column),
  }));
  return { ...table, columns: edges.length - 1, cells };
}
