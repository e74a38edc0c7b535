import { describe, expect, it } from 'vitest';
import { TABLE_KEYS } from '../../../src/codebook/index.ts';
import type { Cell, Table } from '../../../src/extract/document.ts';
import type { SampleCell, SampleTable } from '../../../src/sample/grid.ts';
import type { SampleReport } from '../../../src/sample/model.ts';
import { type Random, randomFrom } from '../../../src/sample/random.ts';
import { generateReport } from '../../../src/sample/report.ts';
import { readSample } from '../../support/read-sample.ts';

type Damage = (table: SampleTable, random: Random) => Cell[];

/** A row lost one of its value cells: in HTML all that follow move one column to the left. */
const lostCell: Damage = (table, random) => {
  const values = table.cells.filter((cell) => cell.role === 'value');
  const lost = random.pick(values);
  return table.cells.flatMap((cell) => {
    if (cell === lost) return [];
    return [cell.row === lost.row && cell.column > lost.column ? { ...cell, column: cell.column - 1 } : cell];
  });
};

/** A row gained a blank cell in front: everything in it stands one column too far to the right. */
const gainedCell: Damage = (table, random) => {
  const labels = table.cells.filter((cell) => cell.role === 'label');
  if (labels.length === 0) return [...table.cells];
  const { row } = random.pick(labels);
  const first = table.cells.find((cell) => cell.row === row);
  const blank: Cell = { row, column: first?.column ?? 0, rowSpan: 1, colSpan: 1, text: '' };
  return table.cells.flatMap((cell) => {
    if (cell.row !== row) return [cell];
    const moved = { ...cell, column: cell.column + 1 };
    return cell === first ? [blank, moved] : [moved];
  });
};

/** One character of every label is another one. */
const misprinted: Damage = (table, random) =>
  table.cells.map((cell) =>
    cell.role === 'label' && cell.text.length > 8 ? { ...cell, text: misprint(cell, random) } : cell,
  );

function misprint(cell: SampleCell, random: Random): string {
  const at = 5 + Math.floor(random.next() * (cell.text.length - 6));
  return `${cell.text.slice(0, at)}某${cell.text.slice(at + 1)}`;
}

/** Merged label cells are cut: every row repeats them, as after a page break. */
const repeatedSides: Damage = (table) =>
  table.cells
    .flatMap((cell) =>
      cell.role === 'side'
        ? Array.from({ length: cell.rowSpan }, (_, index) => ({ ...cell, row: cell.row + index, rowSpan: 1 }))
        : [cell],
    )
    .sort((a, b) => a.row - b.row || a.column - b.column);

const read = (report: SampleReport, damage: Damage, random: Random) =>
  readSample(report, (table): Table[] => {
    const { rows, columns } = table;
    const cells = table.key === 'indicators' ? table.cells : damage(table, random);
    return [{ kind: 'table', rows, columns: columns + 1, cells }];
  });

/** Cells that are wrong, and the share of cells that are missing, over many reports. */
function outcome(damage: Damage): { wrong: string[]; missing: number } {
  const wrong: string[] = [];
  let missing = 0;
  let all = 0;
  for (let seed = 1; seed <= 200; seed++) {
    const report = generateReport(seed, { form: seed % 2 ? '2021' : '2019' });
    const json = read(report, damage, randomFrom(seed));
    for (const table of TABLE_KEYS) {
      for (const [row, cells] of Object.entries(report.truth[table] ?? {})) {
        for (const [column, value] of Object.entries(cells)) {
          const got = json[table]?.[row]?.[column] ?? null;
          if (value !== null) all++;
          if (got === null && value !== null) missing++;
          else if (got !== value) wrong.push(`seed ${seed} ${table}/${row}/${column}: ${got} instead of ${value}`);
        }
      }
    }
  }
  return { wrong, missing: missing / all };
}

describe('the grammar on damaged tables', () => {
  it.each([
    // One row of each table is given up: in table 4 that is the whole table.
    ['a row that lost a cell', lostCell, 0.13],
    ['a row that gained a blank cell in front', gainedCell, 0.01],
    ['misprinted labels', misprinted, 0.02],
    ['merged cells that are repeated', repeatedSides, 0],
  ])('gives no wrong number and loses little: %s', (_, damage, most) => {
    const { wrong, missing } = outcome(damage);
    expect(wrong.slice(0, 10)).toEqual([]);
    expect(missing).toBeLessThanOrEqual(most);
  });
});
