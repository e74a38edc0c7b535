import type { Sharp } from 'sharp';
import type { Gray } from './gray.ts';
import type { Coloured } from './seal.ts';

/** A picture in grey. Throws what sharp throws for a damaged file. */
export async function greyPicture(picture: Sharp): Promise<Gray> {
  const { data, info } = await picture
    .toColourspace('b-w')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  return onWhite(data, info);
}

/** A small copy in colour; null where the picture has none. Throws what sharp throws for a damaged file. */
export async function colouredPicture(picture: Sharp, width: number): Promise<Coloured | null> {
  const { data, info } = await picture
    .resize({ width: Math.max(1, width) })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const { width: columns, height, channels } = info;
  return channels === 3 || channels === 4 ? { width: columns, height, channels, data } : null;
}

/** Grey as one byte a pixel; what is transparent is laid on white. sharp's own way to do so refuses pictures of one colour channel. */
function onWhite(
  data: Uint8Array,
  { width, height, channels }: { width: number; height: number; channels: number },
): Gray {
  // A part of a `Buffer` is no copy, unlike that of its plain view.
  if (channels === 1) return { width, height, data: new Uint8Array(data.buffer, data.byteOffset, data.length) };
  const grey = Uint8Array.from({ length: width * height }, (_, index) => {
    const opacity = (data[index * channels + channels - 1] ?? 255) / 255;
    return (data[index * channels] ?? 255) * opacity + 255 * (1 - opacity);
  });
  return { width, height, data: grey };
}
