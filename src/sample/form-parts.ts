import type { Form, TableEntry } from '../codebook/index.ts';

/** What table 3 of a form consists of, by the sums that it promises. */
export interface ApplicationsForm {
  readonly rows: readonly string[];
  /** The rows that add up to the results' total. */
  readonly results: readonly string[];
  /** The columns that add up to a row's total. */
  readonly applicants: readonly string[];
}

export function applicationsForm({ tables, checks }: Form): ApplicationsForm {
  const left = (rule: string): readonly string[] => checks.find((check) => check.rule === rule)?.left ?? [];
  const rows = tables.applications?.rows.map(({ key }) => key) ?? [];
  return { rows, results: rows.filter((key) => left('result_sum').includes(key)), applicants: left('row_sum') };
}

export const columnsOf = (table: TableEntry | undefined): string[] => table?.columns.map(({ key }) => key) ?? [];
