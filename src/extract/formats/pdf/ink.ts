import type { Box, Glyph, Rule } from '../layout/model.ts';

/** A glyph as drawn, before overprints are dropped and the page is turned upright. */
export interface DrawnGlyph extends Glyph {
  /** Direction of the text on the displayed page, in quarter turns clockwise; null where it stands askew (a watermark). */
  readonly turn: 0 | 1 | 2 | 3 | null;
  /** Render mode 3: text for searching, laid over a scan. */
  readonly invisible: boolean;
}

/** What a page draws, in displayed coordinates: points, origin top left. */
export interface PageInk {
  readonly width: number;
  readonly height: number;
  readonly glyphs: readonly DrawnGlyph[];
  readonly horizontal: readonly Rule[];
  readonly vertical: readonly Rule[];
  /** Edges of filled areas: rules only where a table is drawn with nothing else. */
  readonly areas: readonly Box[];
  readonly images: readonly Box[];
}
