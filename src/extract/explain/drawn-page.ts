import type { DrawnGlyph, PageInk, Rgb } from '../formats/drawn/ink.ts';
import type { Box } from '../formats/layout/model.ts';

/** Where the baseline stands above the lower edge of a glyph's box (em), as `drawn/settings.ts` has it. */
const DESCENT = 0.14;

/**
 * A page's text, rules and pictures' places as SVG, without a style sheet, a script or anything from elsewhere: each character where the file
 * has it, in the reader's own fonts.
 */
export function drawnAgain({ width, height, glyphs, horizontal, vertical, areas, images }: PageInk): string {
  const parts = [
    ...areas.map((box) => rectangle(box, 'fill="none" stroke="#ddd" stroke-width=".3"')),
    ...images.map((box) => rectangle(box, 'fill="#f3f4f6"')),
    ...horizontal.map(({ from, to, at }) => line(from, at, to, at)),
    ...vertical.map(({ from, to, at }) => line(at, from, at, to)),
    ...runs(glyphs.filter(({ unseen, text }) => unseen === null && text.trim() !== '')).map(text),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${short(width)} ${short(height)}" width="${short(width * 2)}" height="${short(height * 2)}"><rect width="100%" height="100%" fill="#fff"/><g font-family="serif">${parts.join('')}</g></svg>\n`;
}

const short = (value: number): string => String(Math.round(value * 100) / 100);

const rectangle = ([left, top, right, bottom]: Box, look: string): string =>
  `<rect x="${short(left)}" y="${short(top)}" width="${short(Math.max(0, right - left))}" height="${short(Math.max(0, bottom - top))}" ${look}/>`;

const line = (x1: number, y1: number, x2: number, y2: number): string =>
  `<line x1="${short(x1)}" y1="${short(y1)}" x2="${short(x2)}" y2="${short(y2)}" stroke="#000" stroke-width=".5"/>`;

/** Level characters of one run share an element; those that are turned have one each. */
function runs(glyphs: readonly DrawnGlyph[]): DrawnGlyph[][] {
  const found: DrawnGlyph[][] = [];
  for (const glyph of glyphs) {
    const run = found.at(-1);
    const [first] = run ?? [];
    const joins = first && first.run === glyph.run && first.turn === 0 && glyph.turn === 0 && first.size === glyph.size;
    if (run && joins && first.box[3] === glyph.box[3]) run.push(glyph);
    else found.push([glyph]);
  }
  return found;
}

function text(run: readonly DrawnGlyph[]): string {
  const [first] = run;
  if (!first) return '';
  const { box, turn, size, colour } = first;
  const [left, top, right, bottom] = box;
  const rise = size * DESCENT;
  // Where the first character begins, by the way it is turned.
  const places = [
    [left, bottom - rise],
    [left + rise, top],
    [right, top + rise],
    [right - rise, bottom],
  ] as const;
  const [x, y] = places[turn ?? 0];
  const turned = turn ? ` transform="rotate(${turn * 90} ${short(x)} ${short(y)})"` : '';
  // A glyph that stands for several characters has one place.
  const xs = run.flatMap((glyph) => [...glyph.text].map((_, at) => short((turn ? x : glyph.box[0]) + at * size * 0.5)));
  return `<text x="${xs.join(' ')}" y="${short(y)}" font-size="${short(size)}" fill="${hex(colour)}"${turned}>${escaped(run.map((glyph) => glyph.text).join(''))}</text>`;
}

const hex = (colour: Rgb | null): string =>
  colour === null ? '#000' : `#${colour.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;

const escaped = (text: string): string =>
  text.replace(/[\x00-\x1f\ufffe\uffff]/g, '').replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
