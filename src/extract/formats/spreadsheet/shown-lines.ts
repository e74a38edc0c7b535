/** A column, or a row, of a sheet: hidden, or drawn so narrow or so low that there is none of it. */
interface SheetLine {
  readonly hidden?: boolean | undefined;
  /** Of a column, in characters. */
  readonly width?: number | undefined;
  /** Somebody set it: libraries give columns without a width one of 0. */
  readonly customwidth?: unknown;
  /** Of a row, in points. */
  readonly hpt?: number | undefined;
}

const isHidden = (line: SheetLine | null | undefined): boolean =>
  line?.hidden === true || line?.hpt === 0 || (line?.width === 0 && line.customwidth !== undefined);

/** The columns, or the rows, of a sheet that are seen. */
export class ShownLines {
  /** Hidden ones that something stands in. */
  readonly filled = new Set<number>();
  /** For each one, the number of hidden ones in front of it. */
  readonly #hiddenBefore: readonly number[];

  /** `most`: how many there can be; a damaged file may tell of four thousand million. */
  constructor(lines: readonly (SheetLine | null | undefined)[] = [], most: number) {
    let count = 0;
    const before = [0];
    const end = Math.min(lines.length, most);
    for (let at = 0; at < end; at++) before.push(isHidden(lines[at]) ? ++count : count);
    this.#hiddenBefore = before;
  }

  /** How many are seen in front of one. */
  before(line: number): number {
    return line - (this.#hiddenBefore[Math.min(line, this.#hiddenBefore.length - 1)] ?? 0);
  }

  /** How many are seen from one up to before another; notes the first where it is hidden with what is in it. */
  span(from: number, to: number, isBlank: boolean): number {
    const seen = this.before(to) - this.before(from);
    if (seen === 0 && !isBlank) this.filled.add(from);
    return seen;
  }
}
