import { countHan } from './frequency.ts';

export type Utf16 = 'utf-16le' | 'utf-16be';

/** Enough to tell: UTF-16 shows in its first kilobytes. */
const SAMPLE_BYTES = 16_384;

/** Decodes UTF-16 of either order; an odd last byte is dropped. */
export function decodeUtf16(bytes: Uint8Array, charset: Utf16): string {
  const even = bytes.subarray(0, bytes.length - (bytes.length % 2));
  const little =
    charset === 'utf-16le' ? Buffer.from(even.buffer, even.byteOffset, even.length) : Buffer.from(even).swap16();
  return little.toString('utf16le').replace(/^\ufeff/, '');
}

/** Share of a text's units that administrative Chinese, its punctuation and markup consist of; 0 to 1. */
function plausible(text: string): number {
  let good = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if ((code >= 0x20 && code < 0x7f) || code === 9 || code === 10 || code === 13) good += 1;
    else if ((code >= 0x3000 && code <= 0x303f) || (code >= 0xff00 && code <= 0xffef) || code === 0xa0) good += 1;
    else if (code >= 0x2010 && code <= 0x203b) good += 1;
  }
  return text.length === 0 ? 0 : (good + countHan(text).common) / text.length;
}

/**
 * UTF-16 without a byte order mark: only such text holds zero bytes at one parity, or reads as common Chinese in one order and as nothing
 * in the other. ASCII read as UTF-16 gives Chinese characters too, but rare ones.
 */
export function sniffUtf16(bytes: Uint8Array): Utf16 | null {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  if (sample.length < 4) return null;
  const little = plausible(decodeUtf16(sample, 'utf-16le'));
  const big = plausible(decodeUtf16(sample, 'utf-16be'));
  if (Math.max(little, big) < 0.7 || Math.abs(little - big) < 0.3) return null;
  return little > big ? 'utf-16le' : 'utf-16be';
}
