import type { BoxStyle } from './style/box.ts';
import { type LengthBasis, pixels } from './style/lengths.ts';

/** A box that is no higher than this and filled is a line. */
const THICKEST = 4;
/** Above and below the middle of a line of text, in its own height: further out a line goes over or under the text. */
const [HIGHEST, LOWEST] = [0.3, 0.75];
const LINE_HEIGHT = 1.2;

/** True for an empty generated box that lies as a line across the text of its element: `::after { top: 50%; border-top: 1px solid }`. */
export function isLineAcross(box: BoxStyle, fontSize: number): boolean {
  if (box.get('position') !== 'absolute' || !isBlankContent(box.get('content') ?? '')) return false;
  const measure: LengthBasis = { fontSize, whole: fontSize * LINE_HEIGHT };
  const top = pixels(box.get('top') ?? '', measure);
  const bottom = pixels(box.get('bottom') ?? '', measure);
  const from = top ?? (bottom === null ? null : measure.whole - bottom);
  const isInMiddle = from !== null && from >= measure.whole * HIGHEST && from <= measure.whole * LOWEST;
  return isInMiddle && isAsWide(box) && (hasBorder(box) || isThinAndFilled(box, measure));
}

const isBlankContent = (content: string): boolean => /^(["'])\s*\1$/.test(content.trim());

const isZero = (value: string | undefined): boolean => /^[-+]?0(?:\.0*)?(?:[a-z]+|%)?$/.test(value ?? '');
const isAsWide = (box: BoxStyle): boolean =>
  /^(?:100%|1[01]\d%)$/.test(box.get('width') ?? '') || (isZero(box.get('left')) && isZero(box.get('right')));

const hasBorder = (box: BoxStyle): boolean =>
  ['border', 'border-top', 'border-bottom'].some((side) => {
    const value = box.get(side) ?? 'none';
    return /\b(?:solid|double|dashed|dotted)\b/.test(value) && !/(?:^|\s)0(?:px)?(?:\s|$)/.test(value);
  });

function isThinAndFilled(box: BoxStyle, measure: LengthBasis): boolean {
  const height = pixels(box.get('height') ?? '', measure);
  const isFilled = !/^(?:transparent|none)?$/.test(box.get('background-color') ?? '');
  return isFilled && height !== null && height > 0 && height <= THICKEST;
}
