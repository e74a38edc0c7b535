import { mergedStyle, type TextStyle } from '../office/text-style.ts';
import { readXml } from '../office/xml.ts';
import { WORD_NAMESPACES } from './namespaces.ts';
import { readTextStyle } from './text-style.ts';

/** What a style says about headings, numbering and how its characters look; own or taken from the style that it is based on. */
export interface ParagraphStyle {
  /** Heading level 1 to 6, or null. */
  readonly level: number | null;
  readonly list: string | null;
  readonly listLevel: number | null;
  /** True for the lines of a table of contents. */
  readonly isContents: boolean;
  readonly textStyle: TextStyle;
}

interface DocxStyleEntry {
  name: string;
  basedOn: string | null;
  outline: number | null;
  list: string | null;
  listLevel: number | null;
  textStyle: TextStyle;
}

/** Styles based on styles based on…: Word stops at eleven. */
const MAX_CHAIN = 11;

/** Reads styles.xml: styles by id. */
export function readStyles(source: Uint8Array | string): Map<string, ParagraphStyle> {
  const raw = new Map<string, DocxStyleEntry>();
  let style: DocxStyleEntry | null = null;
  readXml(source, WORD_NAMESPACES, {
    open: (name, attributes) => {
      const value = attributes['w:val'] ?? '';
      if (name === 'w:style') {
        style = { name: '', basedOn: null, outline: null, list: null, listLevel: null, textStyle: {} };
        raw.set(attributes['w:styleId'] ?? '', style);
      } else if (!style) return;
      else if (name === 'w:name') style.name = value;
      else if (name === 'w:basedOn') style.basedOn = value;
      else if (name === 'w:outlineLvl') style.outline = Number(value);
      else if (name === 'w:numId') style.list = value;
      else if (name === 'w:ilvl') style.listLevel = Number(value);
      else style.textStyle = { ...style.textStyle, ...readTextStyle(name, attributes) };
    },
    close: (name) => {
      if (name === 'w:style') style = null;
    },
    text: () => {},
  });
  return new Map([...raw.keys()].map((id) => [id, resolve(id, raw)]));
}

function resolve(id: string, styles: ReadonlyMap<string, DocxStyleEntry>): ParagraphStyle {
  const chain: DocxStyleEntry[] = [];
  for (let next: string | null = id; next !== null && chain.length < MAX_CHAIN; ) {
    const style: DocxStyleEntry | undefined = styles.get(next);
    if (!style) break;
    chain.push(style);
    next = style.basedOn;
  }
  const outline = chain.find((style) => style.outline !== null)?.outline ?? null;
  const named = /^(?:heading|标题) ?([1-6])$/i.exec(chain[0]?.name ?? '')?.[1];
  return {
    level: headingLevel(outline) ?? (named ? Number(named) : null),
    list: chain.find((style) => style.list !== null)?.list ?? null,
    listLevel: chain.find((style) => style.listLevel !== null)?.listLevel ?? null,
    isContents: /^(?:toc|目录) ?\d$/i.test(chain[0]?.name ?? ''),
    textStyle: mergedStyle(chain.map((style) => style.textStyle)),
  };
}

/** Heading level of an outline level as stored, which counts from 0; deeper than six is body text. */
export function headingLevel(outline: number | null): number | null {
  return outline !== null && outline >= 0 && outline < 6 ? outline + 1 : null;
}
