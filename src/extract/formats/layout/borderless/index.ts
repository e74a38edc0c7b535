import type { Glyph, PageTable, RuleLines } from '../model.ts';
import { joinCollinear } from '../rules.ts';
import { openHeader } from './open-header.ts';
import { segmentsOf } from './regions.ts';
import { readSegment } from './segment.ts';
import { tableOf } from './table.ts';
import { textRuns } from './text-runs.ts';
import { withTightColumns } from './tight-columns.ts';

/** Tables that are set by columns, without a grid of rules; what is not part of one stays in `rest`. */
export function findColumnTables(
  glyphs: readonly Glyph[],
  rules: RuleLines,
  page: number,
): { tables: PageTable[]; openHeader: PageTable | null; rest: readonly Glyph[] } {
  const horizontal = joinCollinear(rules.horizontal);
  const taken = new Set<Glyph>();
  const runs = withTightColumns(textRuns(glyphs, rules.vertical));
  const tables = segmentsOf(runs).map((segment) => {
    const { table, used } = tableOf(readSegment(segment, horizontal), page);
    for (const run of used) for (const glyph of run.glyphs) taken.add(glyph);
    return table;
  });
  const bottom = Math.max(0, ...tables.map(({ box }) => box[3]));
  return {
    tables,
    openHeader: openHeader(runs, bottom, page),
    rest: taken.size === 0 ? glyphs : glyphs.filter((glyph) => !taken.has(glyph)),
  };
}
