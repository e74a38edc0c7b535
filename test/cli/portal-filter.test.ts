import { expect, it } from 'vitest';
import { type Filtered, passes, readFilter } from '../../src/cli/portal-filter.ts';

const portal = (name: string, code: string | null, more: Partial<Filtered> = {}): Filtered => ({
  name,
  code,
  platforms: [],
  states: [],
  ...more,
});

const passing = (options: Readonly<Record<string, string>>, portals: readonly Filtered[]): string[] =>
  portals.filter((one) => passes(one, readFilter(options))).map(({ name }) => name);

const COUNTRY = [
  portal('民政部', null),
  portal('广东省', '440000'),
  portal('广东省文化和旅游厅', '440000'),
  portal('北京市', '110000'),
  portal('大兴区', '110115'),
  portal('惠州市', '441300'),
  portal('惠州市大亚湾经济技术开发区', '441300'),
];

it('chooses by province, in two digits or six', () => {
  const guangdong = ['广东省', '广东省文化和旅游厅', '惠州市', '惠州市大亚湾经济技术开发区'];
  expect(passing({ province: '44' }, COUNTRY)).toEqual(guangdong);
  expect(passing({ province: '440000' }, COUNTRY)).toEqual(guangdong);
});

it('tells the level by the code, departments and zones by their names', () => {
  const levels = ['central', 'province', 'province-department', 'prefecture', 'county', 'zone'];
  expect(levels.map((level) => passing({ level }, COUNTRY))).toEqual([
    ['民政部'],
    ['广东省', '北京市'],
    ['广东省文化和旅游厅'],
    ['惠州市'],
    ['大兴区'],
    ['惠州市大亚湾经济技术开发区'],
  ]);
});

it('chooses by family and by what became of the channels', () => {
  const portals = [
    portal('甲', '110115', { platforms: ['trs', 'auto'], states: ['complete', 'incomplete'] }),
    portal('乙', '110115', { platforms: ['ucap'], states: ['complete'] }),
    portal('丙', '110115', { platforms: ['auto'], states: ['unread'] }),
  ];
  expect(passing({ platform: 'trs' }, portals)).toEqual(['甲']);
  expect(passing({ channelState: 'complete' }, portals)).toEqual(['甲', '乙']);
  expect(passing({ channelState: 'unread' }, portals)).toEqual(['丙']);
  expect(passing({ platform: 'ucap', channelState: 'incomplete' }, portals)).toEqual([]);
});

it('names a mistake and what is allowed', () => {
  expect(() => readFilter({ province: '99' })).toThrow(/--province takes the first two digits .* not "99"/);
  expect(() => readFilter({ level: 'town' })).toThrow(/--level takes province, prefecture, county, .* not "town"/);
  expect(() => readFilter({ platform: 'trss' })).toThrow(/--platform takes .*\btrs\b.* not "trss"/);
  expect(() => readFilter({ channelState: 'whole' })).toThrow(/--channel-state takes complete, .*unread, not "whole"/);
});
