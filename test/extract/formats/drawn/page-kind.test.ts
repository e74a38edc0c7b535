import { describe, expect, test } from 'vitest';
import { pagesPdf } from '../../../../generator/pdf.ts';
import { drawPages } from '../../../../generator/pdf-pages.ts';
import type { DrawnGlyph, PageInk } from '../../../../src/extract/formats/drawn/ink.ts';
import { isGarbled, pageKind } from '../../../../src/extract/formats/drawn/page-kind.ts';
import { pdfReader } from '../../../../src/extract/formats/pdf/index.ts';
import { generateReport, reportParagraphs } from '../../../../src/sample/report.ts';

const report = generateReport(8, { form: '2021', variety: 'plain' });
const text = reportParagraphs(report).join('');

const glyphs = (characters: string, invisible = false): DrawnGlyph[] =>
  [...characters].map((character, index) => ({
    text: character,
    box: [index * 10, 100, index * 10 + 10, 110],
    size: 10,
    run: 0,
    turn: 0,
    order: 0,
    colour: null,
    unseen: invisible ? 'invisible' : null,
  }));

const page = (drawn: DrawnGlyph[], picture = false): PageInk => ({
  width: 595,
  height: 842,
  glyphs: drawn,
  horizontal: [],
  vertical: [],
  areas: [],
  outlines: 0,
  images: picture ? [[0, 0, 595, 842]] : [],
});

describe('what kind of page it is', () => {
  test.each([
    ['text', page(glyphs(text))],
    ['text', page(glyphs(text), true)],
    ['scan', page([], true)],
    ['scan', page(glyphs('— 3 —'), true)],
    ['layered', page(glyphs(text, true), true)],
    ['garbled', page(glyphs('\ue001\ue002\ue003'.repeat(20)))],
    ['empty', page([])],
  ] as const)('%s', (kind, ink) => {
    expect(pageKind(ink)).toBe(kind);
  });
});

describe('characters that are code numbers of glyphs', () => {
  test('a report is text, with bullets from a symbol font too', () => {
    expect(isGarbled([...text])).toBe(false);
    expect(isGarbled([...`\uf06c${text}\uf0b7`])).toBe(false);
    expect(isGarbled([...`${text}Nestlé`])).toBe(false);
    expect(isGarbled([...'Annual report of 2023, 12 pages'])).toBe(false);
  });

  test.each([
    [
      'scattered over the ideographs',
      [...text].map((_, index) => String.fromCodePoint(0x4e00 + ((index * 7919) % 20000))),
    ],
    ['code numbers', [...text].map((_, index) => String.fromCodePoint(0x300 + ((index * 31) % 2000)))],
    ['in part Latin letters with accents', [...text.replaceAll('公', 'ÿ')]],
    ['rare but well-formed', [...text].map((_, index) => [...'槜蠡暨缙岱嵊盱眙邳睢'][index % 10] ?? '')],
  ])('%s', (_, characters) => {
    expect(isGarbled(characters)).toBe(true);
  });

  test('a font without codes and without shapes gives no text rather than invented text', async () => {
    const onePage = pagesPdf(drawPages(report).slice(0, 1), { codeless: true });
    await expect(pdfReader.read(onePage, 'pdf', {})).rejects.toMatchObject({
      code: 'no_text',
    });
  });
});
