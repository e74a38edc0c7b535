import { describe, expect, it } from 'vitest';
import { settleLeftOver } from '../../../../../src/extract/formats/layout/borderless/left-over.ts';
import { inColumn, type LaidLine, textsOf, valuesAndWords } from '../../../../support/laid-out.ts';

/** What becomes of the words at no row's height; the others are the labels. */
function settle(headed: boolean, ...lines: readonly LaidLine[]) {
  const { rows, words } = valuesAndWords(...lines);
  const runs = inColumn(words);
  const labels = rows.map(({ centre }) => ({
    runs: runs.filter(({ run }) => Math.abs((run.box[1] + run.box[3]) / 2 - centre) < 2),
    certain: true,
    known: false,
    spelled: false,
  }));
  const settled = settleLeftOver(rows, labels, runs, { headed, maxLineGap: 15, foot: [] });
  const texts = (own: typeof runs) => textsOf(own.map(({ run }) => run));
  return {
    labels: settled.labels.map((label) => texts([...label.runs])),
    head: texts([...settled.head]),
    clear: settled.clear,
  };
}

describe('lines in no row’s label', () => {
  it('are none where each is in one', () => {
    const page: LaidLine[] = [
      [100, [50, '1.规章'], [300, '7']],
      [130, [50, '2.总计'], [300, '8']],
    ];
    expect(settle(true, ...page)).toEqual({ labels: [['1.规章'], ['2.总计']], head: [], clear: true });
  });

  it('go on with the last numbered label, which the page’s end cuts', () => {
    const settled = settle(true, [100, [50, '1.属于国家秘密'], [300, '7']], [113, [50, '不予公开']]);
    expect(settled).toEqual({ labels: [['1.属于国家秘密', '不予公开']], head: [], clear: true });
  });

  it('are no rest of it too far below', () => {
    expect(settle(true, [100, [50, '1.规章'], [300, '7']], [120, [50, '其他']]).labels).toEqual([['1.规章']]);
  });

  it('begin the next row with a number of their own', () => {
    expect(settle(true, [100, [50, '1.规章'], [300, '7']], [113, [50, '2.其他']]).labels).toEqual([['1.规章']]);
  });

  it('leave doubt below a label without a number', () => {
    const settled = settle(true, [100, [50, '属于国家秘密'], [300, '7']], [113, [50, '不予公开']]);
    expect(settled).toEqual({ labels: [['属于国家秘密']], head: [], clear: false });
  });

  it('end the label on the page before, above a numbered one without a header', () => {
    const settled = settle(false, [87, [50, '不予公开']], [100, [50, '2.规章'], [300, '7']]);
    expect(settled).toEqual({ labels: [['2.规章']], head: ['不予公开'], clear: true });
  });

  it('leave doubt there below a header: no page before can have begun them', () => {
    const settled = settle(true, [87, [50, '不予公开']], [100, [50, '2.规章'], [300, '7']]);
    expect(settled).toEqual({ labels: [['2.规章']], head: [], clear: false });
  });

  it('leave doubt between two rows', () => {
    const page: LaidLine[] = [
      [100, [50, '1.规章'], [300, '7']],
      [112, [50, '其他']],
      [130, [50, '2.总计'], [300, '8']],
    ];
    expect(settle(true, ...page)).toEqual({ labels: [['1.规章'], ['2.总计']], head: [], clear: false });
  });
});
