import { describe, expect, it } from 'vitest';
import { makePage } from '../../src/crawlers/platforms/page/dom.ts';
import { identifyPortal } from '../../src/probe/identity.ts';
import { CandidateQueue } from '../../src/probe/search/candidates.ts';
import { siteOf } from '../../src/probe/search/near.ts';
import { EXPLICIT, scoreLink } from '../../src/probe/search/score.ts';
import { searchAddress } from '../../src/probe/search/search-form.ts';
import { extrapolate } from '../../src/probe/survey/extrapolate.ts';
import { provinceFolder } from '../../src/probe/write/province-folders.ts';

const URL_ = 'http://www.qingxi.gov.cn/a/b.html';
const html = (text: string, url = URL_) => makePage({ url, text });

describe('the score of a link', () => {
  it.each([
    '政府信息公开年报',
    '政府信息公开年度报告',
    '信息公开工作年报',
    '各部门政府信息公开年报',
    '年报',
    '年度报告',
    '[政府信息公开年报]',
  ])('%s names a channel', (title) => expect(scoreLink(title, URL_)).toBeGreaterThanOrEqual(EXPLICIT));

  it.each([
    '政府网站工作年度报表',
    '法治政府建设年度报告',
    '企业年报公示',
    '上市公司年报',
    '图解：2023年政府信息公开年报',
    '关于做好2023年政府信息公开工作年度报告编制发布工作的通知',
    '全县政府信息公开年度报告编制工作培训会议昨日在县政府礼堂隆重召开并取得圆满成功',
  ])('%s is no way to one', (title) => expect(scoreLink(title, URL_)).toBeLessThan(10));

  it('orders the ways there', () => {
    const titles = [
      '政府信息公开年报',
      '政府信息公开',
      '政务公开',
      '网站地图',
      '政府信息公开指南',
      '首页',
      '县长会见客商',
    ];
    const scores = titles.map((title) => scoreLink(title, URL_));
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(new Set(scores).size).toBe(scores.length);
  });

  it.each([
    ['http://www.q.gov.cn/zwgk/zfxxgknb/', 60],
    ['http://www.q.gov.cn/xxgk/nb/index.html', 60],
    ['http://www.q.gov.cn/gknb.htm', 60],
    ['http://www.q.gov.cn/gkmlpt/annualreport', 60],
    ['http://www.q.gov.cn/zfxxgk/', 22],
    ['http://www.q.gov.cn/nbqz/', 0],
    ['http://www.q.gov.cn/zfxxgknb/2023.pdf', 0],
  ])('reads the folder of a link without words: %s', (url, score) => expect(scoreLink('', url)).toBe(score));
});

it.each([
  ['http://zwgk.bjdx.gov.cn/a', 'bjdx.gov.cn'],
  ['https://whly.gd.gov.cn', 'gd.gov.cn'],
  ['http://www.gov.cn/', 'www.gov.cn'],
  ['http://files.example.cn:81/', 'files.example.cn:81'],
])('the site of %s is %s', (url, site) => expect(siteOf(url)).toBe(site));

describe('the order of pages', () => {
  const link = (url: string, title: string) => ({ url, title, from: 'link' as const });
  const order = (frontier: CandidateQueue): string[] => {
    const urls: string[] = [];
    for (let next = frontier.next(0); next !== null; next = frontier.next(0)) urls.push(new URL(next.url).host);
    return urls;
  };

  it('tries the own host first, then the site, then where another site alone has the reports', () => {
    const frontier = new CandidateQueue('http://www.qingxi.gov.cn/', () => true);
    frontier.add(link('http://www.henan.gov.cn/nb/', '政府信息公开年报'), frontier.start);
    frontier.add(link('http://xxgk.qingxi.gov.cn/nb/', '政府信息公开年报'), frontier.start);
    frontier.add(link('http://www.qingxi.gov.cn/xxgk/', '政府信息公开'), frontier.start);
    expect(order(frontier)).toEqual(['www.qingxi.gov.cn', 'xxgk.qingxi.gov.cn', 'www.henan.gov.cn']);
  });

  it('leaves the reports of those above, and takes other sites’ disclosure last', () => {
    const frontier = new CandidateQueue('http://www.qingxi.gov.cn/', () => true);
    frontier.add(link('http://www.gov.cn/nb/', '国务院部门政府信息公开年报'), frontier.start);
    frontier.add(link('http://www.henan.gov.cn/nb/', '省政府信息公开年报'), frontier.start);
    frontier.add(link('http://www.qxxxgk.gov.cn/', '政府信息公开'), frontier.start);
    frontier.add(link('http://www.qingxi.gov.cn/xxgk/', '信息公开指南'), frontier.start);
    expect(frontier.next(0)?.title).toBe('信息公开指南');
    expect(frontier.next(0)?.url).toBe('http://www.qxxxgk.gov.cn/');
    expect(frontier.next(0)).toBeNull();
  });

  it('gives each page once, by its best link', () => {
    const frontier = new CandidateQueue('http://www.qingxi.gov.cn/', () => true);
    frontier.add(link('http://www.qingxi.gov.cn/nb/index.html', '更多'), frontier.start);
    frontier.add(link('http://www.qingxi.gov.cn/nb/', '政府信息公开年报'), frontier.start);
    frontier.add(link('http://www.qingxi.gov.cn/index.html', '首页'), frontier.start);
    expect(frontier.next(0)?.title).toBe('政府信息公开年报');
    expect(frontier.next(0)).toBeNull();
  });
});

