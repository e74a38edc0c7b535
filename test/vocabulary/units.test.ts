import { describe, expect, it } from 'vitest';
import { amountIn, isUnit, unitInBrackets, withoutCountUnit } from '../../src/vocabulary/units.ts';

describe('units', () => {
  it('knows what reports count in', () => {
    for (const unit of ['件', '条', '人次', '件次', '万元', '元', '期', '场', '家', '部', '%'])
      expect(isUnit(unit)).toBe(true);
    for (const text of ['', '数量', '个人', '部门', '人员', '件数', '1']) expect(isUnit(text)).toBe(false);
  });

  it('finds the unit in brackets behind a label', () => {
    expect(unitInBrackets('主动公开政府信息数（条）')).toBe('条');
    expect(unitInBrackets('本年收费金额（单位：万元）')).toBe('万元');
    expect(unitInBrackets('自然人（个人）')).toBe(null);
  });

  it('takes units off numbers', () => {
    expect(withoutCountUnit('12人次')).toBe('12');
    expect(withoutCountUnit('人次')).toBe('人次');
    expect(amountIn('1.2亿元')).toEqual({ digits: '1.2', scale: 1e4 });
    expect(amountIn('25.1')).toEqual({ digits: '25.1', scale: 1 });
  });
});
