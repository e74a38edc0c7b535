import { type CellShape, plainShape } from '../office/body-block.ts';
import type { ByteView } from '../office/byte-view.ts';
import type { Property } from './properties.ts';

/** Bytes of a cell's description in a row's definition. */
const CELL_SIZE = 20;

/** Codes of the properties that say how a row is cut into cells. */
const DEFINE = 0xd608;
const MERGE_DOWN = 0xd62b;
const INSERT = 0x7621;
const DELETE = 0x5622;
const WIDTH = 0x7623;
const MERGE = 0x5624;
const SPLIT = 0x5625;

/** Sideways merge: 1 the first cell, 2 and 3 a following one. Downward: 3 the first, 1 a following one. */
interface CellFlags {
  sideways: number;
  down: number;
}

/** The cells of one row: their edges in twips and how they are merged. */
export class RowShape {
  #edges: number[] = [];
  #cells: CellFlags[] = [];

  /** Takes a property; those that are not about a row's cells change nothing. */
  apply({ code, operand }: Property): void {
    const first = operand.u8(0);
    if (code === DEFINE) this.#define(operand);
    else if (code === MERGE_DOWN)
      this.#mark(operand.u8(0), operand.u8(0) + 1, (cell) => (cell.down = operand.u8(1) & 3));
    else if (code === INSERT) this.#insert(first, operand.u8(1), operand.i16(2));
    else if (code === DELETE) this.#delete(first, operand.u8(1));
    else if (code === WIDTH) this.#resize(first, operand.u8(1), operand.i16(2));
    else if (code === SPLIT) this.#mark(first, operand.u8(1), (cell) => (cell.sideways = 0));
    else if (code === MERGE) {
      this.#mark(first, operand.u8(1), (cell) => (cell.sideways = 2));
      this.#mark(first, first + 1, (cell) => (cell.sideways = 1));
    }
  }

  get shapes(): CellShape[] {
    return this.#cells.map((cell, index) => ({
      ...plainShape(this.#edges[index] ?? 0, this.#edges[index + 1] ?? 0),
      merge: cell.down === 0 ? null : cell.down === 1 ? 'continue' : 'start',
      joined: index > 0 && cell.sideways >= 2,
    }));
  }

  #define(operand: ByteView): void {
    const count = operand.u8(0);
    this.#edges = Array.from({ length: count + 1 }, (_, index) => operand.i16(1 + 2 * index));
    this.#cells = Array.from({ length: count }, (_, index) => {
      const flags = operand.u16(1 + 2 * (count + 1) + CELL_SIZE * index);
      return { sideways: flags & 3, down: (flags >>> 5) & 3 };
    });
  }

  #mark(from: number, to: number, change: (cell: CellFlags) => void): void {
    for (const cell of this.#cells.slice(from, to)) change(cell);
  }

  #insert(at: number, count: number, width: number): void {
    const place = Math.min(at, this.#cells.length);
    const left = this.#edges[place] ?? 0;
    this.#edges = [
      ...this.#edges.slice(0, place + 1),
      ...Array.from({ length: count }, (_, index) => left + (index + 1) * width),
      ...this.#edges.slice(place + 1).map((edge) => edge + count * width),
    ];
    this.#cells.splice(place, 0, ...Array.from({ length: count }, () => ({ sideways: 0, down: 0 })));
  }

  #delete(from: number, to: number): void {
    const end = Math.min(to, this.#cells.length);
    if (from >= end) return;
    const width = (this.#edges[end] ?? 0) - (this.#edges[from] ?? 0);
    this.#cells.splice(from, end - from);
    this.#edges = [...this.#edges.slice(0, from + 1), ...this.#edges.slice(end + 1).map((edge) => edge - width)];
  }

  #resize(from: number, to: number, width: number): void {
    for (let cell = from; cell < Math.min(to, this.#cells.length); cell++) {
      const change = (this.#edges[cell] ?? 0) + width - (this.#edges[cell + 1] ?? 0);
      for (let edge = cell + 1; edge < this.#edges.length; edge++)
        this.#edges[edge] = (this.#edges[edge] ?? 0) + change;
    }
  }
}
