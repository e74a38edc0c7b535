import { expect, it } from 'vitest';
import { generic } from '../../../src/crawlers/platforms/families/generic.ts';
import { makePage } from '../../../src/crawlers/platforms/page/dom.ts';

const URL = 'http://www.qx.gov.cn/nb/';
const TITLE = (n: number) => `清溪县第${n}局2023年政府信息公开工作年度报告`;
const row = (n: number, rest = '') => `<li><a href="/nb/${n}.html">${TITLE(n)}</a>${rest}</li>`;

function items(html: string) {
  const page = makePage({ url: URL, text: `<html><body>${html}</body></html>` });
  return generic.list(page, { channel: URL, request: { url: URL, page: 1 } }).items;
}

it('rows are those of the list: menus, news beside it and the foot are none', () => {
  const news = [1, 2, 3].map((n) => `<li><a href="/news/${n}.html">县政府召开第${n}次常务会议</a> 2024-02-0${n}</li>`);
  const html = `<div class="left"><ul><li><a href="/zn/">政府信息公开指南</a></li><li><a href="/nbs/">政府信息公开年报</a></li></ul></div>
    <div class="hot"><ul>${news.join('')}</ul></div><ul class="list">${row(1)}<li><a href="/nb/zn.html">公开指南（2023年版）</a></li>${row(2)}</ul>
    <div class="foot"><a href="/map.html">网站地图</a></div>`;
  expect(items(html).map(({ url }) => new globalThis.URL(url).pathname)).toEqual([
    '/nbs/',
    '/nb/1.html',
    '/nb/zn.html',
    '/nb/2.html',
  ]);
});

it('a list that begins anew every few rows is one; rows of nothing but organs stay', () => {
  const lists = [1, 3].map(
    (n) => `<ul class="l">${row(n)}<li><a href="/tz/${n}.html">关于事项${n}的通告</a></li></ul>`,
  );
  const organs = '<div class="bm"><a href="/jyj/">清溪县教育局</a><a href="/czj/">清溪县财政局</a></div>';
  expect(items(`<div>${lists.join('')}</div>${organs}`)).toHaveLength(6);
});

it('a row has its own date', () => {
  const dates = (html: string) => items(html).map(({ date }) => date);
  const before = [1, 2].map((n) => `2024-01-2${n} <a href="/nb/${n}.html">${TITLE(n)}</a><br>`).join('');
  expect(dates(`<div>${before}</div>`)).toEqual(['2024-01-21', '2024-01-22']);
  const behind = [1, 2].map((n) => `<a href="/nb/${n}.html">${TITLE(n)}</a> 2024-01-2${n}<br>`).join('');
  expect(dates(`<div>${behind}</div>`)).toEqual(['2024-01-21', '2024-01-22']);
  expect(dates(`<ul>${row(1)}${row(2, ' 2024-01-22')}</ul>`)).toEqual([undefined, '2024-01-22']);
  const page = '本页更新时间：2025-11-01。'.padEnd(600, '清溪县人民政府主办。');
  expect(dates(`<div><ul>${row(1)}</ul><div>${page}</div></div>`)).toEqual([undefined]);
});

it('a box that carries its address is a row', () => {
  const cards = [1, 2].map(
    (n) => `<div class="card" data-url="/nb/${n}.html"><p>${TITLE(n)}</p><p>2024-01-0${n}</p></div>`,
  );
  expect(items(cards.join(''))).toMatchObject([
    { url: `${URL}1.html`, title: TITLE(1) },
    { url: `${URL}2.html`, title: TITLE(2) },
  ]);
});