describe('the last page of a list from two pages in a row', () => {
  const url = (one: string, next: string, page: number) =>
    extrapolate({ url: `http://q/${one}`, page: 2 }, { url: `http://q/${next}`, page: 3 }, page)?.url ?? null;
  it.each([
    ['index_1.html', 'index_2.html', 9, 'http://q/index_8.html'],
    ['x/229.htm', 'x/228.htm', 231, 'http://q/x/0.htm'],
    ['s?page=2&size=15', 's?page=3&size=15', 7, 'http://q/s?page=7&size=15'],
    ['p?startrecord=16&endrecord=30', 'p?startrecord=31&endrecord=45', 5, 'http://q/p?startrecord=61&endrecord=75'],
    ['x/2.htm', 'x/1.htm', 5, null],
    ['list.html?k=a1b2', 'list.html?k=c3d4', 5, null],
    ['art_2/1.html', 'art/1.html', 5, null],
    ['same.html', 'same.html', 5, null],
  ])('%s, %s: page %i', (one, next, page, expected) => expect(url(one, next, page)).toBe(expected));

  it('counts in posted forms too, and carries the count of rows', () => {
    const request = (page: number) => ({
      url: 'http://q/s',
      body: `currpage=${page}&area=37`,
      page,
      state: { size: 15, seen: 15 * (page - 1) },
    });
    expect(extrapolate(request(2), request(3), 10)).toMatchObject({
      body: 'currpage=10&area=37',
      state: { seen: 135 },
    });
  });
});

describe('who runs the portal', () => {
  const of = (text: string) => identifyPortal('http://www.boai.gov.cn/', [html(text)]);
  it.each([
    ['<meta name="SiteName" content="博爱县人民政府门户网站">', '博爱县人民政府'],
    ['<title>政府信息公开-博爱县人民政府</title>', '博爱县人民政府'],
    ['<title>博爱县政府网</title>', '博爱县人民政府'],
    ['<title>欢迎访问大兴区财政局网站</title>', '大兴区财政局'],
    ['<title>首页</title><p>主办单位：博爱县人民政府办公室　技术支持：某公司</p>', '博爱县人民政府办公室'],
    ['<title>首页</title>', 'www.boai.gov.cn'],
  ])('%s', (text, name) => expect(of(`<html>${text}</html>`).name).toBe(name));

  it('makes the id of the host', () => expect(of('<html></html>').id).toBe('boai'));

  it('knows central organs by their site code, and says where name and code differ', () => {
    expect(of('<p>网站标识码bm15000001</p>')).toMatchObject({ code: null, central: true });
    expect(of('<title>北京市大兴区人民政府</title><p>网站标识码：4108220001</p>')).toMatchObject({
      code: '410822',
      codeEvidence: expect.stringContaining('by its name it would be 110115'),
    });
    expect(of('<title>鼓楼区人民政府</title>')).toMatchObject({ code: null, central: false });
  });
});

it('puts configs into the folders of their provinces', () => {
  expect(provinceFolder({ code: '110115', central: false })).toBe('11-beijing');
  expect(provinceFolder({ code: null, central: true })).toBe('00-central');
  expect(provinceFolder({ code: null, central: false })).toBe('99-unplaced');
});

describe('the portal’s own search', () => {
  it.each([
    ['<form action="/s"><input name="q"></form>', '/s?q='],
    [
      '<form method="get" action="/s?site=1"><input type="hidden" name="t" value="2"><input type="text" name="searchWord"></form>',
      '/s?site=1&t=2&searchWord=',
    ],
    [
      '<form action="/login"><input name="user"><input type="password" name="pw"><input name="code"></form><form action="/s"><input name="keyword"></form>',
      '/s?keyword=',
    ],
  ])('%s', (form, start) => {
    const url = searchAddress(html(form));
    expect(url).toContain(`http://www.qingxi.gov.cn${start}${encodeURIComponent('政府信息公开')}`);
  });

  it.each(['<form method="post" action="/s"><input name="q"></form>', '<form><input name="q"></form>', '<p></p>'])(
    'cannot be asked: %s',
    (form) => expect(searchAddress(html(form))).toBeNull(),
  );
});
