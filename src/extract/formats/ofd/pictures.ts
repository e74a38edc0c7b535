import type { Operation } from '../drawn/drawing.ts';
import type { OfdPackage } from './package.ts';

/** What kind of file some bytes of a picture are, as far as it matters here. */
export type PictureKind = 'jpeg' | 'png' | 'bmp' | 'jbig2' | 'other';

const SIGNATURES: readonly (readonly [kind: PictureKind, start: readonly number[]])[] = [
  ['jpeg', [0xff, 0xd8]],
  ['png', [0x89, 0x50, 0x4e, 0x47]],
  ['bmp', [0x42, 0x4d]],
  ['jbig2', [0x97, 0x4a, 0x42, 0x32, 0x0d, 0x0a, 0x1a, 0x0a]],
];

/** By the file's first bytes: names lie. */
export const pictureKind = (bytes: Uint8Array): PictureKind =>
  SIGNATURES.find(([, start]) => start.every((byte, index) => bytes[index] === byte))?.[0] ?? 'other';

/** Places of the pictures on a page behind which nothing is seen. */
export async function opaquePictures(ofd: OfdPackage, operations: readonly Operation[]): Promise<ReadonlySet<string>> {
  const opaque = new Set<string>();
  const looked = new Set<string>();
  let hasText = false;
  for (const { name, args } of operations) {
    if (name === 'showText') hasText = true;
    const place = name === 'paintImageXObject' && args[1] === 'whole' ? String(args[0]) : '';
    // Only what lies over text can hide it.
    if (!hasText || place === '' || looked.has(place)) continue;
    looked.add(place);
    const bytes = await ofd.bytes(place);
    if (bytes && (await isOpaque(bytes))) opaque.add(place);
  }
  return opaque;
}

async function isOpaque(bytes: Uint8Array): Promise<boolean> {
  const kind = pictureKind(bytes);
  if (kind !== 'png' && kind !== 'other') return true;
  const { default: sharp } = await import('sharp');
  try {
    const { hasAlpha } = await sharp(bytes).metadata();
    return hasAlpha !== true || (await sharp(bytes).stats()).isOpaque;
  } catch {
    // Nobody sees a damaged picture.
    return false;
  }
}
