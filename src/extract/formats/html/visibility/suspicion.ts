import {
  attributeColour,
  BLACK,
  type Colour,
  colourOf,
  isSameAs,
  LINK,
  MARKED,
  WHITE,
} from '../../appearance/colours.ts';
import type { Declaration } from './css/declarations.ts';

/**
 * Whether any of these declarations can keep text from being seen, or add some: most pages say nothing of the kind, and need no cascade.
 * Colours hide by their likes: one of a text and one of a ground.
 */
export function canHide(declarations: readonly Declaration[], attributes: Iterable<string>): boolean {
  const texts = new Set<Colour>([BLACK, LINK]);
  const grounds = new Set<Colour>([WHITE, MARKED]);
  for (const written of attributes) {
    const colour = attributeColour(written);
    if (colour) texts.add(colour);
    if (colour) grounds.add(colour);
  }
  for (const { property, longhands } of declarations) {
    if (longhands === null) return true;
    for (const [name, value] of longhands) {
      if (SUSPICIOUS.get(name)?.test(value)) return true;
      if (name === 'background-color' || property.startsWith('--')) add(grounds, value);
      if (name === 'color' || name === '-webkit-text-fill-color') add(texts, value);
    }
  }
  return areAlike(texts, grounds);
}

function add(colours: Set<Colour>, value: string): void {
  const colour = colourOf(value);
  if (colour) colours.add(colour);
}

/** A page that is painted in so many colours is looked at in full. */
const MOST_PAIRS = 400;

function areAlike(texts: ReadonlySet<Colour>, grounds: ReadonlySet<Colour>): boolean {
  if (texts.size * grounds.size > MOST_PAIRS) return true;
  return [...texts].some((text) => [...grounds].some((ground) => ground.alpha() > 0 && isSameAs(text, ground)));
}

/** A length far out of the page, or one of so many percent. */
const FAR = /-\s*(?:\d{3,}|\d+(?:\.\d+)?(?:em|rem|vw|vh|in|cm|mm|pc|%))|\d{4,}|calc/;
/** The same, or one that raises a mark a little out of its line. */
const RAISING = new RegExp(`${FAR.source}|^-|e[mx]$`);
const NO_ROOM = /^(?:0*(?:\.\d+)?|1(?:\.0*)?)(?:px|[a-z]+|%)?$|calc/;
const SMALL_FONT = /^(?:[+]?0|[0-2](?:\.\d+)?(?:px|pt)$|\.\d|[1-3]?\d(?:\.\d+)?%|calc|min|max|clamp)/;

const SUSPICIOUS: ReadonlyMap<string, RegExp> = new Map([
  ['display', /none|block|flex|grid|inline|list-item|flow-root|table/],
  ['position', /absolute|fixed/],
  ['float', /left|right/],
  ['vertical-align', /super|sub|text-top|^[-+]?[\d.]/],
  ['zoom', /^\.|^0|^\d(?:\.\d+)?%/],
  ['rotate', /[xy]/],
  ['order', /[1-9]/],
  ['flex-direction', /reverse/],
  ['unicode-bidi', /override/],
  ['visibility', /hidden|collapse/],
  ['opacity', /^(?:0|\.0|[0-4](?:\.\d+)?%)/],
  ['filter', /opacity/],
  ['content-visibility', /hidden/],
  ['mso-hide', /all/],
  ['text-decoration-line', /line-through/],
  ['text-indent', FAR],
  ['left', FAR],
  ['right', FAR],
  ['top', RAISING],
  ['bottom', RAISING],
  ['margin-left', FAR],
  ['margin-top', FAR],
  ['clip', /rect/],
  ['clip-path', /\(/],
  ['mask-image', /\(/],
  ['mask-border', /\(/],
  ['background-image', /\(/],
  ['letter-spacing', /^-|calc/],
  ['text-underline-offset', /^-|calc/],
  ['transform', /scale|matrix|translate|rotate[xy]/],
  ['translate', /./],
  ['scale', /./],
  ['width', NO_ROOM],
  ['height', NO_ROOM],
  ['max-width', NO_ROOM],
  ['max-height', NO_ROOM],
  ['font-size', SMALL_FONT],
  ['content', /["'(]/],
]);
