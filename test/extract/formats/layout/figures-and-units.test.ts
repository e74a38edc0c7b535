import { expect, it } from 'vitest';
import { textRuns } from '../../../../src/extract/formats/layout/borderless/text-runs.ts';
import type { Glyph } from '../../../../src/extract/formats/layout/model.ts';

const SIZE = 10;
/** A text set without gaps from a place on, at the height of its middle. */
const glyphs = (text: string, left: number, middle: number): Glyph[] =>
  [...text].map((character, at) => ({
    text: character,
    size: SIZE,
    run: 1,
    box: [left + at * SIZE, middle - SIZE / 2, left + (at + 1) * SIZE, middle + SIZE / 2],
  }));

const texts = (...parts: readonly Glyph[][]): string[] => textRuns(parts.flat(), []).map(({ text }) => text);

it('an item is one with its figure, wherever a line is told to begin between them', () => {
  const side = glyphs('（', 0, 96.5);
  expect(texts(side, glyphs('1', 60, 98), glyphs('．信访举报投诉类申请', 70, 99))).toEqual([
    '（',
    '1．信访举报投诉类申请',
  ]);
  expect(texts(glyphs('1', 60, 98), glyphs('．信访举报投诉类申请', 90, 98))).toEqual(['1', '．信访举报投诉类申请']);
});

it('a unit against a number is a cell, and so is the label of a form in front of both', () => {
  expect(texts(glyphs('万元22041.67', 0, 50))).toEqual(['万元', '22041.67']);
  expect(texts(glyphs('七、依申请公开信息收取的费用万元2.5', 0, 50))).toEqual([
    '七、依申请公开信息收取的费用',
    '万元',
    '2.5',
  ]);
  expect(texts(glyphs('共收取万元2.5', 0, 50))).toEqual(['共收取万元2.5']);
});
