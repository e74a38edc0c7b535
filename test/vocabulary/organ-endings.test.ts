import { describe, expect, it } from 'vitest';
import { endsLikeAuthority, endsLikeOrgan, isOrganName } from '../../src/vocabulary/organ-endings.ts';

describe("organs' usual endings", () => {
  it.each([
    '清溪县人民政府',
    '清溪县财政局',
    '清溪县委办',
    '西红门镇',
    '东单街道办事处',
    '清溪中学',
    '清溪县（开发区）管委会',
  ])('%s is the name of an organ', (name) => {
    expect(endsLikeOrgan(name)).toBe(true);
    expect(isOrganName(name)).toBe(true);
  });

  it.each(['公示公告', '政策解读专区', '办事大厅', '政府网站', '互动平台', '2023年', '全部', '年度报告', ''])(
    '%j is none',
    (name) => expect(isOrganName(name)).toBe(false),
  );

  it('looks behind brackets, and tells names from sentences', () => {
    expect(endsLikeOrgan('清溪县行政审批局（政务服务管理局）')).toBe(true);
    expect(endsLikeOrgan('清溪县水利局（公章）')).toBe(true);
    expect(isOrganName('请联系：清溪县水利局')).toBe(false);
  });

  it('tells authorities from the places that they govern', () => {
    expect(endsLikeAuthority('清溪县')).toBe(false);
    expect(endsLikeAuthority('财政局')).toBe(true);
  });
});
