/** A picture in shades of grey: one byte a pixel, 0 black to 255 white, row by row. */
export interface Gray {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** A rectangle of pixels: left and top included, right and bottom not. */
export interface PixelBox {
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
export function crop(image: Gray, area: PixelBox): Gray {
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

/** Below this the pixels of the result lie so far apart that those between would be left out: their mean is taken. */
const COARSE = 0.7;

/** A picture enlarged or reduced by `factor`. */
export function scaled(image: Gray, factor: number): Gray {
  if (factor === 1) return image;
  const width = Math.max(1, Math.round(image.width * factor));
  const height = Math.max(1, Math.round(image.height * factor));
  return factor < COARSE ? reducedTo(image, width, height, factor) : sampled(image, width, height, factor);
}

function sampled(image: Gray, width: number, height: number, factor: number): Gray {
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      data[y * width + x] = sample(image, (x + 0.5) / factor - 0.5, (y + 0.5) / factor - 0.5);
  return { width, height, data };
}

/** Each pixel the mean shade of a square around its place; white outside. */
function reducedTo(image: Gray, width: number, height: number, factor: number): Gray {
  const data = new Uint8Array(width * height);
  const side = 1 / factor;
  const reach = Math.max(1, Math.round(side));
  const start = (place: number): number => Math.round((place + 0.5) / factor - 0.5 - side / 2 + 0.5);
  const lefts = Int32Array.from({ length: width }, (_, x) => start(x));
  for (let y = 0; y < height; y++) {
    const top = start(y);
    for (let x = 0; x < width; x++) {
      const left = lefts[x] ?? 0;
      let sum = 0;
      for (let v = top; v < top + reach; v++)
        for (let u = left; u < left + reach; u++)
          sum +=
            u < 0 || v < 0 || u >= image.width || v >= image.height ? 255 : (image.data[v * image.width + u] ?? 255);
      data[y * width + x] = sum / (reach * reach);
    }
  }
  return { width, height, data };
}

/** The shade between pixels; white outside. Called for every pixel of a page: no closures, which some builds wrap. */
function sample({ width, height, data }: Gray, x: number, y: number): number {
  const left = Math.floor(x);
  const top = Math.floor(y);
  if (left < 0 || top < 0 || left + 1 >= width || top + 1 >= height) return atEdge(width, height, data, x, y);
  const dx = x - left;
  const at = top * width + left;
  const below = at + width;
  const upper = (data[at] ?? 255) * (1 - dx) + (data[at + 1] ?? 255) * dx;
  const lower = (data[below] ?? 255) * (1 - dx) + (data[below + 1] ?? 255) * dx;
  return upper + (lower - upper) * (y - top);
}

function atEdge(width: number, height: number, data: Uint8Array, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const at = (column: number, row: number) =>
    column < 0 || row < 0 || column >= width || row >= height ? 255 : (data[row * width + column] ?? 255);
  const [dx, dy] = [x - left, y - top];
  const upper = at(left, top) * (1 - dx) + at(left + 1, top) * dx;
  return upper * (1 - dy) + (at(left, top + 1) * (1 - dx) + at(left + 1, top + 1) * dx) * dy;
}

/** Black where darker than `limit`, white elsewhere. */
export function blackened(image: Gray, limit: number): Gray {
  const data = new Uint8Array(image.data.length);
  for (let at = 0; at < data.length; at++) data[at] = (image.data[at] ?? 255) < limit ? 0 : 255;
  return { ...image, data };
}

/** A quarter turn clockwise, `turns` times. */
export function rotatedByQuarters(image: Gray, turns: 1 | 2 | 3): Gray {
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
