import { FORMS, type FormRegistry, normaliseLabel, type SumCheck, type TableKey } from '../../../codebook/index.ts';
import type { CheckResult, Figure } from '../model.ts';

/**
 * The sums that a form itself promises (勾稽关系), computed from what was read. A failing check is a finding about the report; it never
 * changes a number. Sums over the years belong to the database.
 */
export function computeChecks(
  figures: readonly Figure[],
  forms: FormRegistry = FORMS,
  template = 'none',
): CheckResult[] {
  const tables = new Map<TableKey | null, TableNumbers>();
  return checksOf(forms, template).flatMap((variants) => {
    const [{ table, over } = { table: null, over: null }] = variants;
    const own = tables.get(table) ?? numbersOf(figures.filter((figure) => figure.table === table));
    tables.set(table, own);
    if (own.rows.length === 0) return [];
    return over === 'row' ? overRows(variants, own) : downColumns(variants, own, forms);
  });
}

/** One rule as its forms have it: the report's own form first. */
type Variants = readonly SumCheck[];

/** The rules of the report's form; of every form where the tables do not tell which it is. */
function checksOf(forms: FormRegistry, template: string): Variants[] {
  const own = forms.form(template)?.checks ?? [];
  const rules = own.length > 0 ? own.map(({ rule }) => rule) : forms.rules;
  return rules.map((rule) => [...own.filter((check) => check.rule === rule), ...forms.checksOf(rule)]);
}

/** What was read of one table. */
interface TableNumbers {
  /** Keys of rows and of columns, each once, in the order in which they were read. */
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly value: (row: string, column: string) => number | null;
}

function numbersOf(figures: readonly Figure[]): TableNumbers {
  const rows = new Map<string, Map<string, number | null>>();
  const columns = new Set<string>();
  for (const { row, column, value } of figures) {
    const cells = rows.get(row) ?? new Map<string, number | null>();
    if (cells.size === 0) rows.set(row, cells);
    cells.set(column, value);
    columns.add(column);
  }
  return {
    rows: [...rows.keys()],
    columns: [...columns],
    value: (row, column) => rows.get(row)?.get(column) ?? null,
  };
}

function overRows(variants: Variants, { rows: printed, columns, value }: TableNumbers): CheckResult[] {
  const named = ({ left, right }: SumCheck): boolean => [...left, ...right].every((column) => columns.includes(column));
  const check = variants.find(named) ?? variants[0];
  if (!check) return [];
  const rows = new Set([...(check.everyRow ?? []), ...printed]);
  return [...rows].map((row) => {
    const side = (keys: readonly string[]) => sum(keys.map((column) => value(row, column)));
    return compare(check.rule, row, side(check.left), side(check.right));
  });
}

function downColumns(variants: Variants, table: TableNumbers, forms: FormRegistry): CheckResult[] {
  const [check] = variants;
  if (!check) return [];
  const left = check.open ? openParts(variants, table.rows, forms) : check.left;
  return columnsFor(check.table, table.columns, forms).map((column) => {
    const side = (keys: readonly string[] | null) => (keys ? sum(keys.map((row) => table.value(row, column))) : null);
    return compare(check.rule, column, side(left), side(check.right));
  });
}

/** The smallest set of columns of any form that has all printed ones. */
function columnsFor(table: TableKey, printed: readonly string[], forms: FormRegistry): readonly string[] {
  const sets = forms.columnSets(table);
  return sets.find((set) => printed.every((column) => set.includes(column))) ?? sets.at(-1) ?? [];
}

/**
 * The printed rows that add up to a total, an organ's own among them; null where a row is missing: in each form that a report may mix
 * （六）其他处理 is one row or three.
 */
function openParts(variants: Variants, rows: readonly string[], forms: FormRegistry): string[] | null {
  const parts = new Set(variants.flatMap(({ left }) => left));
  const isComplete = variants.some(({ left }) => left.every((row) => rows.includes(row)));
  const table = variants[0]?.table ?? 'applications';
  const isOwn = (row: string): boolean => !SUBTOTAL.test(normaliseLabel(row)) && forms.row(table, row) === null;
  return isComplete ? rows.filter((row) => parts.has(row) || isOwn(row)) : null;
}

/** Sums that an organ adds to the form. */
const SUBTOTAL = /^[总合小]计$/;

/** Whole numbers of up to fifteen digits. */
const EXACT = 1e15;

function sum(parts: readonly (number | null)[]): number | null {
  let total = 0;
  for (const part of parts) {
    if (part === null) return null;
    total += part;
  }
  // Sums of printed decimals, not of their binary neighbours.
  return Number.isInteger(total) && Math.abs(total) < EXACT ? total : Number(total.toPrecision(15));
}

function compare(rule: string, scope: string, left: number | null, right: number | null): CheckResult {
  const status = left === null || right === null ? 'unknown' : left === right ? 'pass' : 'fail';
  return { rule, scope, status, left, right };
}

/** Whether a check is about a figure: then it can confirm it, or contradict it. */
export function concerns({ rule, scope }: CheckResult, figure: Figure, forms: FormRegistry): boolean {
  return forms.checksOf(rule).some((check) => {
    if (check.table !== figure.table) return false;
    const parts = [...check.left, ...check.right];
    return check.over === 'row' ? scope === figure.row : scope === figure.column && parts.includes(figure.row);
  });
}

/** Sums over a row leave no doubt which of its numbers they are about. */
export const isRowSum = ({ rule }: CheckResult, forms: FormRegistry): boolean =>
  forms.checksOf(rule).some(({ over }) => over === 'row');

/** The figures of a check's sums that a figure is part of: on its own side, itself among them, and on the other. */
export interface Sides {
  readonly own: readonly Figure[];
  readonly across: readonly Figure[];
}

export function sidesAbout(
  { rule }: CheckResult,
  figure: Figure,
  figures: readonly Figure[],
  forms: FormRegistry,
): Sides[] {
  return forms
    .checksOf(rule)
    .filter(({ table }) => table === figure.table)
    .flatMap(({ over, left, right }) => {
      const nameOf = ({ row, column }: Figure): string => (over === 'row' ? column : row);
      const lineOf = ({ row, column }: Figure): string => (over === 'row' ? row : column);
      const of = (keys: readonly string[]): Figure[] =>
        figures.filter(
          (other) => other.table === figure.table && lineOf(other) === lineOf(figure) && keys.includes(nameOf(other)),
        );
      if (left.includes(nameOf(figure))) return [{ own: of(left), across: of(right) }];
      return right.includes(nameOf(figure)) ? [{ own: of(right), across: of(left) }] : [];
    });
}
