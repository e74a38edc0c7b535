import { describe, expect, it } from 'vitest';
import {
  cutBetween,
  sharedHeight,
  startsCell,
  textRuns,
} from '../../../../../src/extract/formats/layout/borderless/text-runs.ts';
import { glyphsOf, runsOf, textsOf } from '../../../../support/laid-out.ts';

describe('runs of text', () => {
  it('are cut at white, and stand from top to bottom and from left to right', () => {
    const runs = runsOf([120, [50, '总计'], [200, '7']], [100, [200, '12'], [50, '规章']]);
    expect(textsOf(runs)).toEqual(['规章', '12', '总计', '7']);
  });

  it.each([
    ['the white of a justified line', 64, 1],
    ['the white between cells', 65, 2],
  ])('are cut by more than %s', (_, x, count) => {
    expect(runsOf([100, [50, '规'], [x, '章']])).toHaveLength(count);
  });

  it.each([
    ['beside both', { at: 62, from: 90, to: 110 }, 2],
    ['at another height', { at: 62, from: 120, to: 140 }, 1],
  ])('are cut at a vertical rule between two characters that stands %s', (_, rule, count) => {
    expect(textRuns(glyphsOf([100, [50, '规'], [63, '章']]), [rule])).toHaveLength(count);
  });

  it('keep characters together that a printed space sets apart', () => {
    expect(runsOf([100, [50, '规　章']])).toHaveLength(1);
    expect(runsOf([100, [50, '规'], [70, '章']])).toHaveLength(2);
  });

  it('begin at an ordinal, wherever the least white stands before it', () => {
    expect(textsOf(runsOf([100, [50, '处理'], [72, '1.其他']]))).toEqual(['处理', '1.其他']);
    expect(runsOf([100, [50, '处理1.其他']])).toHaveLength(1);
  });

  it.each([
    ['1.', 72, '其他', 1],
    ['1.', 78, '其他', 2],
    ['一、', 76, '其他', 1],
    ['一、', 78, '其他', 2],
    ['1.', 66, '5', 2],
  ])('hold an ordinal and its label as far as a tab sets them apart: %s, at %i %s, %i', (ordinal, x, text, count) => {
    expect(runsOf([100, [50, ordinal], [x, text]])).toHaveLength(count);
  });

  it('take characters for one line that stand a little higher than others', () => {
    expect(textsOf(runsOf([100, [50, '规']], [101.5, [60, '章']]))).toEqual(['规章']);
    expect(textsOf(runsOf([100, [50, '规']], [103, [60, '章']]))).toEqual(['规', '章']);
  });
});

describe('a run over two columns', () => {
  const columns = [
    [55, 75],
    [85, 100],
  ] as const;

  it('is cut where the least white stands between them', () => {
    const runs = runsOf([100, [50, '自然人'], [82, '法人']]);
    expect(runs).toHaveLength(1);
    expect(textsOf(runs.flatMap((run) => cutBetween(run, columns)))).toEqual(['自然人', '法人']);
  });

  it('stays whole without white there', () => {
    const [run] = runsOf([100, [50, '申请人总数']]);
    expect(run && cutBetween(run, columns)).toEqual([run]);
  });
});

it.each([
  ['第二十条', true],
  ['（一）予以公开', true],
  ['1.其他', true],
  ['12', false],
  ['1.5', false],
  ['规章', false],
])('%s starts a cell: %s', (text, starts) => {
  expect(startsCell(text)).toBe(starts);
});

it('measures shared height by the lower box', () => {
  expect(sharedHeight([0, 0, 10, 20], [0, 15, 10, 25])).toBe(0.5);
  expect(sharedHeight([0, 0, 10, 10], [0, 20, 10, 30])).toBeLessThan(0);
});
