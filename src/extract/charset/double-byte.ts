import iconv from 'iconv-lite';
import { COMMON_SIMPLIFIED, COMMON_TRADITIONAL } from './frequency.ts';

export type DoubleByte = 'gb18030' | 'big5';

/** How well bytes read as a double-byte charset: number of characters, the sum of their weights, and bytes that are no character. */
export interface Fit {
  readonly characters: number;
  readonly common: number;
  readonly invalid: number;
  /** Mean weight of a character, invalid bytes counted as characters: about 2 for the right charset, below 0.5 for a wrong one. */
  readonly score: number;
}

/** The weight of a common character, the highest. */
export const COMMON = 3;
const PUNCTUATION = 2;
const FREQUENT_PLANE = 1;
const RARE = -1;
const UNASSIGNED = -4;
const INVALID = -6;

/** The planes of a charset, by lead and trail byte: level 1 holds the frequent characters in both standards. */
const planeOf: Record<DoubleByte, (lead: number, trail: number) => number> = {
  gb18030: (lead, trail) => {
    if (trail < 0xa1) return lead >= 0xaa && lead <= 0xaf ? UNASSIGNED : RARE;
    if (lead === 0xa1 || lead === 0xa3) return PUNCTUATION;
    if (lead >= 0xb0 && lead <= 0xd7) return FREQUENT_PLANE;
    if (lead >= 0xd8 && lead <= 0xf7) return 0;
    if (lead === 0xa2) return 0;
    return lead >= 0xa4 && lead <= 0xa9
      ? RARE
      : lead >= 0xaa && lead <= 0xaf
        ? UNASSIGNED
        : lead >= 0xf8
          ? UNASSIGNED
          : RARE;
  },
  big5: (lead) => {
    if (lead === 0xa1) return PUNCTUATION;
    if (lead === 0xa2) return 0;
    if (lead >= 0xa4 && lead <= 0xc6) return FREQUENT_PLANE;
    if (lead >= 0xc9 && lead <= 0xf9) return RARE;
    return UNASSIGNED;
  },
};

function weights(charset: DoubleByte, common: readonly string[]): Int8Array {
  const table = new Int8Array(0x10000);
  const plane = planeOf[charset];
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) table[(lead << 8) | trail] = plane(lead, trail);
  for (const char of common) {
    const bytes = iconv.encode(char, charset);
    if (bytes.length === 2) table[bytes.readUInt16BE(0)] = COMMON;
  }
  return table;
}

const tables = new Map<DoubleByte, Int8Array>();

/** The weight of each pair of bytes as a character. Built on first use: most files are UTF-8 and never need it. */
export function weightsOf(charset: DoubleByte): Int8Array {
  const known = tables.get(charset);
  if (known) return known;
  const table = weights(charset, [...COMMON_SIMPLIFIED, ...COMMON_TRADITIONAL]);
  tables.set(charset, table);
  return table;
}

/** Length of the GB18030 four-byte character at `at`, else 0. */
function fourBytes(bytes: Uint8Array, at: number): boolean {
  const digit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39;
  const lead = bytes[at + 2] ?? 0;
  return digit(bytes[at + 1]) && lead >= 0x81 && lead <= 0xfe && digit(bytes[at + 3]);
}

/** How many characters are read to tell: a page's charset shows in its first thousands. */
export const MOST_CHARACTERS = 20_000;

export function fitDoubleByte(bytes: Uint8Array, charset: DoubleByte): Fit {
  const table = weightsOf(charset);
  let characters = 0;
  let common = 0;
  let invalid = 0;
  let sum = 0;
  for (let at = 0; at < bytes.length && characters < MOST_CHARACTERS; at++) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) continue;
    const trail = bytes[at + 1];
    if (trail === undefined && lead > 0x80 && lead < 0xff) break; // cut inside its last character
    if (trail !== undefined && trail >= 0x40 && trail !== 0x7f && trail < 0xff && lead > 0x80 && lead < 0xff) {
      const weight = table[(lead << 8) | trail] ?? 0;
      characters += 1;
      sum += weight;
      if (weight === COMMON) common += 1;
      at += 1;
    } else if (charset === 'gb18030' && fourBytes(bytes, at)) {
      characters += 1;
      at += 3;
    } else {
      invalid += 1;
      sum += INVALID;
    }
  }
  return fitOf(characters, common, invalid, sum);
}

export function fitOf(characters: number, common: number, invalid: number, sum: number): Fit {
  const total = characters + invalid;
  return { characters, common, invalid, score: total === 0 ? 0 : sum / total };
}
