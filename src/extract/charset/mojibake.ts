import iconv from 'iconv-lite';
import { clearlyChinese, countHan } from './frequency.ts';

/**
 * Text that was decoded in a wrong charset and encoded again. What is stored then is valid, and no detector sees it: 政府 is `æ”¿åºœ` (UTF-8
 * read as Windows-1252), `Õþ¸®` (GBK read so) or `鏀垮簻` (UTF-8 read as GBK). It is undone piece by piece between tags and lines, and
 * only where the result is clearly Chinese and the text as it stands is not.
 */
export interface Repair {
  readonly text: string;
  /** Number of pieces undone, and how they had been spoiled. */
  readonly pieces: number;
  readonly kinds: readonly string[];
}

const LATIN_PAIR = /[\u00a1-\u00fe][\u0080-\u00ff\u0152-\u0178\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]/;
/** What the lead bytes of frequent characters in UTF-8 (E4 to E9, EF) become in GBK, with the frequent second bytes. */
const GBK_TELLTALES =
  '浣浜涓鍏鍒鍔鍙鍚鍥鍦鍩澶濡瀛瀹寮鎬鎴鎵鎶鎸鏀鏂鏃鏄鏈鏍鏉姝淇℃鐨鐢鐩绗绠绯缁缃鑰鑳璇琛瑕璁鍗閫閮闂闄闆棰椤骞搴绛锛銆';
/** By code unit: a class of so many characters takes four times as long as looking them up, on every page. */
const IS_TELLTALE = new Uint8Array(0x10000);
for (const char of GBK_TELLTALES) IS_TELLTALE[char.charCodeAt(0)] = 1;

/** Whether a code unit may be the first of a Latin pair, or is a telltale: text without either was not spoiled. */
export const mayBegin = (code: number): boolean => code >= 0xa1 && code <= 0xfe;
export const isTelltale = (code: number): boolean => IS_TELLTALE[code] === 1;
/** So many telltales, and no Latin pair, are what a text is looked at more closely for. */
export const TELLING = 3;

/** Whether at least `least` telltales stand in the first `length` code units. */
function hasTelltales(text: string, least: number, length = text.length): boolean {
  const end = Math.min(length, text.length);
  let found = 0;
  for (let at = 0; at < end; at++) {
    if (IS_TELLTALE[text.charCodeAt(at)] !== 1) continue;
    found += 1;
    if (found === least) return true;
  }
  return false;
}

export const untouched = (text: string): Repair => ({ text, pieces: 0, kinds: [] });

export function undoMojibake(text: string): Repair {
  const latin = LATIN_PAIR.test(text);
  const gbk = hasTelltales(text, TELLING, 200_000);
  if (!latin && !gbk) return untouched(text);
  let pieces = 0;
  const kinds = new Set<string>();
  const repaired = text.replace(/(?<![^<>\n])[^<>\n]*[^\u0000-\u007f<>\n][^<>\n]*/g, (piece) => {
    const undone = undoPiece(piece);
    if (!undone) return piece;
    pieces += 1;
    kinds.add(undone.kind);
    return undone.text;
  });
  return { text: repaired, pieces, kinds: [...kinds] };
}

function undoPiece(piece: string): { readonly text: string; readonly kind: string } | null {
  if (LATIN_PAIR.test(piece)) return undoLatin(piece);
  return hasTelltales(piece, 2) ? undoGbk(piece) : null;
}

/** Windows-1252 bytes of the characters that it has beyond Latin-1. */
const CP1252 = new Map(
  Array.from({ length: 0x20 }, (_, at) => [iconv.decode(Buffer.from([0x80 + at]), 'win1252'), 0x80 + at] as const),
);

/** The bytes of a text that was read as Latin-1 or Windows-1252; null where it holds any other character. */
function latinBytes(piece: string): Buffer | null {
  const bytes = Buffer.alloc(piece.length);
  for (let at = 0; at < piece.length; at++) {
    const code = piece.charCodeAt(at);
    const byte = code <= 0xff ? code : CP1252.get(piece.charAt(at));
    if (byte === undefined) return null;
    bytes[at] = byte;
  }
  return bytes;
}

function undoLatin(piece: string): { text: string; kind: string } | null {
  const bytes = latinBytes(piece);
  if (!bytes) return null;
  const utf8 = bytes.toString('utf8');
  if (clearlyChinese(utf8, 2)) return { text: utf8, kind: 'UTF-8 read as Windows-1252' };
  const gbk = iconv.decode(bytes, 'gb18030');
  return clearlyChinese(gbk, 2) ? { text: gbk, kind: 'GBK read as Windows-1252' } : null;
}

/** Decoders read the byte 80 (一 is E4 B8 80) as the euro sign, which the encoder would write as A2 E3. */
const gbkBytes = (piece: string): Buffer =>
  Buffer.concat(
    piece.split('€').flatMap((part, at) => [Buffer.alloc(at === 0 ? 0 : 1, 0x80), iconv.encode(part, 'gb18030')]),
  );

function undoGbk(piece: string): { text: string; kind: string } | null {
  // The wrong reading joined the bytes of neighbouring characters; a byte that it could not place is lost, and stays U+FFFD here.
  const text = gbkBytes(piece).toString('utf8');
  const before = countHan(piece);
  const after = countHan(text);
  const lost = after.broken + (text.match(/\?/g)?.length ?? 0);
  if (after.han < 2 || after.common * 10 < after.han * 7 || before.common * 2 > before.han) return null;
  return lost * 4 <= after.han ? { text, kind: 'UTF-8 read as GBK' } : null;
}
