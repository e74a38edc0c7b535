import { type Colour, colourOf, isSameAs, LEAST_ALPHA } from '../../appearance/colours.ts';
import { ancestorsOf, type Element } from '../dom/dom.ts';
import { partsOf } from './css/longhands.ts';
import { isMasked, isSet } from './masks.ts';
import type { BoxStyle } from './style/box.ts';
import { pixels } from './style/lengths.ts';
import { isInline } from './unseen-box.ts';

/* What may keep a number from being seen, or draw through it, where only a browser that lays the page out and loads its pictures can tell. */

/** A clip that takes no more than this off a side (pixels, percent) takes no digit. */
const MOST_CLIPPED = 4;

/** True for a box of which a mask or a clip may leave a part. */
export function isBoxDoubtful(box: BoxStyle): boolean {
  if (box.size === 0) return false;
  return isMasked(box) || isClippedSomehow(box);
}

function isClippedSomehow(box: BoxStyle): boolean {
  const path = box.get('clip-path');
  if (isSet(path) && path.includes('(') && !isWholePath(path)) return true;
  return /^(?:absolute|fixed)$/.test(box.get('position') ?? '') && /\d/.test(box.get('clip') ?? '');
}

function isWholePath(path: string): boolean {
  const [, shape, inner = ''] = /^(inset|polygon)\((.*)\)$/.exec(path) ?? [];
  if (shape === 'inset')
    return partsOf(inner.split('round')[0] ?? '').every(
      (side) => (pixels(side, { fontSize: 16, whole: 100 }) ?? Infinity) <= MOST_CLIPPED,
    );
  const points = new Set(inner.split(',').map((point) => partsOf(point.replace(/\b0(?:px|%)/g, '0')).join(' ')));
  return shape === 'polygon' && ['0 0', '100% 0', '100% 100%', '0 100%'].every((corner) => points.has(corner));
}

/** Digits this much nearer to each other (heights of the type) stand over each other, or in another order. */
const MOST_CRAMMED = 0.3;
/** A line this much higher than under the text (heights of the type) goes through it. */
const LEAST_RAISED = 0.15;

/** True for letters that are set over each other. */
export const isCrammed = (spacing: number, fontSize: number): boolean =>
  spacing < 0 && spacing <= -MOST_CRAMMED * fontSize;

/** True for a line under the text that is raised into it. */
export const isUnderlineRaised = (box: BoxStyle, offset: number, fontSize: number): boolean =>
  /underline/.test(box.get('text-decoration-line') ?? '') && offset < 0 && offset <= -LEAST_RAISED * fontSize;

/** True for a part of a table, or a box in a cell, whose background may draw a line through what it says. */
export function isCrossedByPicture(element: Element, box: BoxStyle): boolean {
  const image = box.get('background-image');
  if (!isSet(image) || !isInTable(element)) return false;
  const placed = `${image} ${box.get('background-repeat') ?? ''} ${box.get('background-position') ?? ''}`;
  if (/gradient\(/.test(image) && (/repeating-/.test(image) || hasStripe(image))) return true;
  const isCentred = /\bcenter\b|\b50%/.test(placed.replace(/\([^()]*\)/g, ''));
  // A picture at one end of the text is an icon.
  if (/\bno-repeat\b/.test(placed)) return isCentred && !/\b(?:left|right|top|bottom)\b/.test(placed);
  if (/\brepeat-x\b/.test(placed)) return isCentred;
  return /url\(/.test(image) && (isInline(element) || /data:/.test(image));
}

/** Between two like colours another one: a line across, or from corner to corner. */
function hasStripe(image: string): boolean {
  const gradient = /(?:linear|radial)-gradient\(((?:[^()]|\([^()]*\))*)\)/.exec(image)?.[1] ?? '';
  const colours = partsOf(gradient).flatMap((part) => colourOf(part) ?? []);
  const [first, last] = [colours[0], colours.at(-1)];
  if (!first || !last || !isLike(first, last)) return false;
  return colours.some((colour) => !isLike(colour, first));
}

const isLike = (one: Colour, other: Colour): boolean =>
  one.alpha() < LEAST_ALPHA || other.alpha() < LEAST_ALPHA
    ? one.alpha() < LEAST_ALPHA && other.alpha() < LEAST_ALPHA
    : isSameAs(one, other);

function isInTable(element: Element): boolean {
  if (element.name === 'tr') return true;
  for (const { name } of ancestorsOf(element)) if (name === 'td' || name === 'th') return true;
  return false;
}
