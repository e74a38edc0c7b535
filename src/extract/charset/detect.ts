import { isAscii, isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { findBom } from './bom.ts';
import type { CleanText } from './clean/model.ts';
import { type DoubleByte, type Fit, fitDoubleByte } from './double-byte.ts';
import type { Label } from './labels.ts';
import { type Utf8Fit, utf8Fit } from './utf8.ts';
import { sniffUtf16 } from './utf16.ts';

/** What the bytes are, and why, in half a sentence. `sure` is false where a label or a default decided. */
export interface CharsetDecision {
  readonly charset: string;
  readonly because: string;
  readonly sure: boolean;
}

/** GB18030 text read as UTF-8 has some 30 stray bytes for each accidental character of three bytes; UTF-8 with a GBK footer has far fewer. */
const UTF8_LONG_PER_INVALID = 1;
/** Mean weight (see `fitDoubleByte`) from which a double-byte reading is Chinese. Right readings lie above 1.5, wrong ones below 0.6. */
const CHINESE = 1;
/** A big5 reading must beat gb18030 by this: a mainland portal in Big5 is the rare case. */
const BIG5_LEAD = 0.3;

/** Decides by content; `labels` only where content does not. `clean` is what the bytes are as clean text. */
export function detect(bytes: Uint8Array, labels: readonly Label[], clean: CleanText | null): CharsetDecision {
  const bom = findBom(bytes);
  if (bom && bom.charset !== 'utf-8') return { charset: bom.charset, because: 'byte order mark', sure: true };
  if (!isUtf8(bytes) || bytes.includes(0)) {
    const wide = sniffUtf16(bytes);
    if (wide)
      return {
        charset: wide,
        because: 'reads as Chinese in units of two bytes, without a byte order mark',
        sure: true,
      };
  }
  if (isAscii(bytes)) return { charset: 'utf-8', because: 'only ASCII', sure: true };
  const utf8 = clean?.utf8 ?? utf8Fit(bytes);
  if (isUtf8Text(bytes, utf8)) return { charset: 'utf-8', because: utf8Evidence(utf8, bom !== null), sure: true };
  return detectDoubleByte(bytes, labels, clean);
}

function isUtf8Text(bytes: Uint8Array, utf8: Utf8Fit): boolean {
  if (utf8.long > 0) return utf8.long >= utf8.invalid * UTF8_LONG_PER_INVALID;
  if (utf8.two === 0 || utf8.invalid > 0) return false;
  // Only characters of two bytes: `·` and `é` in UTF-8, or a few Chinese words in GBK whose bytes happen to fit.
  const gb = fitDoubleByte(bytes, 'gb18030');
  return gb.score < CHINESE || gb.characters < 2 || distinctPairs(bytes) < 2;
}

/** Number of different lead bytes above the Latin-1 block (C2, C3), which punctuation of UTF-8 pages lies in. */
function distinctPairs(bytes: Uint8Array): number {
  return new Set(bytes.filter((byte) => byte >= 0xc4)).size;
}

const utf8Evidence = (utf8: Utf8Fit, bom: boolean): string =>
  `${bom ? 'byte order mark and ' : ''}${utf8.invalid === 0 ? 'valid UTF-8' : `UTF-8 but for ${utf8.invalid} bytes`}, ${utf8.two + utf8.long} characters beyond ASCII`;

function detectDoubleByte(bytes: Uint8Array, labels: readonly Label[], clean: CleanText | null): CharsetDecision {
  const gb = clean?.fits?.gb18030 ?? fitDoubleByte(bytes, 'gb18030');
  const big5 = clean?.fits?.big5 ?? fitDoubleByte(bytes, 'big5');
  const labelled = labels.find((label) => label.charset !== null)?.charset ?? null;
  const lead = labelled === 'big5' ? 0 : BIG5_LEAD;
  const best: DoubleByte = big5.score > gb.score + lead ? 'big5' : 'gb18030';
  const found = best === 'big5' ? big5 : gb;
  if (found.score >= CHINESE) return { charset: best, because: doubleByteEvidence(found), sure: true };
  return detectByLabel(bytes, labels, best, found);
}

const doubleByteEvidence = (found: Fit): string =>
  `not UTF-8; ${found.common} of ${found.characters} characters are common Chinese ones`;

function detectByLabel(bytes: Uint8Array, labels: readonly Label[], best: DoubleByte, found: Fit): CharsetDecision {
  for (const { charset, from, name } of labels) {
    if (!charset || charset.startsWith('utf-') || !iconv.encodingExists(charset)) continue;
    return { charset, because: `not UTF-8 and too little Chinese to tell; the ${from} says ${name}`, sure: false };
  }
  if (found.score > 0 || !loneHighBytes(bytes))
    return {
      charset: best,
      because: `not UTF-8; ${found.common} of ${found.characters} characters are common Chinese ones`,
      sure: false,
    };
  return {
    charset: 'windows-1252',
    because: 'not UTF-8; single bytes beyond ASCII between Latin letters',
    sure: false,
  };
}

/** True for Latin text with accents: bytes beyond ASCII stand alone among many more letters. A lone GBK character may look so, but not in a word. */
function loneHighBytes(bytes: Uint8Array): boolean {
  const letters = bytes.reduce((sum, byte) => sum + Number((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a), 0);
  let lone = 0;
  let paired = 0;
  for (let at = 0; at < bytes.length; at++) {
    if ((bytes[at] ?? 0) < 0x80) continue;
    if ((bytes[at + 1] ?? 0) < 0x80 && (bytes[at - 1] ?? 0) < 0x80) lone += 1;
    else paired += 1;
  }
  return lone > paired && letters > lone * 4;
}
