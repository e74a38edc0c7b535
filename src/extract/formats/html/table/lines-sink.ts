import type { Sink } from '../body/walk.ts';
import type { Element } from '../dom/dom.ts';
import { printedLine } from '../dom/line.ts';

/** Collects the printed lines of one cell, and hands the tables inside it to `onTable`. */
export class LinesSink implements Sink {
  readonly isCell = true;
  readonly lines: string[] = [];
  /** A heading stands in the cell, as in the cells of layout tables. */
  hasHeading = false;
  private current = '';
  private readonly onTable: (element: Element, depth: number) => boolean;

  constructor(onTable: (element: Element, depth: number) => boolean) {
    this.onTable = onTable;
  }

  text(data: string): void {
    this.current += data;
  }

  lineBreak(): void {
    this.blockBreak();
  }

  blockBreak(): void {
    // What parts a number from another that stands over it parts it from nothing here.
    const line = printedLine(this.current).replace(/ \|$/, '');
    this.current = '';
    if (line !== '') this.lines.push(line);
  }

  heading(level: number | null): void {
    if (level !== null) this.hasHeading = true;
  }

  table(element: Element, depth: number): boolean {
    this.blockBreak();
    return this.onTable(element, depth);
  }

  preformatted(text: string): void {
    for (const line of text.split(/\r?\n|\r/)) {
      this.current = line;
      this.blockBreak();
    }
  }

  field(value: string): void {
    this.current += value;
  }

  last(): string {
    return this.current.slice(-1);
  }
}
