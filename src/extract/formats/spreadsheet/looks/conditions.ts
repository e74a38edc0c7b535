import type { CellObject } from '@e965/xlsx';

/** Whether a format's condition holds for a cell of this value; null where that depends on more than is computed here. */
export type Condition = (value: CellObject['v']) => boolean | null;

export const ALWAYS: Condition = () => true;
const NEVER: Condition = () => false;
const UNKNOWN: Condition = () => null;

type Compare = (value: number, first: number, second: number) => boolean;
const OPERATORS: Readonly<Record<string, Compare>> = {
  equal: (value, first) => value === first,
  notequal: (value, first) => value !== first,
  greater: (value, first) => value > first,
  greaterthan: (value, first) => value > first,
  greaterorequal: (value, first) => value >= first,
  greaterthanorequal: (value, first) => value >= first,
  less: (value, first) => value < first,
  lessthan: (value, first) => value < first,
  lessorequal: (value, first) => value <= first,
  lessthanorequal: (value, first) => value <= first,
  between: (value, first, second) => value >= first && value <= second,
  notbetween: (value, first, second) => value < first || value > second,
};
const SIGNS: Readonly<Record<string, string>> = {
  ...{ '=': 'equal', '<>': 'notequal', '!=': 'notequal', '==': 'equal' },
  ...{ '>': 'greater', '>=': 'greaterorequal', '<': 'less', '<=': 'lessorequal' },
};

const constant = (formula: string | undefined): number | null => {
  const text = (formula ?? '').replace(/^=/, '').trim();
  return /^[-+]?\d+(?:\.\d+)?$/.test(text) ? Number(text) : null;
};

/** `cellIs` by its operator (`greaterThan`, `Greater`) and its formulas. Blank cells count as 0, as the programs have it. */
export function comparison(operator: string, formulas: readonly (string | undefined)[]): Condition {
  const compare = OPERATORS[operator.toLowerCase()];
  const first = constant(formulas[0]);
  const second = constant(formulas[1]) ?? 0;
  if (!compare || first === null) return UNKNOWN;
  return (value) => {
    if (typeof value === 'number') return compare(value, first, second);
    return value === undefined ? compare(0, first, second) : null;
  };
}

const REFERENCE = /\$?[A-Z]{1,3}\$?\d{1,7}/;
const OWN = new RegExp(`^=?\\s*(${REFERENCE.source})\\s*(<>|>=|<=|=|>|<)\\s*([-+]?\\d+(?:\\.\\d+)?)\\s*$`);

/** A formula about the cell itself, as the first cell of the range has it: `B5=0`. */
export function expression(formula: string, firstCell: string): Condition {
  const text = formula.replace(/^=/, '').trim().toUpperCase();
  if (/^(?:TRUE(?:\(\))?|1)$/.test(text)) return ALWAYS;
  if (/^(?:FALSE(?:\(\))?|0)$/.test(text)) return NEVER;
  const [, reference, sign = '', number] = OWN.exec(text) ?? [];
  // With a fixed row or column the other cells of the range ask for another one's value.
  return reference === firstCell ? comparison(SIGNS[sign] ?? '', [number]) : UNKNOWN;
}

const isBlank = (value: CellObject['v']): boolean => value === undefined || String(value).trim() === '';

/** A rule of Excel by its type. */
export function ruleCondition(
  type: string,
  operator: string,
  formulas: readonly string[],
  text: string,
  firstCell: string,
): Condition {
  const has =
    (test: (value: string) => boolean): Condition =>
    (value) =>
      text !== '' && test(String(value ?? ''));
  switch (type) {
    case 'cellIs':
      return comparison(operator, formulas);
    case 'expression':
      return expression(formulas[0] ?? '', firstCell);
    case 'containsBlanks':
      return isBlank;
    case 'notContainsBlanks':
      return (value) => !isBlank(value);
    case 'containsErrors':
      return (value) => /^#/.test(String(value ?? ''));
    case 'notContainsErrors':
      return (value) => !/^#/.test(String(value ?? ''));
    case 'containsText':
      return has((value) => value.includes(text));
    case 'notContainsText':
      return has((value) => !value.includes(text));
    case 'beginsWith':
      return has((value) => value.startsWith(text));
    case 'endsWith':
      return has((value) => value.endsWith(text));
    // Bars and signs stand in every cell of their range.
    case 'dataBar':
    case 'iconSet':
      return ALWAYS;
    default:
      return UNKNOWN;
  }
}
