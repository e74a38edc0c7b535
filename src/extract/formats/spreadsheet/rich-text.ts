import { MarkedText } from '../office/marked-text.ts';
import { isStruck, seenAs, type TextStyle, UNKNOWN_GROUND } from '../office/text-style.ts';
import { type Attributes, readXml } from '../office/xml.ts';

export interface RichText {
  readonly text: string;
  /** Pieces of struck-out text that were left out. */
  readonly struck: number;
}

/** Text of a cell whose characters are formatted apart, out of the XML of its runs: a raised 1 behind 5 is a note mark, not 51. */
export function richText(xml: string): RichText {
  const printed = new MarkedText();
  let struck = 0;
  let textStyle: TextStyle = {};
  let inText = false;
  readXml(xml, new Map(), {
    open: (written, attributes) => {
      const name = localName(written);
      if (name === 'r') textStyle = {};
      else if (name === 't') inText = true;
      else textStyle = { ...textStyle, ...fontStyleOf(name, attributes) };
    },
    close: (written) => {
      if (localName(written) === 't') inText = false;
    },
    text: (text) => {
      if (!inText) return;
      const seen = seenAs(textStyle, UNKNOWN_GROUND);
      if (isStruck(textStyle)) struck++;
      else if (seen !== 'unseen') printed.add(text, { isRaised: textStyle.raised, isPale: seen === 'pale' });
    },
  });
  return { text: printed.value, struck };
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** What an element of a font says about how its characters look. */
export function fontStyleOf(name: string, attributes: Attributes): TextStyle {
  const { val } = attributes;
  switch (name) {
    case 'vertAlign':
      return { raised: val === 'superscript' || val === 'subscript' };
    case 'strike':
      return { struck: val !== '0' && val !== 'false' };
    case 'color':
      return { colour: fontColour(attributes) };
    case 'sz':
      return Number(val) > 0 ? { size: Number(val) } : {};
    default:
      return {};
  }
}

/** The first colour of a theme, and two of the old palette, are white. */
function fontColour({ rgb, theme, indexed, tint }: Attributes): string | null {
  if (rgb !== undefined) return rgb.slice(-6);
  const isWhite = (theme === '0' && tint === undefined) || indexed === '1' || indexed === '9';
  return isWhite ? 'ffffff' : null;
}
