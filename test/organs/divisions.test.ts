import { describe, expect, it } from 'vitest';
import { DIVISIONS } from '../../src/organs/divisions.data.ts';
import { isWithin, levelOf, lineage, nameOf } from '../../src/organs/divisions.ts';
import { FORMER_NAMES, OTHER_NAMES } from '../../src/organs/former.ts';
import { resolveOrgan } from '../../src/organs/index.ts';
import { TOWNS } from '../../src/organs/towns.data.ts';
import { townAtStart, townsNamed } from '../../src/organs/towns.ts';

const codes = DIVISIONS.trim()
  .split('\n')
  .map((line) => line.slice(0, 6));

describe('the table of divisions', () => {
  // The register of 2023 has 2,843 counties: here without 金门县, with 大柴旦, four of 大兴安岭 and three of 三沙 that only the Bureau counts.
  it('has the country of 2023', () => {
    const count = (level: string): number => codes.filter((code) => levelOf(code) === level).length;
    expect([count('province'), count('city'), count('county')]).toEqual([31, 333, 2850]);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('knows what lies in what', () => {
    expect(lineage('110115').map(nameOf)).toEqual(['大兴区', '北京市']);
    expect(lineage('320813').map(nameOf)).toEqual(['洪泽区', '淮安市', '江苏省']);
    expect(isWithin('320813', '320800') && isWithin('320813', '320000') && isWithin('320813', '320813')).toBe(true);
    expect(isWithin('320800', '320813') || isWithin('320813', '320900')).toBe(false);
  });

  it('reads every division by its full path as itself', () => {
    const wrong = codes.filter((code) => {
      const path = lineage(code).map(nameOf).reverse().join('');
      const organ = resolveOrgan(`${path}人民政府`);
      return organ?.code !== code || organ.level !== levelOf(code);
    });
    expect(wrong).toEqual([]);
  });

  it('reads every division by its own name in its own portal', () => {
    const wrong = codes.filter((code) => resolveOrgan(`${nameOf(code)}财政局`, { portalCode: code })?.code !== code);
    expect(wrong).toEqual([]);
  });

  it('never gives a county for another one of the same name', () => {
    const names = codes.map((code) => nameOf(code));
    const repeated = codes.filter(
      (_, index) => names.indexOf(names[index] ?? '') !== names.lastIndexOf(names[index] ?? ''),
    );
    expect(repeated.length).toBeGreaterThan(60);
    expect(repeated.filter((code) => resolveOrgan(`${nameOf(code)}财政局`)?.code !== null)).toEqual([]);
  });

  it('has the divisions that former names point to', () => {
    for (const [name, code, today] of [...FORMER_NAMES, ...OTHER_NAMES]) expect(nameOf(code), name).toBe(today);
    const names = [...FORMER_NAMES, ...OTHER_NAMES].map(([name]) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('the table of towns', () => {
  it('stands under known divisions', () => {
    for (const line of TOWNS.trim().split('\n')) expect(nameOf(line.slice(0, 6)), line.slice(0, 30)).not.toBeNull();
  });

  it('finds a town by its name, or by another kind', () => {
    expect(townsNamed('良田镇', '640000')).toEqual([{ county: '640106', name: '良田镇' }]);
    expect(townsNamed('西红门镇', null)).toEqual([{ county: '110115', name: '西红门地区' }]);
    expect(townsNamed('红门镇', '110115')).toEqual([]);
    expect(townsNamed('(.*)镇', null)).toEqual([]);
  });

  it('finds the town that a text begins with', () => {
    expect(townAtStart('青云店镇综合行政执法队', '110115')).toBe('青云店镇');
    expect(townAtStart('财政局', '110115')).toBeNull();
    expect(townAtStart('财政局', '999999')).toBeNull();
  });

  it('reads every town by its full path', () => {
    const kinds: Readonly<Record<string, string>> = { j: '街道办事处', z: '镇人民政府', x: '乡人民政府' };
    let right = 0;
    const wrong: string[] = [];
    for (const line of TOWNS.trim()
      .split('\n')
      .filter((_, index) => index % 5 === 0)) {
      const county = line.slice(0, 6);
      if (levelOf(county) !== 'county') continue;
      // A sample, to stay fast: every fifth county, its first town of each kind.
      for (const kind of 'jzx') {
        const stem = new RegExp(`(?:^|[jdzxs ])([^jdzxs ]+)${kind}`, 'u').exec(line.slice(7))?.[1];
        if (stem === undefined) continue;
        const name = `${lineage(county).map(nameOf).reverse().join('')}${stem}${kinds[kind]}`;
        const organ = resolveOrgan(name);
        if (organ?.code === county && organ.level === 'township') right++;
        else wrong.push(`${name}: ${organ?.code} ${organ?.level} ${organ?.evidence}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(right).toBeGreaterThan(1000);
  });
});
