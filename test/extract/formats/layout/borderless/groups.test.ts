import { describe, expect, it } from 'vitest';
import { blocksOf, groupsOf } from '../../../../../src/extract/formats/layout/borderless/groups.ts';
import type { ReadSegment } from '../../../../../src/extract/formats/layout/borderless/segment.ts';
import { inColumn, type LaidLine, runsOf, valuesAndWords } from '../../../../support/laid-out.ts';

const ROWS: readonly LaidLine[] = [
  [100, [110, '1.规章'], [300, '7']],
  [120, [110, '2.总计'], [300, '8']],
  [140, [110, '1.许可'], [300, '9']],
  [160, [110, '2.处罚'], [300, '4']],
];

/** The rows of each merged cell in front of the labels. */
function groups(...merged: readonly LaidLine[]) {
  const { rows, words } = valuesAndWords(...ROWS);
  const labels = words.map((run) => ({ runs: inColumn([run], 1), certain: true, known: false, spelled: false }));
  const segment: ReadSegment = {
    rows,
    labels,
    columns: [[300, 305]],
    header: null,
    words: [],
    edges: [105],
    maxLineGap: 13,
    head: [],
    cut: [],
    foot: [],
    inferred: [],
    torn: new Set(),
    certain: true,
  };
  const blocks = blocksOf(inColumn(runsOf(...merged)), segment.maxLineGap);
  return groupsOf(blocks, segment).map(({ block, start, end }) => [block.text.replace(/\n/g, '/'), start, end]);
}

describe('merged cells', () => {
  it('have all rows beside them', () => {
    expect(groups([124, [50, '办理']], [136, [50, '结果']])).toEqual([['办理/结果', 0, 4]]);
  });

  it('share rows out where their numbers begin anew', () => {
    expect(groups([110, [50, '文件']], [150, [50, '事项']])).toEqual([
      ['文件', 0, 2],
      ['事项', 2, 4],
    ]);
  });

  it('are given up where their rows cannot be told', () => {
    expect(groups([100, [50, '文件']], [130, [50, '事项']], [160, [50, '其他']])).toEqual([]);
  });

  it('have no rows far below them', () => {
    expect(groups([60, [50, '文件']])).toEqual([]);
  });
});

describe('blocks of words', () => {
  it('are lines that follow each other closely in one column', () => {
    const blocks = blocksOf(inColumn(runsOf([100, [50, '办理']], [112, [50, '结果']], [140, [50, '其他']])), 13);
    expect(blocks.map(({ text }) => text)).toEqual(['办理\n结果', '其他']);
  });

  it('begin at an ordinal', () => {
    const blocks = blocksOf(inColumn(runsOf([100, [50, '办理']], [112, [50, '（二）结果']])), 13);
    expect(blocks.map(({ text }) => text)).toEqual(['办理', '（二）结果']);
  });
});
