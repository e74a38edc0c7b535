import { describe, expect, it } from 'vitest';
import { isNothing, looksLikeValue, PRINTED_FORMS, parseValue } from '../../src/vocabulary/printed-values.ts';

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

  it.each(['1O', '约30', '00', '007', '1,23', '10²', '①', '3/4', '见附件', '12%', '251000元', '1.234'])(
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

describe('the table of printed values', () => {
  const examples = PRINTED_FORMS.flatMap(({ examples }) =>
    examples.map(([raw, value, unit]) => ({ raw, value, unit: unit ?? ('件' as const) })),
  );

  it.each(examples)('reads $raw in $unit as $value', ({ raw, value, unit }) => {
    const parsed = parseValue(raw, unit);
    expect(parsed.kind === 'number' ? parsed.value : null).toBe(value);
  });

  it('says of every number that is printed in an unusual way what is unusual', () => {
    for (const raw of ['○', 'O', 'о', '〇', '136①', '136*', '*136', '一百零六', '贰佰'])
      expect(parseValue(raw)).toMatchObject({ kind: 'number', note: expect.any(String) });
    expect(parseValue('零')).toEqual({ kind: 'number', value: 0 });
  });

  it.each(['1○', '○1', 'O5', '5O', '②③', '①1', '12①3', '△5', '▲5', '(12)', '［3］', "1'234", '十二', '一', '百'])(
    'never makes a number of %s',
    (raw) => expect(parseValue(raw).kind).toBe('unreadable'),
  );

  it('joins thousands over a thin space in groups of three only', () => {
    expect(parseValue('1\u202f234\u202f567')).toEqual({ kind: 'number', value: 1234567 });
    expect(parseValue('12\u200934').kind).toBe('doubtful');
  });

  it('takes the words of labels for no values', () => {
    for (const label of ['规章', '三、本年度办理结果', '一', '其他', '（一）予以公开', '十二'])
      expect(looksLikeValue(label)).toBe(false);
    for (const value of ['0', '—', '未涉及', '12人次', '5.6万元', '', '（3）'])
      expect(looksLikeValue(value)).toBe(true);
    expect(isNothing('未 涉 及')).toBe(true);
    expect(isNothing('0')).toBe(false);
  });

  it('reads any number back that it is printed as, in every printing of the table', () => {
    const prints: ((number: number) => string)[] = [
      String,
      (number) => number.toLocaleString('en'),
      (number) => `${number}件`,
      (number) => [...String(number)].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join(''),
      (number) => `${number}（其中修订3件）`,
      (number) => `\u00a0${number}\u3000`,
      (number) => `${number}①`,
    ];
    for (let number = 0; number < 100_000; number = number * 3 + 1)
      for (const print of prints) expect(parseValue(print(number))).toMatchObject({ kind: 'number', value: number });
  });
});
