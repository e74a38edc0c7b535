import { MarkedText } from '../office/marked-text.ts';
import { isStruck, type TextStyle } from '../office/text-style.ts';
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
      else textStyle = { ...textStyle, ...textStyleOf(name, attributes) };
    },
    close: (written) => {
      if (localName(written) === 't') inText = false;
    },
    text: (text) => {
      if (!inText) return;
      if (isStruck(textStyle)) struck++;
      else printed.add(text, { isRaised: textStyle.raised });
    },
  });
  return { text: printed.value, struck };
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function textStyleOf(name: string, { val }: Attributes): TextStyle {
  if (name === 'vertAlign') return { raised: val === 'superscript' || val === 'subscript' };
  return name === 'strike' ? { struck: val !== '0' && val !== 'false' } : {};
}
