import { mergeTables } from './merge.ts';
import {
  type ColumnEntry,
  type Form,
  type ListHeader,
  type RowEntry,
  type SumCheck,
  TABLE_KEYS,
  type TableEntry,
  type TableKey,
} from './model.ts';
import { assertForms } from './valid-forms.ts';

/**
 * The forms that are known, the newest first, and what they say together. Readers recognise the labels of all forms at once, since a report
 * may mix them; which form it is, its own table tells.
 */
export class FormRegistry {
  /** Every row and column of every form, once by its key; table by table. */
  readonly tables: Readonly<Record<TableKey, TableEntry>>;

  readonly forms: readonly Form[];

  /** What the header cells of the forms' lists are recognised by, by what their columns hold. */
  readonly #listHeaders: ReadonlyMap<ListHeader['holds'], readonly RegExp[]>;

  readonly #columnSets = new Map<TableKey, readonly (readonly string[])[]>();

  constructor(forms: readonly Form[]) {
    assertForms(forms);
    this.forms = forms;
    this.tables = tablesIn(forms);
    this.#listHeaders = listHeadersIn(forms);
  }

  /** These forms and a newer one. */
  with(form: Form): FormRegistry {
    return new FormRegistry([form, ...this.forms]);
  }

  /** The values that a report's `template` can have. */
  get templates(): readonly string[] {
    return [...this.forms.map(({ key }) => key), 'none'];
  }

  /** Every row and column in the words of one form, where it has them. */
  tablesAs(template: string): Readonly<Record<TableKey, TableEntry>> {
    const form = this.form(template);
    return form ? tablesIn([form, ...this.forms.filter((other) => other !== form)]) : this.tables;
  }

  form(template: string): Form | null {
    return this.forms.find(({ key }) => key === template) ?? null;
  }

  /** The form that organs fill in for a report year. */
  formOfYear(year: number): Form | null {
    return this.forms.find(({ years: [first] }) => first <= year) ?? null;
  }

  row(table: TableKey, key: string): RowEntry | null {
    return this.tables[table].rows.find((row) => row.key === key) ?? null;
  }

  column(table: TableKey, key: string): ColumnEntry | null {
    return this.tables[table].columns.find((column) => column.key === key) ?? null;
  }

  /** Whether a header cell, after `normaliseLabel`, is the one of a list's column that holds this. */
  isListHeader(holds: ListHeader['holds'], label: string): boolean {
    return this.#listHeaders.get(holds)?.some((pattern) => pattern.test(label)) === true;
  }

  /** The columns that a form has for a row of a table; none where it has no such row. */
  columnsOf(form: Form, table: TableKey, row: string): readonly string[] {
    const entry = form.tables[table]?.rows.find(({ key }) => key === row);
    return entry ? (entry.columns ?? form.tables[table]?.columns.map(({ key }) => key) ?? []) : [];
  }

  /** The different sets of columns that the forms have for a table whose rows share them, fewest first. */
  columnSets(table: TableKey): readonly (readonly string[])[] {
    const known = this.#columnSets.get(table);
    if (known) return known;
    const sets = this.#tablesOf(table).map(({ columns }) => columns.map(({ key }) => key));
    const distinct = [...new Map(sets.map((set) => [set.join(), set])).values()].sort((a, b) => a.length - b.length);
    this.#columnSets.set(table, distinct);
    return distinct;
  }

  /** The checks of a rule in all forms that have it, the newest form's first. */
  checksOf(rule: string): readonly SumCheck[] {
    return this.forms.flatMap(({ checks }) => checks.filter((check) => check.rule === rule));
  }

  /** Every rule of every form, once. */
  get rules(): readonly string[] {
    return [...new Set(this.forms.toReversed().flatMap(({ checks }) => checks.map(({ rule }) => rule)))];
  }

  /** The name of a number's column in a wide export: `app_new_received_total`; stable, at most 32 characters. */
  exportName(table: TableKey, row: string, column: string): string | null {
    const [one, other] = [this.row(table, row), this.column(table, column)];
    return one && other ? [this.tables[table].short, one.short, other.short].join('_') : null;
  }

  #tablesOf(key: TableKey): TableEntry[] {
    return this.forms.flatMap(({ tables }) => tables[key] ?? []);
  }
}

function tablesIn(forms: readonly Form[]): Record<TableKey, TableEntry> {
  const merged = TABLE_KEYS.map((key) => {
    const tables = forms.flatMap((form) => form.tables[key] ?? []);
    return [key, mergeTables(tables) ?? noTable(key)] as const;
  });
  return Object.fromEntries(merged) as Record<TableKey, TableEntry>;
}

function listHeadersIn(forms: readonly Form[]): Map<ListHeader['holds'], RegExp[]> {
  const headers = forms.flatMap(({ lists }) => lists.flatMap((list) => list.headers));
  const patterns = new Map<ListHeader['holds'], RegExp[]>();
  for (const { holds, pattern } of headers) {
    const known = patterns.get(holds) ?? [];
    if (!known.includes(pattern)) patterns.set(holds, [...known, pattern]);
  }
  return patterns;
}

/** A table that no form has. */
const noTable = (key: TableKey): TableEntry => ({
  key,
  short: key,
  label: key,
  english: key,
  opens: null,
  rows: [],
  columns: [],
});
