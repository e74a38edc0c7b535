import { describe, expect, it } from 'vitest';
import { spelledLabels } from '../../../../../src/extract/formats/layout/borderless/spelled-labels.ts';
import { type LaidLine, runsOf } from '../../../../support/laid-out.ts';

const spelled = (...lines: readonly LaidLine[]): string[] =>
  spelledLabels(runsOf(...lines), { maxLineGap: 13, hasRuleBetween: () => false })
    .map(({ part, runs }) => `${part}: ${runs.map(({ text }) => text).join('/')}`)
    .sort();

describe('labels of the form, told by their words', () => {
  it('are lines that spell one, whatever is set between them', () => {
    expect(
      spelled([100, [50, '3.要求']], [106, [20, '（五）']], [113, [50, '提供公开']], [126, [50, '出版物']]),
    ).toEqual(['whole: 3.要求/提供公开/出版物']);
  });

  it('end where their words do: the next one begins as near', () => {
    expect(spelled([100, [50, '行政许']], [113, [50, '可']], [126, [50, '行政处']], [139, [50, '罚']])).toEqual([
      'whole: 行政处/罚',
      'whole: 行政许/可',
    ]);
  });

  it('take the note behind them along', () => {
    expect(spelled([100, [50, '规章']], [113, [50, '（设区的']], [126, [50, '市以上）']])).toEqual([
      'whole: 规章/（设区的/市以上）',
    ]);
  });

  it('may begin on the page before or end on the next', () => {
    expect(spelled([100, [50, '公开申请数量']], [140, [50, '（一）予以公开']], [180, [50, '2.没有现成']])).toEqual([
      'end: 公开申请数量',
      'start: 2.没有现成',
      'whole: （一）予以公开',
    ]);
  });

  it('are none where a rule parts their lines', () => {
    const runs = runsOf([100, [50, '行政许']], [113, [50, '可']]);
    expect(
      spelledLabels(runs, { maxLineGap: 13, hasRuleBetween: () => true }).filter(({ part }) => part === 'whole'),
    ).toEqual([]);
  });
});
