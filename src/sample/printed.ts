import type { Random } from './random.ts';

/** How one report prints its numbers. */
export interface PrintStyle {
  /** What stands where the number is 0: the digit, nothing, or a sign for nothing. */
  readonly zero: '0' | '' | '—' | '/' | '无' | 'mixed';
  /** Share of the cells that are printed in an unusual way, 0 to 1. */
  readonly odd: number;
}

export const PLAIN_STYLE: PrintStyle = { zero: '0', odd: 0 };

export type NumberKind = 'count' | 'change' | 'amount';

export interface PrintedNumber {
  /** As printed; null for a blank cell. */
  readonly raw: string | null;
  /** What a reader must make of it; null for a blank cell or a sign for nothing. */
  readonly value: number | null;
}

export function makePrintStyle(random: Random): PrintStyle {
  return {
    zero: random.chance(0.6) ? '0' : random.pick(['', '', 'mixed', '—', '/', '无'] as const),
    odd: random.pick([0, 0, 0.05, 0.2]),
  };
}

/** Prints a number. `roomy` is true in table 2, whose cells have room for a remark. */
export function printNumber(
  value: number,
  kind: NumberKind,
  style: PrintStyle,
  random: Random,
  roomy = false,
): PrintedNumber {
  if (value === 0 && style.zero !== '0') return printZero(style.zero, random);
  const oddly = style.odd > 0 && random.chance(style.odd);
  return { raw: oddly ? printOddly(value, kind, random, roomy) : printPlainly(value, kind), value };
}

function printZero(zero: PrintStyle['zero'], random: Random): PrintedNumber {
  const sign = zero === 'mixed' ? random.pick(['0', '', '', '—', '-', '／', '--']) : zero;
  if (sign === '0') return { raw: '0', value: 0 };
  return { raw: sign === '' ? null : sign, value: null };
}

function printPlainly(value: number, kind: NumberKind): string {
  return kind === 'change' && value > 0 ? `+${value}` : plainDigits(value);
}

/** Never 1e-7: amounts keep six decimals at most. */
const plainDigits = (value: number): string =>
  Number.isInteger(value) ? String(value) : value.toFixed(6).replace(/(?<!0)0+$/, '');

type NumberPrinter = (value: number, random: Random) => string;

const grouped: NumberPrinter = (value) => plainDigits(value).replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, ',');
const fullWidth: NumberPrinter = (value) =>
  plainDigits(value).replace(/[-+.0-9]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
const padded: NumberPrinter = (value, random) =>
  random.pick([` ${value}`, `${value} `, `\u00a0${value}\u00a0`, `${value}\u3000`, `\u200b${value}`]);
const remarked: NumberPrinter = (value, random) => `${value}（其中修订${random.int(0, Math.max(1, value))}件）`;
const counted: NumberPrinter = (value) => `${value}件`;
const unsigned: NumberPrinter = (value) => plainDigits(value);
const wideMinus: NumberPrinter = (value, random) =>
  value < 0 ? `${random.pick(['－', '−', '﹣'])}${-value}` : `＋${value}`;
const inYuan: NumberPrinter = (value) => `${plainDigits(Number((value * 10000).toFixed(2)))}元`;
const inWanYuan: NumberPrinter = (value) => `${plainDigits(value)}万元`;

const ODD_PRINTERS: Readonly<Record<NumberKind, readonly NumberPrinter[]>> = {
  count: [grouped, fullWidth, padded],
  change: [unsigned, wideMinus, fullWidth, padded],
  amount: [inYuan, inWanYuan, grouped, fullWidth, padded],
};

function printOddly(value: number, kind: NumberKind, random: Random, roomy: boolean): string {
  const printers = kind === 'count' && roomy ? [...ODD_PRINTERS.count, remarked, counted] : ODD_PRINTERS[kind];
  const printer = random.pick(printers);
  // A yuan has two decimals: an amount that has more of them cannot be printed in yuan.
  if (printer === inYuan && Number((value * 10000).toFixed(2)) / 10000 !== value) return inWanYuan(value, random);
  return printer(value, random);
}
