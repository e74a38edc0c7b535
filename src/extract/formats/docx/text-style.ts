import { type Ground, type TextStyle, UNKNOWN_GROUND } from '../office/text-style.ts';
import type { Attributes } from '../office/xml.ts';
import { isOn } from './namespaces.ts';

/** Elements that say how characters look. */
export const TEXT_STYLE_ELEMENTS = [
  ...['w:vanish', 'w:strike', 'w:dstrike', 'w:vertAlign', 'w:position', 'w:color', 'w:sz', 'w:highlight', 'w:w'],
] as const;

/** What an element of a run's or a style's properties says about how its characters look; nothing for all others. */
export function readTextStyle(name: string, attributes: Attributes): TextStyle {
  const value = attributes['w:val'];
  switch (name) {
    case 'w:vanish':
      return { hidden: isOn(value) };
    case 'w:strike':
      return { struck: isOn(value) };
    case 'w:dstrike':
      return { doublyStruck: isOn(value) };
    case 'w:vertAlign':
      return { raised: value === 'superscript' || value === 'subscript' };
    case 'w:position':
      return Number(value) === 0 ? {} : { raised: true };
    case 'w:color':
      return { colour: value === undefined || value === 'auto' ? themeColour(attributes) : value };
    case 'w:sz':
      return Number(value) > 0 ? { size: Number(value) / 2 } : {};
    case 'w:highlight':
      return { ground: value === undefined || value === 'none' ? null : value.toLowerCase() };
    // Of the letters' breadth, in percent.
    case 'w:w':
      return Number.parseFloat(value ?? '100') < NARROWEST ? { hidden: true } : {};
    case 'w:shd':
      return { ground: shading(attributes) };
    default:
      return {};
  }
}

const NARROWEST = 10;

/** The first colour of a theme is the paper's. */
const themeColour = ({ 'w:themeColor': name = '', 'w:themeTint': tint }: Attributes): string | null =>
  /^(?:background1|light1)$/.test(name) && tint === undefined ? 'ffffff' : null;

/** The colour of a shading; null for none. */
export function shading(attributes: Attributes): Ground | null {
  const { 'w:val': pattern = 'clear', 'w:fill': fill = 'auto', 'w:color': colour = 'auto' } = attributes;
  if (pattern === 'clear') return fill === 'auto' ? null : fill;
  if (pattern === 'nil') return null;
  return pattern === 'solid' && colour !== 'auto' ? colour : UNKNOWN_GROUND;
}
