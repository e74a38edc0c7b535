import * as cheerio from 'cheerio';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { ENCODINGS } from '../../src/sample/encode.ts';
import { FRAMES } from '../../src/sample/frames/index.ts';
import { LAYOUTS } from '../../src/sample/layouts/index.ts';
import { countSplits } from '../../src/sample/layouts/joined.ts';
import { layoutNamed, type Rendering, renderReport, sampleFile } from '../../src/sample/render.ts';
import { generateReport, reportTables } from '../../src/sample/report.ts';

const SEEDS = Array.from({ length: 8 }, (_, seed) => seed);
const squeezed = (text: string): string => text.replace(/\s/g, '');

describe.each(LAYOUTS.map((layout) => [layout.name, layout] as const))('layout %s', (name, layout) => {
  it('prints every number of the report, in order', () => {
    for (const seed of SEEDS) {
      const file = sampleFile(seed, layout);
      // A page in an attribute is no text to cheerio.
      const isPage = layout.kind === 'html' && name !== 'html-carried';
      const text = squeezed(isPage ? cheerio.load(textOf(file)).text() : textOf(file));
      // There the numbers of these stand in another order, on purpose.
      const moved = name.includes('-other-') ? ['applications', 'indicators'] : [];
      const kept = reportTables(file.report).filter(({ key }) => !moved.includes(key));
      const values = kept.map((table) =>
        table.cells.filter(({ figure }) => figure !== null).map((cell) => squeezed(cell.text)),
      );
      for (const cells of values) expectInOrder(text, cells);
    }
  });

  it('gives the same bytes for the same seed', () => {
    expect(Buffer.compare(sampleFile(5, layout).bytes, sampleFile(5, layout).bytes)).toBe(0);
  });
});

describe('page frames', () => {
  it.each(FRAMES.map((frame) => [frame.name, frame] as const))('%s keeps the body and adds its own', (_name, frame) => {
    const report = generateReport(3, { form: '2021' });
    const file = renderReport(report, layoutNamed('html-clean'), { frame });
    const $ = cheerio.load(textOf(file));
    expect($('h1').text()).toContain(report.truth.title.slice(0, 4));
    expect($('title').text()).toContain('门户网站');
  });
});

describe('encodings', () => {
  it.each(ENCODINGS.map((encoding) => [encoding.name, encoding] as const))('%s reads back', (_name, encoding) => {
    for (const seed of SEEDS) {
      const file = sampleFile(seed, layoutNamed('html-clean'), {}, { encoding });
      expect(textOf(file)).toContain(file.report.truth.organ);
    }
  });
});

describe('splits', () => {
  it('counts the ways to cut joined digits, up to two', () => {
    expect(countSplits('0000000', 7)).toBe(1);
    expect(countSplits('713000074', 7)).toBe(1);
    expect(countSplits('112', 3)).toBe(1);
    expect(countSplits('1111223', 3)).toBe(0);
    expect(countSplits('101001111', 4)).toBe(1);
    expect(countSplits('11112', 3)).toBe(2);
  });
});

function textOf({ bytes, encoding }: Rendering): string {
  const charset = encoding.charset === 'gbk' ? 'gb18030' : encoding.charset;
  return iconv.decode(Buffer.from(bytes), charset);
}

function expectInOrder(text: string, cells: readonly string[]): void {
  let at = 0;
  for (const cell of cells) {
    const found = text.indexOf(cell, at);
    expect(found, `${cell} after ${text.slice(Math.max(0, at - 30), at)}`).toBeGreaterThanOrEqual(at);
    at = found + cell.length;
  }
}
