import { expect, it } from 'vitest';
import { FORMER_NAMES, SUCCESSORS } from '../../src/organs/former.ts';
import { allDivisions, divisionNames } from '../../src/organs/index.ts';

const ALL = new Map(allDivisions().map((division) => [division.code, division]));

it('knows the divisions of each year since 2008, where they lie, and what became of them', () => {
  expect(ALL.get('320813')).toEqual({
    code: '320813',
    name: '洪泽区',
    level: 'county',
    parent: '320800',
    province: '江苏省',
    city: '淮安市',
    from: 2016,
    to: null,
    successor: null,
  });
  expect(ALL.get('320829')).toMatchObject({ name: '洪泽县', from: null, to: 2015, successor: '320813' });
  // Moved to another city under its name; a prefecture that became a city; merged by our list of former names.
  expect(ALL.get('341421')).toMatchObject({ name: '庐江县', city: '巢湖市', to: 2010, successor: '340124' });
  expect(ALL.get('542300')).toMatchObject({ name: '日喀则地区', level: 'city', successor: '540200' });
  expect(ALL.get('110104')).toMatchObject({ name: '宣武区', parent: '110000', city: null, successor: '110102' });
  // Divided among several: nobody's.
  expect(ALL.get('130421')).toMatchObject({ name: '邯郸县', to: 2016, successor: null });
  // 桥东区 of 石家庄 is not that of 邢台.
  expect(ALL.get('130103')).toMatchObject({ name: '桥东区', successor: null });
});

it('keeps every name that a code had', () => {
  const names = divisionNames().filter(({ code }) => code === '420600');
  expect(names).toEqual([
    { code: '420600', name: '襄樊市', from: null, to: 2010 },
    { code: '420600', name: '襄阳市', from: 2011, to: null },
  ]);
});

it('has no division without its province, parent and successor', () => {
  for (const { code, province, parent, successor } of ALL.values()) {
    expect(province, code).not.toBe('');
    for (const other of [parent, successor]) if (other !== null) expect(ALL.has(other), `${code} ${other}`).toBe(true);
  }
});

it('lists former names and successors that are what they are said to be', () => {
  for (const [name, code, today] of FORMER_NAMES) expect([name, ALL.get(code)?.name]).toEqual([name, today]);
  for (const [code, name, successor, today] of SUCCESSORS)
    expect([ALL.get(code)?.name, ALL.get(successor)?.name]).toEqual([name, today]);
});
