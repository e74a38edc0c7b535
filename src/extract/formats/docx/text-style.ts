import type { TextStyle } from '../office/text-style.ts';
import type { Attributes } from '../office/xml.ts';
import { isOn } from './namespaces.ts';

/** Elements that say how characters look. */
export const TEXT_STYLE_ELEMENTS = ['w:vanish', 'w:strike', 'w:dstrike', 'w:vertAlign'] as const;

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
    default:
      return {};
  }
}
