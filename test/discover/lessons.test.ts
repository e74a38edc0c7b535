import { describe, expect, it } from 'vitest';
import { PathLessons } from '../../src/discover/lessons.ts';

describe('what portals have in common', () => {
  it('is asked first once ten keep their channel there', () => {
    const lessons = new PathLessons();
    for (let n = 0; n < 9; n++) lessons.learn(`http://a${n}.gov.cn/zwgk/zfxxgknb/index.html`);
    expect(lessons.guesses('http://b.gov.cn/')).toEqual([]);
    lessons.learn('http://a9.gov.cn/zwgk/zfxxgknb/');
    expect(lessons.guesses('http://b.gov.cn/')).toEqual(['http://b.gov.cn/zwgk/zfxxgknb/']);
  });

  it('is no path with numbers of one portal', () => {
    const lessons = new PathLessons();
    for (let n = 0; n < 20; n++) lessons.learn(`http://a${n}.gov.cn/col/col1229000/index.html`);
    expect(lessons.guesses('http://b.gov.cn/')).toEqual([]);
  });
});
