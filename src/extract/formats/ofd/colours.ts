import type { Rgb } from '../drawn/ink.ts';
import { colourOf, numberOf } from './values.ts';
import { child, childrenNamed, type OfdElement } from './xml.ts';

export interface OfdColour {
  /** Null for a pattern or a shading. */
  readonly rgb: Rgb | null;
  /** 0 to 1. */
  readonly alpha: number;
}

export const BLACK: OfdColour = { rgb: [0, 0, 0], alpha: 1 };

/** A colour of an object: its own, else that of the parameters that hold for it; null for none. */
export function objectColour(
  name: string,
  object: OfdElement,
  params: readonly OfdElement[],
  spaces: ReadonlyMap<string, OfdElement>,
): OfdColour | null {
  const element = [object, ...params].map((one) => child(one, name)).find((one) => one !== undefined);
  if (!element) return null;
  return { rgb: rgbOf(element, spaces), alpha: numberOf(element.attributes.Alpha, 255) / 255 };
}

function rgbOf({ attributes, children }: OfdElement, spaces: ReadonlyMap<string, OfdElement>): Rgb | null {
  const { Value, Index, ColorSpace } = attributes;
  const space = ColorSpace === undefined ? undefined : spaces.get(ColorSpace);
  const most = 2 ** Math.min(16, Math.max(1, numberOf(space?.attributes.BitsPerComponent, 8))) - 1;
  const palette = childrenNamed(child(space, 'Palette'), 'CV');
  const value = Value ?? (Index === undefined ? undefined : palette[numberOf(Index, 0)]?.text);
  // Without a value and without a pattern the standard's default holds: all parts are zero.
  if (value === undefined && children.length === 0 && Index === undefined)
    return space?.attributes.Type === 'CMYK' ? [255, 255, 255] : [0, 0, 0];
  return colourOf(value, most);
}
