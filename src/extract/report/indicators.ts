import { normaliseLabel } from '../../codebook/index.ts';
import type { Cell } from '../document.ts';
import { type FigureSheet, OCR_TRUST, oneLine } from './figures.ts';
import { type Grid, isBlank, type Row } from './grid.ts';
import type { CellSource, Indicator } from './model.ts';
import { parseValue } from './values.ts';

const NAME = /^(?:统计)?(?:指标|项目)(?:名称)?$|^统计内容$/;
const UNIT = /^(?:计量)?单位$/;
const VALUE =
  /^(?:统计)?(?:数|数量|数值|数据|指标值)$|^本年(?:度)?(?:数|数量|累计)?$|^(?:20\d\d|\d{2})年(?:度)?(?:数|数量)?$/;
const CUMULATIVE = /历年累计|^累计(?:数|数量)?$/;

interface Header {
  readonly name: Cell;
  readonly unit: Cell | null;
  readonly value: Cell;
  readonly cumulative: Cell | null;
  readonly grid: Grid;
}

/** Reads the one long table of generation 2014, row by row in printed order; headings are rows with null numbers. */
export class IndicatorsReader {
  readonly indicators: Indicator[] = [];
  readonly #sheet: FigureSheet;
  #header: Header | null = null;

  constructor(sheet: FigureSheet) {
    this.#sheet = sheet;
  }

  /** Takes a whole table that opens with 统计指标 / 单位 / 统计数, or that continues one right before it. */
  take(grid: Grid): boolean {
    const at = grid.rows.findIndex((row) => this.#headerOf(row, grid) !== null);
    const header = grid.rows[at] ? this.#headerOf(grid.rows[at], grid) : null;
    if (!header && !this.#continues(grid)) return false;
    if (header) this.#header = header;
    for (const row of grid.rows.slice(at + 1)) this.#read(row, grid);
    return true;
  }

  #headerOf(row: Row, grid: Grid): Header | null {
    const find = (pattern: RegExp): Cell | null =>
      row.cells.find((cell) => pattern.test(normaliseLabel(cell.text))) ?? null;
    const name = find(NAME);
    const unit = find(UNIT);
    const value = find(VALUE);
    if (!name || !value || name === value) return null;
    return { name, unit, value, cumulative: find(CUMULATIVE), grid };
  }

  /** A page break repeats no header: same number of columns, and rows that begin like indicators. */
  #continues(grid: Grid): boolean {
    const header = this.#header;
    return (
      header !== null && header.grid.number === grid.number - 1 && header.grid.table.columns === grid.table.columns
    );
  }

  #read(row: Row, grid: Grid): void {
    const header = this.#header;
    if (!header || row.cells.every(isBlank) || this.#headerOf(row, grid)) return;
    const numbers = header.cumulative ? 2 : 1;
    const name = this.#name(row, header);
    if (!name) return;
    const unit = header.unit ? this.#cell(row, header.unit, header, numbers) : null;
    const value = this.#cell(row, header.value, header, numbers - 1);
    const cumulative = header.cumulative ? this.#cell(row, header.cumulative, header, 0) : null;
    const own = (cell: Cell | null): string | null => (cell && cell !== name ? cell.text : null);
    const unitText = oneLine(own(unit) ?? '').replace(/\s/g, '');
    const read = (cell: Cell | null): number | null => this.#value(cell && cell !== name ? cell : null, name, unitText);
    this.indicators.push({
      indicator: oneLine(name.text).replace(/\s/g, ''),
      unit: unitText === '' ? null : unitText,
      values: header.cumulative ? { this_year: read(value), cumulative: read(cumulative) } : { value: read(value) },
      raw: header.cumulative ? { this_year: own(value), cumulative: own(cumulative) } : { value: own(value) },
      source: sourceOf(value ?? name, grid),
    });
  }

  /** The cell that names the row: the last filled one at or under the header's name column. */
  #name(row: Row, header: Header): Cell | null {
    // Behind the name there may be a column of codes; a name column of two grid columns holds group and item.
    const end = header.name.column + header.name.colSpan;
    const before = row.cells.filter((cell) => header.grid.table.ragged || cell.column < end);
    const filled = before.filter((cell) => !isBlank(cell));
    if (header.grid.table.ragged) return filled[0] ?? null;
    return filled.at(-1) ?? null;
  }

  /** The cell below a header cell; in tables without spans, counted from the row's end. */
  #cell(row: Row, above: Cell, header: Header, fromEnd: number): Cell | null {
    if (header.grid.table.ragged) {
      const place = header.grid.table.cells.filter((cell) => cell.row === header.name.row).indexOf(above);
      return row.cells.length > place ? (row.cells[place] ?? null) : (row.cells.at(-1 - fromEnd) ?? null);
    }
    return row.cells.find((cell) => cell.column <= above.column && above.column < cell.column + cell.colSpan) ?? null;
  }

  #value(cell: Cell | null, name: Cell, unit: string): number | null {
    if (!cell) return null;
    const where = `indicators/${oneLine(name.text)}`;
    if (cell.confidence !== undefined && cell.confidence < OCR_TRUST) {
      this.#sheet.warn('low_confidence', `recognised as "${oneLine(cell.text)}" with low confidence only`, where);
      return null;
    }
    const parsed = parseValue(cell.text, unit === '万元' ? '万元' : '件');
    if (parsed.kind === 'number') return parsed.value;
    if (parsed.kind !== 'blank') {
      this.#sheet.warn(
        'unreadable_value',
        `cannot read "${oneLine(cell.text)}" as a number`,
        `indicators/${oneLine(name.text)}`,
      );
    }
    return null;
  }
}

function sourceOf(cell: Cell, grid: Grid): CellSource {
  return {
    table: grid.number,
    row: cell.row,
    column: cell.column,
    position: cell.position ?? null,
    confidence: cell.confidence ?? null,
  };
}
