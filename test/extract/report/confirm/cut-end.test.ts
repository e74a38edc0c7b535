import { expect, it } from 'vitest';
import { workbookOf } from '../../../../generator/xlsx.ts';
import { extract } from '../../../../src/extract/index.ts';
import type { SampleTable } from '../../../../src/sample/grid.ts';
import type { SampleReport } from '../../../../src/sample/model.ts';
import { generateReport } from '../../../../src/sample/report.ts';
import { changeTables, sliceTable } from '../../../../src/sample/shape.ts';

/** Codes of ends that the workbook of a report is said to lack. */
async function endsOf(report: SampleReport): Promise<string[]> {
  const read = await extract(await workbookOf(report, 'one-sheet'), { name: 'a.xlsx' });
  if (read.kind !== 'document') throw new Error('read as an archive');
  return read.report.warnings.flatMap(({ code, where }) => (/early|short/.test(code) ? [`${code} ${where}`] : []));
}

const sample = (change: (table: SampleTable) => SampleTable): SampleReport => {
  const report = generateReport(77, { form: '2021', variety: 'plain', instead: [], missing: [] });
  return {
    ...report,
    blocks: changeTables(report.blocks, (table) => [
      table.key === 'disclosure' || table.key === 'applications' ? change(table) : table,
    ]),
  };
};

it('does not say of a table that it ends early whose last row is printed without numbers', async () => {
  const blankEnd = sample((table) => ({
    ...table,
    cells: table.cells.map((cell) =>
      cell.row === table.rows - 1 && cell.role === 'value' ? { ...cell, text: '' } : cell,
    ),
  }));
  expect(await endsOf(blankEnd)).toEqual([]);
});

it('says so where the last row is not there', async () => {
  const cut = sample((table) => sliceTable(table, 0, table.rows - 1, 'blank'));
  expect(await endsOf(cut)).toEqual(['table_ends_early disclosure', 'table_ends_early applications']);
});
