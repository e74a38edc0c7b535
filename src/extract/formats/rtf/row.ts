import type { CellShape } from '../office/body-block.ts';
import type { Ground } from '../office/text-style.ts';

/** Position of a row's first edge where the file names none: text begins at the margin, the cell a little before. */
const DEFAULT_LEFT = 0;

/** The row being defined: `\trowd` begins it, each `\cellx` ends a cell. */
export class RowDefinition {
  #left = DEFAULT_LEFT;
  #shapes: CellShape[] = [];
  #merge: CellShape['merge'] = null;
  #joined = false;
  #ground: Ground | null = null;
  readonly #grounds: (Ground | null)[] = [];

  /** Gives the cell that is being defined a shading. */
  shade(ground: Ground | null): void {
    this.#ground = ground;
  }

  /** The shading of a cell; null for none. */
  groundOf(cell: number): Ground | null {
    return this.#grounds[cell] ?? null;
  }

  /** Takes a control word; gives whether it was about the row's cells. */
  apply(name: string, value: number | null): boolean {
    switch (name) {
      case 'trowd':
        this.#left = DEFAULT_LEFT;
        this.#shapes = [];
        this.#grounds.length = 0;
        this.#resetCell();
        return true;
      case 'trleft':
        this.#left = value ?? DEFAULT_LEFT;
        return true;
      case 'clvmgf':
        this.#merge = 'start';
        return true;
      case 'clvmrg':
        this.#merge = 'continue';
        return true;
      case 'clmgf':
        this.#joined = false;
        return true;
      case 'clmrg':
        this.#joined = true;
        return true;
      case 'cellx':
        this.#endCell(value ?? 0);
        return true;
      default:
        return false;
    }
  }

  get shapes(): readonly CellShape[] {
    return this.#shapes;
  }

  #endCell(right: number): void {
    // A first edge to the right of the cell's end is nonsense; the order of the cells is what counts.
    const left = this.#shapes.at(-1)?.right ?? Math.min(this.#left, right - 1);
    this.#grounds.push(this.#ground);
    this.#shapes.push({ left, right, merge: this.#merge, joined: this.#joined && this.#shapes.length > 0, rowSpan: 1 });
    this.#resetCell();
  }

  #resetCell(): void {
    this.#merge = null;
    this.#joined = false;
    this.#ground = null;
  }
}
