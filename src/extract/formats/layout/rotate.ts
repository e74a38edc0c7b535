import type { Box } from './model.ts';

/** A box of a page of that size, after the page is turned anticlockwise by quarters. */
export function rotated([left, top, right, bottom]: Box, width: number, height: number, quarters: 1 | 2 | 3): Box {
  if (quarters === 1) return [top, width - right, bottom, width - left];
  if (quarters === 2) return [width - right, height - bottom, width - left, height - top];
  return [height - bottom, left, height - top, right];
}
