import { expect, test } from 'vitest';
import type { DrawnGlyph } from '../../../../src/extract/formats/drawn/ink.ts';
import { withPiled } from '../../../../src/extract/formats/drawn/piled.ts';

const glyph = (text: string, left: number, size = 10): DrawnGlyph => ({
  text,
  box: [left, 0, left + size / 2, size],
  size,
  run: 0,
  turn: 0,
  order: 0,
  colour: [0, 0, 0],
  unseen: null,
});
const textOf = (...glyphs: readonly DrawnGlyph[]) =>
  withPiled(glyphs)
    .map(({ text }) => text)
    .join('');

test('digits over digits are none, digits side by side are', () => {
  expect(textOf(glyph('1', 0), glyph('7', 5), glyph('2', 1))).toBe('\ufffd7\ufffd');
  // The narrowest digits, and a mark of a note beside its number.
  expect(textOf(glyph('1', 0), glyph('1', 2.5), glyph('4', 5))).toBe('114');
  expect(textOf(glyph('5', 0), glyph('1', 5, 5))).toBe('51');
  expect(textOf(glyph('5', 0), glyph('＿', 0))).toBe('5＿');
});
