import sharp, { type Sharp } from 'sharp';
import { describe, expect, test } from 'vitest';
import { skewOf } from '../../../../src/extract/formats/ocr/deskew.ts';
import type { Gray } from '../../../../src/extract/formats/ocr/gray.ts';
import { darkFinder } from '../../../../src/extract/formats/ocr/ink-blocks.ts';
import { levelled } from '../../../../src/extract/formats/ocr/level.ts';
import { findRules } from '../../../../src/extract/formats/ocr/rules.ts';
import { SEAL_DPI, withoutSeals } from '../../../../src/extract/formats/ocr/seal.ts';
import { findLines } from '../../../../src/extract/formats/ocr/text-lines.ts';
import { toTiff } from '../../../../src/extract/formats/ocr/tiff.ts';

const DPI = 200;

async function drawn(width: number, height: number, content: string): Promise<Sharp> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${content}</svg>`;
  return sharp(await sharp(Buffer.from(svg)).flatten({ background: 'white' }).png().toBuffer());
}

async function gray(width: number, height: number, content: string): Promise<Gray> {
  const picture = await drawn(width, height, content);
  const data = await picture.grayscale().toColourspace('b-w').raw().toBuffer();
  return { width, height, data: new Uint8Array(data) };
}

describe('rules', () => {
  const path = (dash: string) =>
    `<path d="M50 50H750V350H50Z" fill="none" stroke="black" stroke-width="2" stroke-dasharray="${dash}"/>`;

  test.each([
    ['solid', ''],
    ['dotted', '3 3'],
    ['dashed', '9 5'],
    ['broken', '120 3 40 2 90 3'],
  ])('that are %s are found', async (_, dash) => {
    const { horizontal, vertical } = findRules(await gray(800, 400, path(dash)), DPI);
    const places = (rules: readonly { at: number }[]) => [
      ...new Set(rules.map(({ at }) => Math.round((at * DPI) / 72))),
    ];
    expect(places(horizontal)).toEqual([50, 350]);
    expect(places(vertical)).toEqual([50, 750]);
  });

  test('that are nowhere dark are found by their contrast', async () => {
    const pale = '<path d="M50 50H750V350H50Z" fill="none" stroke="#bbb" stroke-width="2"/>';
    const { horizontal, vertical } = findRules(await gray(800, 400, pale), DPI);
    expect(horizontal.map(({ at }) => Math.round((at * DPI) / 72))).toEqual([50, 350]);
    expect(vertical.map(({ at }) => Math.round((at * DPI) / 72))).toEqual([50, 750]);
  });

  test('of a low row are those that reach its ends, not strokes of large letters in it', async () => {
    const rule = (path: string) => `<path d="${path}" stroke="black" stroke-width="3"/>`;
    const row = rule('M50 100H750') + rule('M50 160H750') + rule('M300 100V160') + rule('M500 107V153');
    const { vertical } = findRules(await gray(800, 300, row), DPI);
    expect(vertical.map(({ at }) => Math.round((at * DPI) / 72))).toEqual([300]);
  });

  test('rows of strokes close together are no rules', async () => {
    const strokes = Array.from(
      { length: 8 },
      (_, row) => `<path d="M50 ${50 + row * 4}H500" stroke="black" stroke-width="2" stroke-dasharray="6 4"/>`,
    );
    expect(findRules(await gray(800, 400, strokes.join('')), DPI).horizontal).toEqual([]);
  });
});

test('a red seal is taken off a page, the print below it and a red headline stay', async () => {
  const content = `<circle cx="300" cy="300" r="160" fill="none" stroke="#d9342b" stroke-width="8"/>
    <rect x="290" y="100" width="20" height="80" fill="black"/><rect x="20" y="20" width="500" height="30" fill="#d9342b"/>`;
  const page = await gray(600, 600, content);
  const small = (await drawn(600, 600, content)).resize({ width: (600 * SEAL_DPI) / DPI });
  const { data, info } = await small.raw().toBuffer({ resolveWithObject: true });
  if (info.channels !== 3) throw new Error('the picture is in colour');
  const clean = withoutSeals(page, { ...info, channels: 3, data }, DPI);
  const shade = (x: number, y: number) => clean.data[y * 600 + x] ?? 0;
  expect(shade(300, 460)).toBeGreaterThan(230);
  expect(shade(460, 300)).toBeGreaterThan(230);
  expect(shade(300, 140)).toBeLessThan(60);
  expect(shade(300, 110)).toBeLessThan(60);
  expect(shade(100, 35)).toBeLessThan(160);
});

test('lines of print are found with their height; dust and thin rules are none', async () => {
  const bars = `<rect x="100" y="100" width="400" height="40"/><rect x="100" y="200" width="200" height="24"/>
    <rect x="50" y="300" width="500" height="2"/><rect x="300" y="350" width="2" height="2"/>`;
  const lines = findLines(await gray(600, 400, bars), DPI);
  expect(lines.map(({ area }) => [Math.round(area.top / 10) * 10, Math.round(area.left / 10) * 10])).toEqual([
    [100, 100],
    [200, 100],
  ]);
});

test('a tilted page is levelled and enlarged in one go, and its white stays white', async () => {
  const bars = Array.from({ length: 12 }, (_, row) => `<rect x="100" y="${100 + row * 40}" width="600" height="4"/>`);
  const page = await gray(800, 640, `<g transform="rotate(2 400 320)">${bars.join('')}</g>`);
  const degrees = skewOf(page, DPI);
  expect(Math.abs(degrees - 2)).toBeLessThan(0.1);
  const level = levelled(page, degrees, 1.5);
  expect([level.width, level.height]).toEqual([1200, 960]);
  const { horizontal } = findRules(level, DPI * 1.5);
  expect(horizontal.map(({ at }) => Math.round((at * DPI) / 72))).toEqual(bars.map((_, row) => 102 + row * 40));
  expect(level.data.subarray(0, 1200 * 60).every((shade) => shade === 255)).toBe(true);
});

test.each([175, 255])('what is darker than %i is found wherever a row begins', (limit) => {
  const [width, height] = [13, 5];
  const data = Uint8Array.from(
    { length: width * height },
    (_, index) => [255, 254, 175, 174, 129, 128, 0][(index * 5) % 7] ?? 0,
  );
  const places = new Uint16Array(width);
  for (const page of [data, new Uint8Array(Uint8Array.of(9, ...data).buffer, 1)]) {
    const find = darkFinder({ width, height, data: page }, limit);
    for (let row = 0; row < height; row++) {
      const dark = [...data.subarray(row * width, (row + 1) * width)].flatMap((shade, x) => (shade < limit ? [x] : []));
      expect([...places.subarray(0, find(row, places))]).toEqual(dark);
    }
  }
});

test.each([
  ['grey', [0, 128, 255]],
  ['black and white', [0, 255, 255]],
])('a %s picture comes out of its TIFF as it was', async (_, shades) => {
  const [width, height] = [13, 3];
  const data = Uint8Array.from({ length: width * height }, (_, index) => shades[(index * 2) % 3] ?? 0);
  const read = await sharp(toTiff({ width, height, data })).toColourspace('b-w').raw().toBuffer();
  expect([...read]).toEqual([...data]);
});
