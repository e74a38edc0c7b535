import type { Box, Glyph, Rule } from '../layout/model.ts';

/** Red, green and blue from 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** Why nobody who looks at the page sees a glyph that is in the file; `crossed` is a digit with a slanted stroke through it. */
export type UnseenReason = 'invisible' | 'transparent' | 'clipped' | 'covered' | 'same_colour' | 'tiny' | 'crossed';

/** A glyph as drawn, before overprints are dropped and the page is turned upright. */
export interface DrawnGlyph extends Glyph {
  /** Direction of the text on the displayed page, in quarter turns clockwise; null where it stands askew (a watermark). */
  readonly turn: 0 | 1 | 2 | 3 | null;
  /** When it was drawn: what is drawn later lies above. */
  readonly order: number;
  /** As it looks on white paper; null for a pattern. */
  readonly colour: Rgb | null;
  /** Null where it is seen. `invisible` is render mode 3, text for searching that is laid over a scan, or lies below a page's picture. */
  readonly unseen: UnseenReason | null;
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
  /** How many shapes are filled that are no rectangles: characters drawn as outlines are. */
  readonly outlines: number;
}
