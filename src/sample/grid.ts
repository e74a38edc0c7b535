import type { TableKey } from '../codebook/model.ts';

/** Which number of the truth a cell prints: `table` = `indicators` counts rows of the 2014 table from 0 in `row`. */
export interface CellFigure {
  readonly table: TableKey | 'indicators';
  readonly row: string;
  readonly column: string;
}

/** `side` is a merged group cell beside the rows; `band` a full-width row such as 第二十条第（一）项. */
export type CellRole = 'band' | 'header' | 'side' | 'label' | 'value';

/** A cell of a sample table. `row` and `column` count from 0; line breaks inside the cell are `\n`; a blank cell is ''. */
export interface SampleCell {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly colSpan: number;
  readonly text: string;
  readonly role: CellRole;
  readonly figure: CellFigure | null;
}

/** A full grid: every place is covered by exactly one cell; cells are ordered by row, then column. */
export interface SampleTable {
  /** What the table holds; `several` where a layout put more than one of them into one table. */
  readonly key: TableKey | 'indicators' | 'several';
  readonly rows: number;
  readonly columns: number;
  readonly cells: readonly SampleCell[];
}

export interface CellSpec {
  readonly text: string;
  readonly role: CellRole;
  readonly rowSpan?: number;
  readonly colSpan?: number;
  readonly figure?: CellFigure;
}

/** Places rows of cells on a grid as HTML does: left to right, skipping what a row span from above covers. */
export function gridOf(key: SampleTable['key'], rows: readonly (readonly CellSpec[])[]): SampleTable {
  const taken: boolean[][] = rows.map(() => []);
  const cells: SampleCell[] = [];
  rows.forEach((specs, row) => {
    let column = 0;
    for (const spec of specs) {
      while (taken[row]?.[column]) column++;
      const cell = placed(spec, row, column);
      cells.push(cell);
      for (let r = row; r < row + cell.rowSpan; r++)
        for (let c = column; c < column + cell.colSpan; c++) cover(taken, r, c);
      column += cell.colSpan;
    }
  });
  return { key, rows: rows.length, columns: Math.max(0, ...taken.map((line) => line.length)), cells };
}

function placed(spec: CellSpec, row: number, column: number): SampleCell {
  const { text, role, rowSpan = 1, colSpan = 1, figure = null } = spec;
  return { row, column, rowSpan, colSpan, text, role, figure };
}

function cover(taken: boolean[][], row: number, column: number): void {
  const line = taken[row];
  if (line === undefined || line[column])
    throw new Error(`sample grid: place ${row}/${column} is outside or taken twice`);
  line[column] = true;
}

/** The cells that start in each row, by row. */
export function rowsOf(table: SampleTable): SampleCell[][] {
  const rows: SampleCell[][] = Array.from({ length: table.rows }, () => []);
  for (const cell of table.cells) rows[cell.row]?.push(cell);
  return rows;
}
