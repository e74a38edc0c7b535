import iconv from 'iconv-lite';
import { symbolText } from '../office/symbols.ts';

/** Code pages of the Windows character sets that fonts name; 0 and 1 mean the document's own. */
const FONT_CODE_PAGES: ReadonlyMap<number, number> = new Map([
  [77, 10000],
  [128, 932],
  [129, 949],
  [134, 936],
  [136, 950],
  [161, 1253],
  [162, 1254],
  [163, 1258],
  [177, 1255],
  [178, 1256],
  [186, 1257],
  [204, 1251],
  [222, 874],
  [238, 1250],
]);

const CHARSETS: ReadonlyMap<number, string> = new Map([
  [936, 'gb18030'],
  [54936, 'gb18030'],
  [950, 'big5'],
  [932, 'shift_jis'],
  [949, 'cp949'],
  [65001, 'utf-8'],
  [10000, 'macroman'],
]);

/** Code pages whose characters have two bytes. */
const DOUBLE_BYTE: ReadonlySet<number> = new Set([932, 936, 949, 950, 54936]);
const LATIN = 1252;
const SYMBOL_FONT = 2;

/** What a font says about the bytes written in it. */
export interface RtfFont {
  charset: number;
  /** Code page that the font names outright. */
  codePage: number | null;
}

/** Decodes the bytes of a stretch of text in one font. */
export function decodeBytes(
  bytes: string,
  font: RtfFont | undefined,
  eastAsian: RtfFont | undefined,
  documentCodePage: number,
): string {
  const buffer = Buffer.from(bytes, 'latin1');
  if (!/[\x80-\xff]/.test(bytes) && font?.charset !== SYMBOL_FONT) return bytes;
  if (font?.charset === SYMBOL_FONT)
    return [...buffer].map((byte) => symbolText((0xf000 + byte).toString(16))).join('');
  const named = codePageOf(font);
  if (named !== null) return decode(buffer, named);
  // A Latin font in a Chinese document: the bytes are Chinese where they make sense as such.
  for (const page of [codePageOf(eastAsian), documentCodePage]) {
    if (page === null || !DOUBLE_BYTE.has(page)) continue;
    const text = decode(buffer, page);
    if (!text.includes('\ufffd')) return text;
  }
  return decode(buffer, DOUBLE_BYTE.has(documentCodePage) ? LATIN : documentCodePage);
}

function codePageOf(font: RtfFont | undefined): number | null {
  return font ? (font.codePage ?? FONT_CODE_PAGES.get(font.charset) ?? null) : null;
}

function decode(buffer: Buffer, codePage: number): string {
  const charset = CHARSETS.get(codePage) ?? `cp${codePage}`;
  return iconv.decode(buffer, iconv.encodingExists(charset) ? charset : 'cp1252');
}

/** True where characters of two bytes may stand in a font. */
export function mayBeDoubleByte(
  font: RtfFont | undefined,
  eastAsian: RtfFont | undefined,
  documentCodePage: number,
): boolean {
  if (font?.charset === SYMBOL_FONT) return false;
  return DOUBLE_BYTE.has(codePageOf(font) ?? codePageOf(eastAsian) ?? documentCodePage);
}

/** Name of the charset that a code page stands for, as told to the reader. */
export function charsetName(codePage: number): string {
  return CHARSETS.get(codePage) ?? `windows-${codePage}`;
}

/** The first byte of a two-byte character that ends the bytes; blank where they end with a whole one. */
export function danglingByte(bytes: string): string {
  let at = 0;
  while (at < bytes.length) at += bytes.charCodeAt(at) > 0x80 ? 2 : 1;
  return at > bytes.length ? bytes.slice(-1) : '';
}
