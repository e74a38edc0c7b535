import { describe, expect, it } from 'vitest';
import { makePage } from '../../../src/crawlers/platforms/page/dom.ts';
import { pagerSigns } from '../../../src/crawlers/platforms/paging/pager-signs.ts';

const URL = 'http://www.qx.gov.cn/nb/list.html';
const signs = (html: string, number = 1) =>
  pagerSigns(makePage({ url: URL, text: `<html><body><ul><li>一</li></ul>${html}</body></html>` }), number);

describe('a further page is told by', () => {
  it.each([
    ['a link', '<a href="list_2.html">下一页</a>'],
    ['a handler', '<a href="javascript:Page.next()">下一页</a>'],
    ['a handler on a box', '<span onclick="go(2)">下一页</span>'],
    ['an empty link', '<a href="#">下页 &gt;</a>'],
    ['a button', '<button id="go">下一页</button>'],
    ['a button that a script takes hold of', '<div id="more">加载更多</div><script>$("#more").click(load)</script>'],
    ['page numbers', '<div><b>1</b><a href="javascript:;">2</a><a href="javascript:;">3</a></div>'],
    ['a number of pages', '<p>共 5 页</p>'],
    ['the page and the pages', '<p>第1/3页</p>'],
  ])('%s', (_, html) => {
    expect(signs(html)).toMatchObject({ more: expect.any(String), last: null });
  });
});

describe('the last page is told by', () => {
  it.each([
    ['a control without address', '<a>下一页</a>', 2],
    ['a class', '<a class="disabled" href="javascript:;">下一页</a>', 2],
    ['a class of its box', '<li class="disabled"><a href="#">下一页</a></li>', 2],
    ['a disabled button', '<button disabled>下一页</button>', 2],
    ['words that are no link', '<span>下一页</span>', 2],
    ['a link to itself', '<a href="list.html">下一页</a>', 1],
    ['the page and the pages', '<p>第3/3页</p><a href="#">下一页</a>', 3],
    ['the highest number', '<div><a href="list.html">1</a><a href="list_2.html">2</a><b>3</b></div>', 3],
  ])('%s', (_, html, number) => {
    expect(signs(html, number)).toMatchObject({ more: null, last: expect.any(String) });
  });
});

it('says nothing of a page without a pager', () => {
  expect(signs('<p>2024年第1期，共3个附件。</p><a href="/more.html">更多</a>')).toEqual({ more: null, last: null });
});
