import { describe, expect, it } from 'vitest';
import { PathLessons } from '../../src/discover/lessons.ts';

const TRS = { groups: ['family trs'], addresses: [] };

describe('what portals have in common', () => {
  it('is asked first once ten keep their channel there', () => {
    const lessons = new PathLessons();
    for (let n = 0; n < 9; n++) lessons.learn(`http://a${n}.gov.cn/zwgk/zfxxgknb/index.html`, TRS);
    expect(lessons.guesses('http://b.gov.cn/', TRS)).toEqual([]);
    lessons.learn('http://a9.gov.cn/zwgk/zfxxgknb/', TRS);
    expect(lessons.guesses('http://b.gov.cn/', TRS)).toEqual(['http://b.gov.cn/zwgk/zfxxgknb/']);
    expect(lessons.guesses('http://b.gov.cn/', { groups: ['family vsb'], addresses: [] })).toEqual([]);
  });

  it('is no path with numbers of one portal', () => {
    const lessons = new PathLessons();
    for (let n = 0; n < 20; n++) lessons.learn(`http://a${n}.gov.cn/col/col1229000/index.html`, TRS);
    expect(lessons.guesses('http://b.gov.cn/', TRS)).toEqual([]);
  });

  it('is not asked where too few of its kind keep it', () => {
    const lessons = new PathLessons();
    for (let n = 0; n < 10; n++) lessons.learn(`http://a${n}.gov.cn/nb/`, TRS);
    for (let n = 0; n < 50; n++) lessons.learn(`http://c${n}.gov.cn/x${n % 9}/`, TRS);
    expect(lessons.guesses('http://b.gov.cn/', TRS)).toEqual([]);
  });

  it('is a service, with the number that the portal itself names', () => {
    const lessons = new PathLessons();
    const group = ['province 34'];
    for (let n = 0; n < 10; n++) {
      const site = `http://a${n}.gov.cn`;
      const addresses = [`${site}/public/column/${7000 + n}?type=4&catId=1`];
      lessons.learn(`${site}/public/column/${7000 + n}?type=3`, { groups: group, addresses });
    }
    const addresses = ['http://b.gov.cn/xw/', 'http://b.gov.cn/public/column/6628921?type=4'];
    expect(lessons.guesses('http://b.gov.cn/', { groups: group, addresses })).toEqual([
      'http://b.gov.cn/public/column/6628921?type=3',
    ]);
    expect(lessons.guesses('http://b.gov.cn/', { groups: group, addresses: [] })).toEqual([]);
  });
});
