import type { Glyph, Line, PageTable } from './model.ts';

/** Tables without rules: not found yet. */
export function findColumnTables(
  _linesOf: (glyphs: readonly Glyph[]) => Line[],
  glyphs: readonly Glyph[],
  _page: number,
): { tables: PageTable[]; rest: readonly Glyph[] } {
  return { tables: [], rest: glyphs };
}
