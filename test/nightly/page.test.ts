import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { nightPage } from '../../src/nightly/page.ts';
import { nightReport } from '../support/night-report.ts';
import { speaksEnglish } from '../support/sentences.ts';

const $ = load(nightPage(nightReport()));
const textOf = (language: string): string =>
  $(`main[lang="${language}"]`)
    .text()
    .replace(/https?:\S+/g, '');

describe('the page of a night', () => {
  it('holds both languages, each whole, and shows the one of the run', () => {
    expect(textOf('zh-CN')).toContain('3 行，前几夜 20 行');
    expect(textOf('en')).toContain('3 rows, 20 in the nights before');
    expect(textOf('zh-CN').split('\n').filter(speaksEnglish)).toEqual([]);
    expect($('input:checked').attr('id')).toBe('zh');
    expect(load(nightPage(nightReport(), 'en'))('input:checked').attr('id')).toBe('en');
  });

  it('loads nothing and runs nothing; what portals say is text', () => {
    expect($('script, link, img, iframe, [onclick]').length).toBe(0);
    expect($('main[lang=en] li').text()).toContain('清河区<人民>政府');
    expect($('main[lang=en] article a').attr('href')).toBe('http://a.gov.cn/nb/?a=1&b=2');
  });

  it('tells what is new, mended and known, with its numbers', () => {
    expect(textOf('zh-CN')).toMatch(
      /300 个中完成 299 个[\s\S]*620 次，其中 600 次没有变化[\s\S]*系统 vsb[\s\S]*p9: 主机拒绝访问/,
    );
  });
});
