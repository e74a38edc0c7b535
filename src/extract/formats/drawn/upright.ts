import type { Box, Rule } from '../layout/model.ts';
import { rotated } from '../layout/rotate.ts';
import type { DrawnGlyph, PageInk } from './ink.ts';

/** A page turned so that most of its text reads from left to right, and the way back for boxes. */
export interface UprightPage {
  readonly ink: PageInk;
  toDisplayed(box: Box): Box;
}

/** Landscape tables are often drawn sideways on a portrait page: reads the page the way a person would turn it. */
export function rotateUpright(ink: PageInk): UprightPage {
  const turn = mainTurn(ink.glyphs);
  if (turn === 0) return { ink, toDisplayed: (box) => box };
  const { width, height } = ink;
  // Turning back by `turn` quarters; the way back to the displayed page is the rest of the full circle.
  const box = (one: Box) => rotated(one, width, height, turn);
  const size = turn === 2 ? { width, height } : { width: height, height: width };
  const rule = (one: Rule, horizontal: boolean): Box =>
    box(horizontal ? [one.from, one.at, one.to, one.at] : [one.at, one.from, one.at, one.to]);
  const rules = [...ink.horizontal.map((one) => rule(one, true)), ...ink.vertical.map((one) => rule(one, false))];
  return {
    ink: {
      ...size,
      glyphs: ink.glyphs.map((glyph) => ({ ...glyph, box: box(glyph.box), turn: less(glyph.turn, turn) })),
      horizontal: rules.filter(isFlat).map(([from, at, to]) => ({ from, to, at })),
      vertical: rules.filter((one) => !isFlat(one)).map(([at, from, , to]) => ({ from, to, at })),
      areas: ink.areas.map(box),
      images: ink.images.map(box),
      outlines: ink.outlines,
    },
    toDisplayed: (one) => rotated(one, size.width, size.height, (4 - turn) as 1 | 2 | 3),
  };
}

const isFlat = ([left, top, right, bottom]: Box): boolean => right - left > bottom - top;

function mainTurn(glyphs: readonly DrawnGlyph[]): 0 | 1 | 2 | 3 {
  const counts = [0, 0, 0, 0];
  for (const { turn, text } of glyphs) if (turn !== null && text !== ' ') counts[turn] = (counts[turn] ?? 0) + 1;
  const most = Math.max(...counts);
  return (counts[0] === most ? 0 : counts.indexOf(most)) as 0 | 1 | 2 | 3;
}

const less = (turn: DrawnGlyph['turn'], by: number): DrawnGlyph['turn'] =>
  turn === null ? null : (((turn - by + 4) % 4) as 0 | 1 | 2 | 3);
