import type { ByteView } from './byte-view.ts';
import { STRUCTURES, type WordFile } from './file.ts';
import { paragraphFormat } from './paragraph.ts';

/** What a paragraph style says about headings and numbering. */
export interface DocStyle {
  readonly level: number | null;
  readonly list: number | null;
  readonly listLevel: number | null;
  readonly isContents: boolean;
}

/** Built-in styles by their fixed numbers: headings 1 to 9, contents 1 to 9. */
const FIRST_HEADING = 1;
const FIRST_CONTENTS = 19;
const NO_BASE = 0xfff;
/** Word's limit of styles based on styles. */
const MAX_CHAIN = 11;

interface RawStyle {
  readonly builtIn: number;
  readonly base: number;
  readonly list: ByteView;
}

/** Reads the style sheet: paragraph styles by number. */
export function readStyles(file: WordFile): DocStyle[] {
  const raw = rawStyles(file.structure(STRUCTURES.styles));
  return raw.map((_, index) => resolve(index, raw, file.data));
}

function rawStyles(sheet: ByteView): RawStyle[] {
  const headerSize = sheet.u16(0);
  const count = sheet.u16(2);
  const baseSize = sheet.u16(4);
  const styles: RawStyle[] = [];
  let at = 2 + headerSize;
  for (let index = 0; index < count && at < sheet.length; index++) {
    const size = sheet.u16(at);
    styles.push(rawStyle(sheet.part(at + 2, size), baseSize));
    at += 2 + size;
  }
  return styles;
}

function rawStyle(style: ByteView, baseSize: number): RawStyle {
  const isParagraph = (style.u16(2) & 0xf) === 1;
  const nameLength = style.u16(baseSize);
  // The name ends in a null character; the paragraph formatting follows, behind its size and the style's own number.
  const at = baseSize + 2 + 2 * (nameLength + 1);
  return {
    builtIn: style.u16(0) & 0xfff,
    base: style.u16(2) >>> 4,
    list: isParagraph ? style.part(at + 4, style.u16(at) - 2) : style.part(0, 0),
  };
}

function resolve(index: number, styles: readonly RawStyle[], data: ByteView): DocStyle {
  const chain: RawStyle[] = [];
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
  };
}
