import type { ByteView } from '../office/byte-view.ts';
import { mergedStyle, type TextStyle } from '../office/text-style.ts';
import { characterFormat } from './characters.ts';
import { STRUCTURES, type WordFile } from './file.ts';
import { paragraphFormat } from './paragraph.ts';

/** What a style says about headings, numbering and how its characters look. */
export interface DocStyle {
  readonly level: number | null;
  readonly list: number | null;
  readonly listLevel: number | null;
  readonly isContents: boolean;
  readonly textStyle: TextStyle;
}

/** Built-in styles by their fixed numbers: headings 1 to 9, contents 1 to 9. */
const FIRST_HEADING = 1;
const FIRST_CONTENTS = 19;
const NO_BASE = 0xfff;
/** Word's limit of styles based on styles. */
const MAX_CHAIN = 11;

interface DocStyleEntry {
  readonly builtIn: number;
  readonly base: number;
  /** Formatting of its paragraphs, and of its characters. */
  readonly list: ByteView;
  readonly characters: ByteView;
}

/** Kinds of styles that are read. */
const PARAGRAPH_STYLE = 1;
const CHARACTER_STYLE = 2;

/** Reads the style sheet: styles by number. */
export function readStyles(file: WordFile): DocStyle[] {
  const raw = rawStyles(file.structure(STRUCTURES.styles));
  return raw.map((_, index) => resolve(index, raw, file.data));
}

function rawStyles(sheet: ByteView): DocStyleEntry[] {
  const headerSize = sheet.u16(0);
  const count = sheet.u16(2);
  const baseSize = sheet.u16(4);
  const styles: DocStyleEntry[] = [];
  let at = 2 + headerSize;
  for (let index = 0; index < count && at < sheet.length; index++) {
    const size = sheet.u16(at);
    styles.push(rawStyle(sheet.part(at + 2, size), baseSize));
    at += 2 + size;
  }
  return styles;
}

function rawStyle(style: ByteView, baseSize: number): DocStyleEntry {
  const kind = style.u16(2) & 0xf;
  const isParagraph = kind === PARAGRAPH_STYLE;
  const nameLength = style.u16(baseSize);
  // The name ends in a null character; the paragraph formatting follows, behind its size and the style's own number; then, from an even
  // place on, the character formatting behind its size. A character style has the latter only.
  const at = baseSize + 2 + 2 * (nameLength + 1);
  const next = isParagraph ? at + 2 + style.u16(at) + (style.u16(at) & 1) : at;
  const hasCharacters = isParagraph || kind === CHARACTER_STYLE;
  return {
    builtIn: style.u16(0) & 0xfff,
    base: style.u16(2) >>> 4,
    list: isParagraph ? style.part(at + 4, style.u16(at) - 2) : style.part(0, 0),
    characters: hasCharacters ? style.part(next + 2, style.u16(next)) : style.part(0, 0),
  };
}

function resolve(index: number, styles: readonly DocStyleEntry[], data: ByteView): DocStyle {
  const chain: DocStyleEntry[] = [];
  for (let next = index; next !== NO_BASE && chain.length < MAX_CHAIN; ) {
    const style = styles[next];
    if (!style) break;
    chain.unshift(style);
    next = style.base;
  }
  const format = paragraphFormat(
    chain.map((style) => style.list),
    data,
  );
  const builtIn = styles[index]?.builtIn ?? 0;
  const heading = builtIn >= FIRST_HEADING && builtIn < FIRST_HEADING + 6 ? builtIn : null;
  return {
    level: format.outline !== null && format.outline < 6 ? format.outline + 1 : heading,
    list: format.list,
    listLevel: format.listLevel,
    isContents: builtIn >= FIRST_CONTENTS && builtIn < FIRST_CONTENTS + 9,
    textStyle: mergedStyle(chain.map((style) => characterFormat([style.characters]).textStyle).reverse()),
  };
}
