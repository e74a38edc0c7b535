import type { Grid, Row } from './table/grid.ts';

/** What a reader took a row of a table for. */
export type Decision =
  | { readonly kind: 'header'; readonly table: string; readonly columns: readonly string[] }
  | { readonly kind: 'clause'; readonly table: string }
  | { readonly kind: 'row'; readonly table: string; readonly key: string; readonly label: string };

/** How a report was read, for `extract --explain`: the tables as rows and labels, and what each row was taken for. */
export interface Trace {
  readonly grids: readonly Grid[];
  readonly decisions: ReadonlyMap<Row, Decision>;
}
