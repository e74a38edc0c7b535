import { describe, expect, it } from 'vitest';
import type { PortalHost } from '../../src/config/index.ts';
import { judgeOwnership } from '../../src/discover/ownership.ts';
import type { ChannelFinding, ProbeResult } from '../../src/probe/findings.ts';

function judged(
  [code, name, level = 'county']: readonly [string | null, string, PortalHost['level']?],
  organs: readonly string[],
  printed: { readonly siteCode?: string; readonly titles?: readonly string[] } = {},
): boolean {
  const homepage = 'http://www.qingxi.gov.cn/';
  const host: PortalHost = { code, level, path: name, name, homepage, alternatives: [], pages: [] };
  const reports = organs.map((organ) => {
    const title = `${organ}2023年政府信息公开工作年度报告`;
    return {
      url: `${homepage}nb/1.html`,
      title,
      date: null,
      organ: organ || null,
      year: 2023,
      kind: 'report' as const,
    };
  });
  const channel = { url: `${homepage}nb/`, title: '政府信息公开年报', reports } as unknown as ChannelFinding;
  const result = { url: homepage, titles: printed.titles ?? [], siteCode: printed.siteCode ?? null };
  return judgeOwnership(host, channel, result as unknown as ProbeResult).own;
}

const BOAI = ['410822', '博爱县'] as const;
const CHAOYANG = ['110105', '朝阳区'] as const;

describe('whose reports a portal shows', () => {
  it.each([
    ['named in full', BOAI, ['博爱县人民政府'], true],
    ['named by its stem', BOAI, ['博爱财政局'], true],
    ['of its city: the column is not its own', BOAI, ['焦作市人民政府', '焦作市财政局'], false],
    ['of another county', BOAI, ['武陟县人民政府', '武陟县财政局'], false],
    ['of another division of the same stem', CHAOYANG, ['朝阳市人民政府', '朝阳市财政局'], false],
    ['of the province that a city shares its name with', ['220200', '吉林市', 'prefecture'], ['吉林省人民政府'], false],
    ['of counties within a city', ['410800', '焦作市', 'prefecture'], ['博爱县人民政府', '武陟县人民政府'], true],
    ['of nobody', BOAI, [''], false],
  ] as const)('%s', (_, host, organs, own) => expect(judged(host, organs)).toBe(own));

  it('is told by the portal’s own code or title where reports name nobody', () => {
    expect(judged(BOAI, [''], { siteCode: '4108220001' })).toBe(true);
    expect(judged(BOAI, [''], { titles: ['博爱县人民政府门户网站'] })).toBe(true);
    expect(judged(BOAI, [''], { siteCode: '4108230001', titles: ['武陟县人民政府'] })).toBe(false);
    expect(judged(BOAI, ['武陟县人民政府'], { siteCode: '4108220001' })).toBe(false);
  });
});
