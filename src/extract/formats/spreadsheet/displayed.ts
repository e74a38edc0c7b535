import type { CellObject } from '@e965/xlsx';
import type { FormulaSums } from './formulas.ts';

/** Numbers in Chinese signs (`[DBNum1]`) or of a place (`[$-804]`, `[$-zh-CN]`). */
const SIGNS = /\[DBNum\d\]|\[\$-[\w,-]+\]/gi;

/** Prints a number by a format of Excel. */
export type FormatNumber = (format: string, value: number) => string;

/**
 * A cell as it is printed, numbers in plain digits: Chinese signs and zeros in front say no more than those. Numbers without a format of their
 * own are printed in full: a narrow column on screen must not cost digits. Null for a formula without a value that
 * can be told.
 */
export function displayedText(cell: CellObject, format: FormatNumber, sums: FormulaSums): string | null {
  if (cell.f !== undefined && sums.isWithoutValue(cell)) {
    const value = sums.valueOf(cell.f);
    return value === null ? null : numberText(value, cell.z, undefined, format);
  }
  if (cell.t === 'n' && typeof cell.v === 'number') return numberText(cell.v, cell.z, cell.w, format);
  return printed(cell).replace(/\r\n?/g, '\n').trim();
}

/** 15 digits are what Excel keeps; more are noise of the binary fraction. */
export const numberInFull = (value: number): string => String(Number(value.toPrecision(15)));

const printed = ({ w, v }: CellObject): string => w ?? (v === undefined || v === null ? '' : String(v));

function numberText(value: number, code: CellObject['z'], shown: string | undefined, format: FormatNumber): string {
  const written = code === undefined ? 'General' : String(code);
  const plain = written.replace(SIGNS, '');
  if (plain === '' || plain === 'General') return numberInFull(value);
  const text = (plain === written && shown !== undefined ? shown : format(plain, value)).trim();
  return /^0\d+(?:\.\d+)?$/.test(text) ? text.replace(/^0+(?=\d)/, '') : text;
}
