import { describe, expect, it } from 'vitest';
import { parseValue } from '../../../src/extract/report/values.ts';

describe('parseValue', () => {
  it.each([
    ['0', 0],
    ['+410', 410],
    ['－59', -59],
    ['−59', -59],
    ['5.6', 5.6],
    ['24252.311082', 24252.311082],
    ['１２３', 123],
    ['1,234', 1234],
    ['１，２３４', 1234],
    ['\u00a038\u00a0', 38],
    ['22（其中修订16件）', 22],
    ['12件', 12],
    ['3 个', 3],
    ['0。', 0],
    ['增加3', 3],
    ['减少5', -5],
  ])('reads %j as %d', (raw, value) => {
    expect(parseValue(raw, '件')).toEqual({ kind: 'number', value });
  });

  it.each([
    ['251000元', 25.1],
    ['5.6万元', 5.6],
    ['1.2亿元', 12000],
    ['75394432.52元', 7539.443252],
    ['251000（元）', 25.1],
    ['251000（单位：元）', 25.1],
    ['25.1万元（含代收3000元）', 25.1],
    ['3千元', 0.3],
  ])('converts the amount %j to %d 万元', (raw, value) => {
    expect(parseValue(raw, '万元')).toEqual({ kind: 'number', value });
  });

  it.each(['', ' ', '\u3000', '—', '——', '/', '无', '-', '\\', '不涉及', '***'])(
    'takes %j as blank, never as 0',
    (raw) => {
      expect(parseValue(raw)).toEqual({ kind: 'blank' });
    },
  );

  it.each(['O', '约30', '00', '007', '1,23', '10²', '①', '3/4', '见附件', '12%', '251000元', '1.234'])(
    'gives no number for %j',
    (raw) => {
      expect(parseValue(raw, '件').kind).toBe('unreadable');
    },
  );

  it('doubts a number beside the ? of a lossy conversion', () => {
    expect(parseValue('?33', '件')).toEqual({ kind: 'doubtful', value: 33 });
    expect(parseValue('?', '件')).toEqual({ kind: 'blank' });
  });

  it('takes an amount whose remark is in 元 for open', () => {
    expect(parseValue('251000（含代收3000元）', '万元').kind).toBe('unreadable');
  });

  it.each(['1 234', '3 1', '1\u00a0234'])('does not join the digits of %j without saying so', (raw) => {
    expect(parseValue(raw, '件')).toMatchObject({ kind: 'doubtful' });
  });

  it('does not join digits over a line end without saying so', () => {
    expect(parseValue('106\n9', '件')).toEqual({ kind: 'doubtful', value: 1069 });
    expect(parseValue('24252.31\n1082', '万元')).toEqual({ kind: 'number', value: 24252.311082 });
  });
});
