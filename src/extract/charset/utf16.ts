import { isCommonHan, isHan } from './frequency.ts';

export type Utf16 = 'utf-16le' | 'utf-16be';

/** Enough to tell: UTF-16 shows in its first kilobytes. */
const SAMPLE_BYTES = 4096;

/** Decodes UTF-16 of either order; an odd last byte is dropped. */
export function decodeUtf16(bytes: Uint8Array, charset: Utf16): string {
  const even = bytes.subarray(0, bytes.length - (bytes.length % 2));
  const little =
    charset === 'utf-16le' ? Buffer.from(even.buffer, even.byteOffset, even.length) : Buffer.from(even).swap16();
  return little.toString('utf16le').replace(/^\ufeff/, '');
}

/**
 * Share of a text's units that Chinese, its punctuation and markup consist of; 0 to 1. `anyHan` counts rare characters too. Where it cannot
 * reach `least` any more, 0.
 */
function plausible(bytes: Uint8Array, charset: Utf16, anyHan: boolean, least: number): number {
  const [high, low] = charset === 'utf-16le' ? [1, 0] : [0, 1];
  const isGood = anyHan ? isHan : isCommonHan;
  const most = bytes.length * (1 - least);
  let good = 0;
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    // Twice the units that are not.
    if (at - 2 * good > most + 2) return 0;
    const code = ((bytes[at + high] ?? 0) << 8) | (bytes[at + low] ?? 0);
    if (isPlain(code) || isGood(code)) good += 1;
  }
  return good / (bytes.length >> 1);
}

const isPlain = (code: number): boolean =>
  (code >= 0x20 && code < 0x7f) ||
  (code >= 0x09 && code <= 0x0d) ||
  code === 0xa0 ||
  (code >= 0x2010 && code <= 0x203b) ||
  (code >= 0x3000 && code <= 0x303f) ||
  (code >= 0xff00 && code <= 0xffef);

/** Text of one byte a unit has no such bytes; they are halves of units. */
function hasControls(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte < 9 || (byte > 0x0d && byte < 0x1b)) return true;
  return false;
}

/**
 * UTF-16 without a byte order mark: only such text holds zero bytes at one parity, or reads as common Chinese in one order and as nothing
 * in the other. ASCII read as UTF-16 gives Chinese characters too, but rare ones, and no control bytes.
 */
export function sniffUtf16(bytes: Uint8Array): Utf16 | null {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  if (sample.length < 4) return null;
  return compare(sample, false) ?? (hasControls(sample) ? compare(sample, true) : null);
}

const ENOUGH = 0.7;

function compare(sample: Uint8Array, anyHan: boolean): Utf16 | null {
  // Most text is told from UTF-16 by its beginning.
  if (
    !['utf-16le' as const, 'utf-16be' as const].some((charset) => plausible(sample, charset, anyHan, ENOUGH) >= ENOUGH)
  )
    return null;
  const little = plausible(sample, 'utf-16le', anyHan, 0);
  const big = plausible(sample, 'utf-16be', anyHan, 0);
  if (Math.abs(little - big) < 0.2) return null;
  return little > big ? 'utf-16le' : 'utf-16be';
}
