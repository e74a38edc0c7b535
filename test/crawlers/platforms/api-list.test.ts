import { describe, expect, it } from 'vitest';
import { generic } from '../../../src/crawlers/platforms/families/generic.ts';
import { igs } from '../../../src/crawlers/platforms/families/igs.ts';
import { makePage } from '../../../src/crawlers/platforms/page/dom.ts';

const CHANNEL = 'http://www.qx.gov.cn/zwgk/nb/index.html';
const first = { channel: CHANNEL, request: { url: CHANNEL, page: 1 } };
const shell = (script: string, body = '<a href="/">首页</a><ul id="list"></ul>') =>
  makePage({ url: CHANNEL, text: `<html><body>${body}<script>${script}</script></body></html>` });
const asked = (script: string) => generic.list(shell(script), first).next;

describe("a page that draws its list from a service is asked for the service's first page", () => {
  it.each([
    [
      'an address with its parameters',
      "axios.get('/api/cms/list?channelId=7&pageNo=1').then(f)",
      '/api/cms/list?channelId=7&pageNo=1',
    ],
    [
      'an address put together',
      'var cid="7"; function load(page){ $.getJSON("/api/list?cid="+cid+"&page="+page, draw) }',
      '/api/list?cid=7&page=1',
    ],
    ['a parameter without a number', 'fetch("/api/list?cid=7&pageNum=").then(f)', '/api/list?cid=7&pageNum=1'],
    [
      'an object beside it',
      "$.ajax({url:'/api/list', type:'get', data:{cid: 7, pageIndex: pageIndex, pageSize: 20}, success:f})",
      '/api/list?cid=7&pageIndex=1&pageSize=20',
    ],
    ['a file', '$.getJSON("./data.json", draw)', '/zwgk/nb/data.json'],
  ])('%s', (_, script, url) =>
    expect(asked(script)[0]).toMatchObject({ url: `http://www.qx.gov.cn${url}`, tentative: true }),
  );

  it.each([
    ['a form', "$.post('/api/list', {cid:'7', page:1}, f)", 'cid=7&page=1', 'application/x-www-form-urlencoded'],
    [
      'JSON',
      "axios.post('/api/list', {cid:'7', page:this.page})",
      '{"cid":"7","page":"1"}',
      'application/json;charset=UTF-8',
    ],
  ])('by POST of %s', (_, script, body, contentType) => {
    expect(asked(script)[0]).toMatchObject({ method: 'POST', body, contentType });
  });

  it('and the page comes last, for a browser', () => {
    const [call] = asked('$.getJSON("./data.json", draw)');
    expect(call?.alternatives?.map(({ url, state }) => [url, state])).toEqual([[`${CHANNEL}?_=1`, { scripts: true }]]);
  });

  it.each([
    ['counters and logins', '$.get("/api/visit/count?page=1"); $.post("/user/login", {a:1})', undefined],
    [
      'a page with rows',
      '$.getJSON("./hot.json", draw)',
      '<li><a href="1.html">清溪县2023年政府信息公开工作年度报告</a><span>2024-01-30</span></li>',
    ],
  ])('but not: %s', (_, script, body) => {
    expect(generic.list(shell(script, body), first).next).toEqual([]);
  });
});

describe('the answer', () => {
  const url = 'http://www.qx.gov.cn/api/list?cid=7&pageNo=1';
  const answer = (value: unknown, request = {}) =>
    generic.list(makePage({ url, text: JSON.stringify(value) }), {
      channel: CHANNEL,
      request: { url, page: 1, ...request },
    });
  const title = '清溪县财政局2023年政府信息公开工作年度报告';

  it.each([
    [
      'records',
      {
        code: 200,
        data: {
          total: 46,
          records: [{ title, url: '/d/1.html', publishTime: '2024-01-30 10:00:00', deptName: '清溪县财政局' }],
        },
      },
    ],
    [
      'capitals',
      {
        ROWS: [{ DOCTITLE: title, DOCPUBURL: '/d/1.html', DOCRELTIME: '2024-01-30', DEPT_NAME: '清溪县财政局' }],
        total: '46',
      },
    ],
    [
      'lists in lists',
      {
        data: {
          hot: [{ name: '首页', link: '/' }],
          page: {
            totalCount: 46,
            list: [
              { id: 3, articleTitle: title, linkUrl: '/d/1.html', pubDate: 1_706_544_000_000, orgName: '清溪县财政局' },
              { articleTitle: '另一份年报', linkUrl: '/d/2.html' },
            ],
          },
        },
      },
    ],
  ])('has rows in %s', (_, value) => {
    const listing = answer(value);
    expect(listing.items[0]).toMatchObject({
      url: 'http://www.qx.gov.cn/d/1.html',
      title,
      date: '2024-01-30',
      organ: '清溪县财政局',
    });
    expect(listing).toMatchObject({
      announcedItems: 46,
      next: [{ url: 'http://www.qx.gov.cn/api/list?cid=7&pageNo=2', page: 2 }],
    });
  });

  it('names the files of a row, pictures left out', () => {
    const attachments = [
      { fileName: '年报.pdf', fileUrl: '/f/1' },
      { name: '图1', url: '/f/1.png' },
      { name: '年报', url: 'f/2.docx' },
    ];
    for (const files of [attachments, JSON.stringify(attachments)])
      expect(answer({ rows: [{ title, url: '/d/1.html', attach_list: files }] }).items[0]?.attachments).toEqual([
        { name: '年报.pdf', url: 'http://www.qx.gov.cn/f/1' },
        { name: '年报', url: 'http://www.qx.gov.cn/api/f/2.docx' },
      ]);
  });

  it('to a POST is followed by the next body', () => {
    const request = { method: 'POST', body: '{"cid":"7","page":"1"}', contentType: 'application/json' } as const;
    const { next } = answer({ total: 9, rows: [{ title, url: '/d/1.html' }] }, request);
    expect(next).toMatchObject([{ method: 'POST', body: '{"cid":"7","page":"2"}' }]);
  });

  it('without rows, or of one page, ends the list', () => {
    expect(answer({ total: 0, rows: [] })).toMatchObject({ items: [], next: [] });
    expect(answer({ total: 1, rows: [{ title, url: '/d/1.html' }] }).next).toEqual([]);
  });
});

it("IGS: takes the channel's filters along, and rows in capitals", () => {
  const page = shell(
    '$.ajax({url:"/igs/front/search/publish/data/list.html?&index=wzq&type=infomation&siteId=57&filter[CHANNELID]=6602&pageNumber="+n})',
  );
  expect(igs.detect(page)?.confidence).toBeGreaterThan(0.8);
  const url = igs.list(page, first).next[0]?.url ?? '';
  expect(new URL(url).searchParams.get('filter[CHANNELID]')).toBe('6602');
  const text = JSON.stringify({
    total: 60,
    rows: [{ DOCTITLE: '年报', DOCPUBURL: '/a/1.html', DOCRELTIME: '2024-01-30 00:00:00' }],
  });
  const listing = igs.list(makePage({ url, text }), { channel: CHANNEL, request: { url, page: 1 } });
  expect(listing).toMatchObject({ items: [{ title: '年报', date: '2024-01-30' }], announcedItems: 60 });
});
