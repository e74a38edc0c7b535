import type { Glyph, PageTable, RuleLines } from '../model.ts';
import { joinCollinear } from '../rules.ts';
import { segmentsOf } from './regions.ts';
import { readSegment } from './segment.ts';
import { tableOf } from './table.ts';
import { textRuns } from './text-runs.ts';

/** Tables that are set by columns, without a grid of rules; what is not part of one stays in `rest`. */
export function findColumnTables(
  glyphs: readonly Glyph[],
  rules: RuleLines,
  page: number,
): { tables: PageTable[]; rest: readonly Glyph[] } {
  const horizontal = joinCollinear(rules.horizontal);
  const taken = new Set<Glyph>();
  const tables = segmentsOf(textRuns(glyphs, rules.vertical)).map((segment) => {
    const { table, used } = tableOf(readSegment(segment, horizontal), page);
    for (const run of used) for (const glyph of run.glyphs) taken.add(glyph);
    return table;
  });
  return { tables, rest: taken.size === 0 ? glyphs : glyphs.filter((glyph) => !taken.has(glyph)) };
}
