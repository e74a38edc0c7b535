/** A picture in shades of grey: one byte a pixel, 0 black to 255 white, row by row. */
export interface Gray {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** A rectangle of pixels: left and top included, right and bottom not. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export const blankGray = (width: number, height: number): Gray => ({
  width,
  height,
  data: new Uint8Array(width * height).fill(255),
});

/** The part of a picture inside an area, cut to the picture's size. */
export function crop(image: Gray, area: Area): Gray {
  const left = Math.max(0, Math.min(image.width, area.left));
  const top = Math.max(0, Math.min(image.height, area.top));
  const width = Math.max(0, Math.min(image.width, area.right) - left);
  const height = Math.max(0, Math.min(image.height, area.bottom) - top);
  const data = new Uint8Array(width * height);
  for (let row = 0; row < height; row++) {
    const start = (top + row) * image.width + left;
    data.set(image.data.subarray(start, start + width), row * width);
  }
  return { width, height, data };
}

/** Writes a picture into a larger one. */
export function paste(target: Gray, source: Gray, left: number, top: number): void {
  const width = Math.min(source.width, target.width - left);
  for (let row = 0; row < Math.min(source.height, target.height - top); row++) {
    const start = row * source.width;
    target.data.set(source.data.subarray(start, start + width), (top + row) * target.width + left);
  }
}

/** A picture enlarged or reduced by `factor`, with bilinear interpolation. */
export function scaled(image: Gray, factor: number): Gray {
  if (factor === 1) return image;
  const width = Math.max(1, Math.round(image.width * factor));
  const height = Math.max(1, Math.round(image.height * factor));
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      data[y * width + x] = sample(image, (x + 0.5) / factor - 0.5, (y + 0.5) / factor - 0.5);
  return { width, height, data };
}

/** The shade between pixels; white outside. */
export function sample({ width, height, data }: Gray, x: number, y: number): number {
  const left = Math.floor(x);
  const top = Math.floor(y);
  const dx = x - left;
  const dy = y - top;
  const at = (column: number, row: number) =>
    column < 0 || row < 0 || column >= width || row >= height ? 255 : (data[row * width + column] ?? 255);
  const upper = at(left, top) * (1 - dx) + at(left + 1, top) * dx;
  const lower = at(left, top + 1) * (1 - dx) + at(left + 1, top + 1) * dx;
  return upper * (1 - dy) + lower * dy;
}

/** Netpbm's grey map: the simplest file that every OCR program reads. */
export function toPgm({ width, height, data }: Gray): Buffer {
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`, 'latin1'), data]);
}

/** A quarter turn clockwise, `turns` times. */
export function quarterTurned(image: Gray, turns: 1 | 2 | 3): Gray {
  const { width, height, data } = image;
  const size = turns === 2 ? { width, height } : { width: height, height: width };
  const result = new Uint8Array(data.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [u, v] =
        turns === 1 ? [height - 1 - y, x] : turns === 2 ? [width - 1 - x, height - 1 - y] : [y, width - 1 - x];
      result[v * size.width + u] = data[y * width + x] ?? 255;
    }
  return { ...size, data: result };
}
