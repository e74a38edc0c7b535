import { describe, expect, it } from 'vitest';
import { makePage } from '../../src/crawlers/platforms/page/dom.ts';
import { linksOf, menuSources } from '../../src/probe/search/links.ts';
import { siblingColumns } from '../../src/probe/search/siblings.ts';

const at = (text: string, url = 'http://www.qingxi.gov.cn/gk/index.html') => makePage({ url, text });
/** Paths and words of what a page links. */
const linked = (body: string): string[] =>
  linksOf(at(`<html><body>${body}</body></html>`)).map(({ url, title }) => `${new URL(url).pathname} ${title}`);

describe('what counts as a link', () => {
  it.each([
    [
      'a handler of the page’s own',
      `<b onclick="to('/nb/')">年报</b><script>function to(u) { window.open(u) }</script>`,
    ],
    [
      'what a function puts before it',
      `<b onclick="to('nb')">年报</b><script>function to(c) { location = '/' + c + '/' }</script>`,
    ],
    [
      'one branch of several',
      `<a href="javascript:show('nb')">年报</a><script>function show(t) { if (t == 'zn') location.href = '/zn/'; if (t == 'nb') location.href = '/nb/'; }</script>`,
    ],
    [
      'what a tab asks for',
      `<a href="javascript:tab('nb')">年报</a><script>function tab(t) { $('#c').load('/' + t + '/') }</script>`,
    ],
    ['bound by an id', `<i id="n">年报</i><script>$("#n").click(function () { location.href = "/nb/" })</script>`],
    [
      'a code that one handler for all reads',
      `<li data-id="nb">年报</li><script>$('li').click(function () { location = '/' + $(this).data('id') + '/' })</script>`,
    ],
    ['an attribute that a script reads', '<li data-target="/nb/">年报</li>'],
    ['the button of a form', '<form action="/nb/"><input type="submit" value="年报"></form>'],
    ['a label for those who cannot see', '<a href="/nb/" aria-label="年报"><svg></svg></a>'],
    ['a heading beside a more', '<div><h3>年报</h3><a href="/nb/">更多&gt;&gt;</a></div>'],
    ['a call with empty strings', `<script>add(3, '', '年报', '', '/nb/', '')</script>`],
    ['an address before the words', `<script>m('/zn/','指南');m('/nb/','年报');m('/sq/','申请')</script>`],
    [
      'an object among others',
      `<script>var t = { children: [{ name: '公开指南', url: '/zn/' }, { url: '/nb/', name: '年报' }] }</script>`,
    ],
    ['escapes', `<script>document.write(unescape("%3Ca href='/nb/'%3E%u5e74%u62a5%3C/a%3E"))</script>`],
    ['template literals', '<script>const m = [{ label: `年报`, to: `/nb/` }]</script>'],
    ['JSON in an attribute', `<div data-nodes='[{"name":"年报","url":"/nb/"}]'></div>`],
  ])('%s', (_, body) => expect(linked(body)).toContain('/nb/ 年报'));

  it('is no type of a file, nor words of something else', () => {
    expect(linked(`<script>load({ title: '政务公开', type: 'text/html' })</script><b data-x="/x/">天气</b>`)).toEqual(
      [],
    );
  });
});

describe('where a menu may come from', () => {
  it('is the page’s own scripts and what they ask for, not libraries and counters', () => {
    const page = at(
      `<html><script src="/js/jquery.min.js"></script><script src="/inc/head.js"></script><script>$.get('/api/visit/count');
      $.post('/api/column/tree', { siteId: 3 }); $('#h').load('/inc/top.html')</script></html>`,
    );
    expect(menuSources(page).map(({ url, http }) => [new URL(url).pathname, http?.method, http?.body])).toEqual([
      ['/inc/head.js', undefined, undefined],
      ['/api/column/tree', 'POST', 'siteId=3'],
      ['/inc/top.html', undefined, undefined],
    ]);
  });

  it('makes addresses of a service’s codes as the page does', () => {
    const page = at(
      `<script>$.getJSON('/menu', function (d) { a += '<a href="/list/' + d[i].id + '.html">' + d[i].name + '</a>' })</script>`,
    );
    const [source] = menuSources(page);
    const answer = at('[{"id":"11","name":"公开指南"},{"id":"12","name":"政府信息公开年报"}]', source?.url);
    expect(linksOf(answer, source?.templates).map(({ url, title }) => [new URL(url).pathname, title])).toContainEqual([
      '/list/12.html',
      '政府信息公开年报',
    ]);
  });
});

describe('the column of a department', () => {
  const page = (url: string, title: string, parent: Parameters<typeof siblingColumns>[0] | null) => ({
    url: `http://www.qingxi.gov.cn${url}`,
    title,
    way: [],
    score: 50,
    from: 'link' as const,
    parent,
  });
  const link = (url: string, title: string) => ({
    url: `http://www.qingxi.gov.cn${url}`,
    title,
    from: 'link' as const,
  });
  const guesses = (department: string, column: string, ...siblings: [string, string][]) => {
    const platform = page('/xxgk/', '政府信息公开', null);
    const found = page(column, '年报', page(department, '县财政局', platform));
    return siblingColumns(found, () => siblings.map(([url, title]) => link(url, title))).map((guess) =>
      guess.link.url.replace(/^.*gov\.cn/, ''),
    );
  };

  it('leads to those of its siblings, by folder or by number', () => {
    expect(guesses('/bm/czj/', '/bm/czj/fd/nb/', ['/bm/jyj/', '县教育局'], ['/zn/', '公开指南'])).toEqual([
      '/bm/jyj/fd/nb/',
    ]);
    expect(
      guesses('/public/column/131?type=1', '/public/column/131?type=3', ['/public/column/152?type=1', '县教育局']),
    ).toEqual(['/public/column/152?type=3']);
    // Nothing in common: the department's own page.
    expect(guesses('/bm/12.html', '/list.jsp?id=77', ['/bm/13.html', '县教育局'])).toEqual(['/bm/13.html']);
  });

  it('is none where the division itself has the column', () => {
    const own = page('/nb/', '年报', page('/zf/', '清溪县人民政府', page('/xxgk/', '政府信息公开', null)));
    expect(siblingColumns(own, () => [link('/bm/', '县教育局')])).toEqual([]);
  });
});
