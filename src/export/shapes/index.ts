import type { CorpusFilter } from '../../query/filter.ts';
import type { Store } from '../../store/store.ts';
import type { ExportTable } from '../table.ts';
import { coverageTable, organsTable, revisionsTable } from './ledger.ts';
import { longTable } from './long.ts';
import { checksTable, reportsTable, seriesTable, textTable } from './parts.ts';
import { wideTable } from './wide.ts';

/** What can be exported, by the name of its shape. */
export const SHAPES = {
  long: longTable,
  wide: wideTable,
  series: seriesTable,
  reports: reportsTable,
  text: textTable,
  checks: checksTable,
  organs: organsTable,
  coverage: coverageTable,
  revisions: revisionsTable,
} as const satisfies Readonly<Record<string, (store: Store, filter: CorpusFilter) => ExportTable>>;
export type ShapeName = keyof typeof SHAPES;
