import stringWidth from 'string-width';
import { pad, wrapWords } from '../wrap.ts';

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** May be broken into several lines where the screen is too narrow. */
  readonly shrinks?: boolean;
}

const GAP = '  ';
/** A column is broken down to this width and no further. */
const LEAST_WIDTH = 8;

/** A table without lines that fits the screen: what is too long for it is broken, never cut off. A Chinese character is two columns wide. */
export function drawColumns(columns: readonly Column[], rows: readonly (readonly string[])[], width: number): string {
  const widths = fittingWidths(columns, rows, width);
  const lines = [columns.map(({ title }) => title), ...rows].flatMap((cells) => rowLines(columns, cells, widths));
  return `${lines.join('\n')}\n`;
}

/** As wide as what is in them; the widest that may shrink give way until the line fits. */
function fittingWidths(columns: readonly Column[], rows: readonly (readonly string[])[], width: number): number[] {
  const widest = (index: number, title: string) =>
    Math.max(stringWidth(title), ...rows.flatMap((cells) => (cells[index] ?? '').split('\n').map(stringWidthOf)));
  const widths = columns.map(({ title }, index) => widest(index, title));
  const total = () => widths.reduce((sum, one) => sum + one, GAP.length * (columns.length - 1));
  while (total() > width) {
    const shrinking = columns.map(({ shrinks }, index) => (shrinks === true ? (widths[index] ?? 0) : 0));
    const most = Math.max(...shrinking);
    if (most <= LEAST_WIDTH) break;
    widths[shrinking.indexOf(most)] = most - 1;
  }
  return widths;
}

const stringWidthOf = (text: string): number => stringWidth(text);

function rowLines(columns: readonly Column[], cells: readonly string[], widths: readonly number[]): string[] {
  const broken = cells.map((cell, index) =>
    cell.split('\n').flatMap((line) => wrapWords(line, widths[index] ?? LEAST_WIDTH).split('\n')),
  );
  const height = Math.max(...broken.map((lines) => lines.length));
  return Array.from({ length: height }, (_, at) =>
    columns
      .map(({ align }, index) => pad(broken[index]?.[at] ?? '', widths[index] ?? 0, align))
      .join(GAP)
      .trimEnd(),
  );
}
