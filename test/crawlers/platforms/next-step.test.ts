import { describe, expect, it } from 'vitest';
import { makePage } from '../../../src/crawlers/platforms/page/dom.ts';
import { nextStep } from '../../../src/crawlers/platforms/paging/next-step.ts';
import { scriptedPages } from '../../../src/crawlers/platforms/paging/script-pager.ts';
import { jsValue } from '../../../src/crawlers/platforms/service/js-value.ts';

const URL = 'http://www.qx.gov.cn/xxgk/List.aspx?cid=9';
const page = (body: string) => makePage({ url: URL, text: `<html><body>${body}</body></html>` });
const step = (body: string, number = 2) => nextStep(page(body), number);

describe('the page itself leads to the next', () => {
  it.each([
    ['brackets around the words', '<a href="List.aspx?cid=9&p=2">[下一页]</a>'],
    ['other brackets', '<a href="List.aspx?cid=9&p=2">【下页】</a>'],
    ['an arrow behind', '<a href="List.aspx?cid=9&p=2">下一页 »</a>'],
    ['a picture', '<a href="List.aspx?cid=9&p=2"><img src="r.gif" alt="下一页"></a>'],
    ['an icon', '<a class="page-next" href="List.aspx?cid=9&p=2"><i class="icon"></i></a>'],
    ['a title only', '<a title="下一页" href="List.aspx?cid=9&p=2"></a>'],
    ['a label for screen readers', '<a aria-label="跳转至下一页" href="List.aspx?cid=9&p=2"></a>'],
    ['a number', '<b>1</b> <a href="List.aspx?cid=9&p=2">2</a>'],
    ['an arrow whose class says so', '<a class="next" href="List.aspx?cid=9&p=2">→</a>'],
    ['a relation', '<a rel="next" href="List.aspx?cid=9&p=2">更早的</a>'],
    ['its head', '<link rel="next" href="List.aspx?cid=9&p=2">'],
    [
      'a field for the number beside the count',
      '<form action="List.aspx"><input type="hidden" name="cid" value="9">第 1/3 页 转到 <input name="p" value="1"><input type="submit" value="GO"></form>',
    ],
    [
      'a box of pages',
      '<select onchange="location=this.value"><option value="List.aspx?cid=9">1</option><option value="List.aspx?cid=9&p=2">第2页</option></select>',
    ],
    [
      'a function that goes to an address',
      '<a href="javascript:go(2)">下页</a><script>var base="List.aspx?cid=9"; function go(n){ var u = base + "&p=" + n; window.location.href = u; }</script>',
    ],
    [
      'a function that counts on',
      '<a href="#" onclick="turn(1);return false">下页</a><script>function turn(n){ location = "List.aspx?cid=9&p=" + (n + 1) }</script>',
    ],
  ])('by %s', (_, body) => expect(step(body)).toEqual({ url: `${URL}&p=2` }));

  const form = (script: string) =>
    `<form name="f" id="f" action="list.do" method="post"><input type="hidden" name="col" value="77"><input name="pageNo" id="no" value="1"><input type="submit" name="go" value="跳转"><input type="checkbox" name="x" value="1"></form><a href="javascript:toPage(2)">下一页</a>${script}`;
  it.each([
    ['by id', '<script>function toPage(n){ document.getElementById("no").value = n; document.f.submit(); }</script>'],
    ['by jQuery', '<script>function toPage(n){ $("#no").val(n); $("#f").submit(); }</script>'],
    [
      'by the names of form and field',
      '<script>var toPage = function(n){ document.f.pageNo.value=n; document.f.submit() }</script>',
    ],
    ['where the function is elsewhere', '<script src="/js/page.js"></script>'],
  ])('by a form that is filled in %s', (_, script) => {
    expect(step(form(script))).toMatchObject({
      url: 'http://www.qx.gov.cn/xxgk/list.do',
      method: 'POST',
      body: 'col=77&pageNo=2',
      contentType: 'application/x-www-form-urlencoded',
    });
  });

  it("by sending ASP.NET's form back with all that it holds", () => {
    const sent = step(
      `<form method="post" action="List.aspx?cid=9"><input type="hidden" name="__EVENTTARGET" value=""><input type="hidden" name="__EVENTARGUMENT" value=""><input type="hidden" name="__VIEWSTATE" value="/wEP=="><input name="kw" value="年报"><a disabled="disabled">上页</a><a href="javascript:__doPostBack('Pager1','2')">下页</a></form>`,
    );
    expect(sent?.url).toBe(URL);
    expect(Object.fromEntries(new URLSearchParams(sent?.body))).toEqual({
      __EVENTTARGET: 'Pager1',
      __EVENTARGUMENT: '2',
      __VIEWSTATE: '/wEP==',
      kw: '年报',
    });
  });

  it.each([
    [
      'the last page has nothing to click',
      '<a disabled="disabled" href="javascript:__doPostBack(\'P\',\'2\')">下页</a>',
    ],
    ['a search box is no pager', '<form><input name="page" value="1"></form><a href="javascript:search()">搜索</a>'],
    [
      'what a function calls is not run',
      '<a href="javascript:go(2)">下页</a><script>function go(n){ location = make(n) }</script>',
    ],
    [
      'an argument that cannot be told',
      '<a href="javascript:go(cur+step())">下页</a><script>function go(n){ location = "?p=" + n }</script>',
    ],
    ['the next article is no page', '<a class="next" href="/a/2.html">下一篇：清溪县</a>'],
  ])('or not: %s', (_, body) => expect(step(body)).toBeNull());
});

it.each([
  ['"a_" + (n + 1) + ".html"', 'a_3.html'],
  ['n + 1 + ".html"', '3.html'],
  ['"a" + n + 1', 'a21'],
  ['"a" + (n - 1)', 'a1'],
  ["'it\\'s' + x", "it'sy"],
  ['make(n)', null],
  ['"a" + list[n]', null],
  ['"a" n', 'a'],
  ['', null],
])('puts together %s: %s', (code, value) => {
  expect(
    jsValue(
      code,
      new Map([
        ['n', '2'],
        ['x', 'y'],
      ]),
    ),
  ).toBe(value);
});

it('guesses the addresses of a pager that a library draws, the lower number first', () => {
  const script =
    '<script>$("#p").pagination(46,{callback:function(i){ location.href="/catalog/9/index_"+(i+1)+".shtml"; }})</script>';
  expect(scriptedPages(page(script), 2)).toEqual([
    'http://www.qx.gov.cn/catalog/9/index_2.shtml',
    'http://www.qx.gov.cn/catalog/9/index_3.shtml',
  ]);
});
