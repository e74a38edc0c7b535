export type BomCharset = 'utf-8' | 'utf-16le' | 'utf-16be' | 'utf-32le' | 'utf-32be';

/** The longest first: UTF-32LE begins as UTF-16LE does. */
const MARKS: readonly (readonly [BomCharset, readonly number[]])[] = [
  ['utf-32le', [0xff, 0xfe, 0, 0]],
  ['utf-32be', [0, 0, 0xfe, 0xff]],
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** The charset that a byte order mark names, with the mark's length in bytes; null without one. */
export function findBom(bytes: Uint8Array): { readonly charset: BomCharset; readonly length: number } | null {
  const found = MARKS.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte));
  return found ? { charset: found[0], length: found[1].length } : null;
}
