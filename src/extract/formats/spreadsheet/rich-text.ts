import { MarkedText } from '../office/marked-text.ts';
import { isStruck, seenAs, type TextStyle, UNKNOWN_GROUND } from '../office/text-style.ts';
import { type Attributes, readXml } from '../office/xml.ts';

export interface RichText {
  readonly text: string;
  /** Pieces of struck-out text that were left out. */
  readonly struck: number;
}

/** Characters of a cell that look alike. */
export interface RichTextRun {
  readonly text: string;
  readonly style: TextStyle;
}

/** What is seen of a cell whose characters are formatted apart: a raised 1 behind 5 is a note mark, not 51. */
export function shownRuns(runs: readonly RichTextRun[]): RichText {
  const printed = new MarkedText();
  let struck = 0;
  for (const { text, style } of runs) {
    const seen = seenAs(style, UNKNOWN_GROUND);
    if (isStruck(style)) struck += text.trim() === '' ? 0 : 1;
    else if (seen !== 'unseen') printed.add(text, { isRaised: style.raised === true, isPale: seen === 'pale' });
  }
  return { text: printed.value, struck };
}

/** Text of a cell out of the XML of its runs. */
export function richText(xml: string): RichText {
  const runs: RichTextRun[] = [];
  let style: TextStyle = {};
  let inText = false;
  readXml(xml, new Map(), {
    open: (written, attributes) => {
      const name = localName(written);
      if (name === 'r') style = {};
      else if (name === 't') inText = true;
      else style = { ...style, ...fontStyleOf(name, attributes) };
    },
    close: (written) => {
      if (localName(written) === 't') inText = false;
    },
    text: (text) => {
      if (inText) runs.push({ text, style });
    },
  });
  return shownRuns(runs);
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

/** A colour of a font or of a ground, as six digits; null for one that is not known. The first colour of a theme, and two of the old palette, are white. */
export function fontColour({ rgb, theme, indexed, tint }: Attributes): string | null {
  if (rgb !== undefined) return rgb.slice(-6);
  const isWhite = (theme === '0' && tint === undefined) || indexed === '1' || indexed === '9';
  return isWhite ? 'ffffff' : null;
}
