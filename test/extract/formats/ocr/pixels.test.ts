import sharp, { type Sharp } from 'sharp';
import { describe, expect, test } from 'vitest';
import type { Gray } from '../../../../src/extract/formats/ocr/gray.ts';
import { findRules } from '../../../../src/extract/formats/ocr/rules.ts';
import { SEAL_DPI, withoutSeals } from '../../../../src/extract/formats/ocr/seal.ts';
import { findLines } from '../../../../src/extract/formats/ocr/text-lines.ts';

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
