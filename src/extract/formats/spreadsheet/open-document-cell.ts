import type { CellObject } from '@e965/xlsx';
import type { Attributes } from '../office/xml.ts';

/** A cell of text; null for a blank one. */
export const textCell = (text: string): CellObject | null => (text === '' ? null : { t: 's', v: text });

/** The number that a cell holds. */
export function numberIn(attributes: Attributes): number | undefined {
  const value = Number(attributes['office:value'] ?? Number.NaN);
  return /^(?:float|currency)$/.test(attributes['office:value-type'] ?? '') && Number.isFinite(value)
    ? value
    : undefined;
}

/** A cell as it is shown; a number in Chinese signs, or wider than its column, in plain digits. Null for a blank one. */
export function shownCell(attributes: Attributes, text: string): CellObject | null {
  const value = numberIn(attributes);
  // Rounded, or with a unit behind it, it is what is shown.
  if (value !== undefined && (!/[0-9]/.test(text) || Number(text.replaceAll(',', '')) === value))
    return { t: 'n', v: value };
  if (text !== '') return textCell(text);
  const [formula, string] = [attributes['table:formula'], attributes['office:string-value']];
  if (string) return textCell(string);
  return formula === undefined ? null : { t: 'z', f: excelFormula(formula) };
}

/** `of:=SUM([.B2:.G2];[.I2])` as Excel has it: SUM(B2:G2,I2). */
const excelFormula = (formula: string): string =>
  formula
    .replace(/^[a-z]+:=/, '')
    .replace(/\[([^\][]*)\]/g, (_, reference: string) => reference.replaceAll('.', ''))
    .replaceAll(';', ',');
