import type { LaidOutPage, PageTable } from '../layout/model.ts';
import { layoutPage } from '../layout/page.ts';
import type { DrawnGlyph, PageInk } from './ink.ts';
import { withNotes } from './notes.ts';
import { withoutOverprint } from './overprint.ts';
import { withPiled } from './piled.ts';
import { withoutStruck } from './strikes.ts';
import { rotateUpright } from './upright.ts';
import { withoutWatermark } from './watermark.ts';

/** A page as it is seen, laid out, with the text that is in the file and was left out. */
export interface TextPage {
  readonly page: LaidOutPage;
  /** Nobody sees it: covered, clipped, of the colour of its ground. */
  readonly hidden: string;
  readonly struck: string;
}

/** A page with text, laid out; boxes of cells are those of the displayed page. */
export function readTextPage(drawn: PageInk, number: number): TextPage {
  const { ink, toDisplayed } = rotateUpright(drawn);
  // Text askew is a watermark.
  const level = ink.glyphs.filter((glyph) => glyph.turn !== null);
  const seen = level.filter((glyph) => !glyph.unseen);
  const { struck, ...clean } = withoutStruck(withoutWatermark(seen).glyphs, ink);
  const page = layoutPage({ ...ink, ...clean, number, glyphs: withNotes(withPiled(withoutOverprint(clean.glyphs))) });
  const displayed = (table: PageTable): PageTable => ({
    ...table,
    cells: table.cells.map((cell) => ({ ...cell, box: toDisplayed(cell.box) })),
  });
  return {
    page: { ...page, tables: page.tables.map(displayed) },
    hidden: textOf(level.filter(({ unseen }) => unseen !== null && unseen !== 'crossed')),
    struck: textOf([...level.filter(({ unseen }) => unseen === 'crossed'), ...struck]),
  };
}

const textOf = (glyphs: readonly DrawnGlyph[]): string =>
  glyphs
    .map(({ text }) => text)
    .join('')
    .trim();
