import { type Colour, colourOf, LEAST_ALPHA } from '../../appearance/colours.ts';
import { isWideKeyword, partsOf } from './css/longhands.ts';
import type { BoxStyle } from './style/box.ts';

/** True for a property that says something of its own. */
export const isSet = (value: string | undefined): value is string =>
  value !== undefined && value !== '' && value !== 'none' && !isWideKeyword(value);

/** True for a mask that may take a part of a box. */
export function isMasked(box: BoxStyle): boolean {
  if (isSet(box.get('mask-border'))) return true;
  const image = box.get('mask-image');
  if (!isSet(image)) return false;
  const colours = gradientColours(image);
  return colours === null || isSet(box.get('mask-size')) || colours.some((colour) => colour.alpha() < 1);
}

/** True for a mask that lets nothing through. */
export function isMaskedAway(box: BoxStyle): boolean {
  const image = box.get('mask-image');
  if (!isSet(image)) return false;
  if (partsOf(box.get('mask-size') ?? '').some((part) => /^0(?:px|%)?$/.test(part))) return true;
  const colours = gradientColours(image);
  return colours !== null && colours.length > 0 && colours.every((colour) => colour.alpha() < LEAST_ALPHA);
}

const GRADIENT = /^(?:-webkit-)?(?:repeating-)?(?:linear|radial|conic)-gradient\((.*)\)$/;

/** The colours of a picture that is one gradient and nothing else, in order; null for others. */
function gradientColours(image: string): Colour[] | null {
  const [, inner] = GRADIENT.exec(image) ?? [];
  if (inner === undefined || partsOf(image).length !== 1) return null;
  return partsOf(inner).flatMap((part) => colourOf(part) ?? []);
}
