/** How well bytes read as UTF-8: characters of two and of three or four bytes, and bytes that belong to none. */
export interface Utf8Fit {
  readonly two: number;
  readonly long: number;
  readonly invalid: number;
}

const continuation = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x80 && byte <= 0xbf;

/** Number of bytes of the well-formed character at `at`; 0 if none, -1 if the bytes end inside it. */
function lengthAt(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  const length =
    lead >= 0xc2 && lead <= 0xdf ? 2 : lead >= 0xe0 && lead <= 0xef ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
  if (length === 0) return 0;
  const second = bytes[at + 1];
  if (second !== undefined) {
    // Overlong forms, surrogates and code points above U+10FFFF.
    if (lead === 0xe0 && second < 0xa0) return 0;
    if (lead === 0xed && second > 0x9f) return 0;
    if (lead === 0xf0 && second < 0x90) return 0;
    if (lead === 0xf4 && second > 0x8f) return 0;
  }
  for (let offset = 1; offset < length; offset++) {
    if (at + offset >= bytes.length) return -1;
    if (!continuation(bytes[at + offset])) return 0;
  }
  return length;
}

/** Bytes cut inside the last character count as valid. */
export function utf8Fit(bytes: Uint8Array): Utf8Fit {
  let two = 0;
  let long = 0;
  let invalid = 0;
  for (let at = 0; at < bytes.length; at++) {
    if ((bytes[at] ?? 0) < 0x80) continue;
    const length = lengthAt(bytes, at);
    if (length < 0) break;
    if (length === 0) invalid += 1;
    else if (length === 2) two += 1;
    else long += 1;
    if (length > 1) at += length - 1;
  }
  return { two, long, invalid };
}
