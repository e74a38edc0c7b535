import type { CellFigure, CellSpec } from './grid.ts';
import { type LabelStyle, printLabel } from './labels.ts';
import { type NumberKind, type PrintStyle, printNumber } from './printed.ts';
import type { Random } from './random.ts';
import type { TruthNumbers, TruthTexts } from './truth.ts';

/** Prints the cells of one table and remembers what a perfect reader must read in them. */
export interface Printer {
  readonly random: Random;
  readonly values: TruthNumbers;
  readonly raw: TruthTexts;
  label(text: string, side?: boolean): string;
  /** `roomy` cells have room for a remark behind the number. */
  value(figure: CellFigure, value: number, kind?: NumberKind, roomy?: boolean): CellSpec;
}

export function makePrinter(numbers: PrintStyle, labels: LabelStyle, random: Random): Printer {
  const values: TruthNumbers = {};
  const raw: TruthTexts = {};
  return {
    random,
    values,
    raw,
    label: (text, side = false) => printLabel(text, labels, random, side),
    value: (figure, value, kind = 'count', roomy = false) => {
      const printed = printNumber(value, kind, numbers, random, roomy);
      values[figure.row] = { ...values[figure.row], [figure.column]: printed.value };
      raw[figure.row] = { ...raw[figure.row], [figure.column]: printed.raw };
      return { text: printed.raw ?? '', role: 'value', figure };
    },
  };
}
