import { expect, it } from 'vitest';
import { TABLE_KEYS } from '../../../src/codebook/index.ts';
import type { Block, Cell } from '../../../src/extract/document.ts';
import { rowsOf, type SampleCell, type SampleTable } from '../../../src/sample/grid.ts';
import { generateReport } from '../../../src/sample/report.ts';
import { readSample } from '../../support/read-sample.ts';

/** The cells that a row begins, as a table: pasted spreadsheets come as one table a row, what spans rows only in the first. */
const rowTables = ({ cells, rows, columns }: SampleTable): Block[] =>
  rowsOf({ key: 'several', cells, rows, columns }).map((row): Block => {
    let column = 0;
    const placed = row.map(({ colSpan, text }: SampleCell): Cell => {
      const cell = { row: 0, column, rowSpan: 1, colSpan, text };
      column += colSpan;
      return cell;
    });
    return { kind: 'table', rows: 1, columns: column, cells: placed };
  });

it.each(['2021', '2019', '2014'] as const)('reads tables of which each row is a table: %s', (form) => {
  for (let seed = 1; seed <= 8; seed++) {
    const report = generateReport(seed, { form, variety: 'plain' });
    const json = readSample(report, rowTables);
    for (const table of TABLE_KEYS) expect(json[table], `seed ${seed}`).toEqual(report.truth[table]);
    expect(json.indicators, `seed ${seed}`).toEqual(report.truth.indicators);
  }
});
