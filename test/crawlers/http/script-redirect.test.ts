import { describe, expect, test } from 'vitest';
import { LONGEST_SHELL, shellTarget } from '../../../src/crawlers/http/script-redirect.ts';

describe('a page that only sends the browser on', () => {
  test.each([
    ['<html><head><meta http-equiv="refresh" content="0;url=./2023/index.html"></head></html>', './2023/index.html'],
    ['<META HTTP-EQUIV=Refresh CONTENT=\'2; URL="http://a.gov.cn/x"\'>', 'http://a.gov.cn/x'],
    ['<script>window.location.href="/zwgk/nb/";</script>', '/zwgk/nb/'],
    ['<script language=javascript>location.replace("index_2.html")</script>', 'index_2.html'],
    ["<script>top.location='a.html?x=1&amp;y=2'</script>", 'a.html?x=1&y=2'],
    ['<script>self.location.assign(`b.html`)</script>', 'b.html'],
    ['<script>document.location = "http:\\/\\/a.gov.cn\\/c";</script>', 'http://a.gov.cn/c'],
    ['<script>window.open("d.html","_self")</script>', 'd.html'],
    ['<body>正在跳转，请稍候…<a href="e.html">点击这里</a><script>location.href="e.html"</script></body>', 'e.html'],
    ['<meta http-equiv="refresh" content="0;/nb/index.html">', '/nb/index.html'],
    ['<script>setTimeout("location.href=\'f.html\'", 100)</script>', 'f.html'],
    ['<script>setTimeout(function () { location.href = "g" + ".html" }, 0)</script>', 'g.html'],
    ['<script>function go(){location.href="h.html"}</script><body onload="go()">', 'h.html'],
    ['<script>function go(){location.href="i.html"}</script><script>go();</script>', 'i.html'],
    ['<script>window.onload=function(){window.location="j.html"}</script>', 'j.html'],
    ['<script>(function(){ try { location.href = "k.html" } catch (e) {} })()</script>', 'k.html'],
    [
      '<script>if(/Mobile/i.test(navigator.userAgent)){location.href="/m/"}else{location.href="l.html"}</script>',
      'l.html',
    ],
    ['<script>broken(</script><script>location.href="m.html"</script>', 'm.html'],
    ['<!-- <script>location.href="old.html"</script> --><script>location.href="new.html"</script>', 'new.html'],
  ])('%s', (html, target) => expect(shellTarget(html)).toBe(target));

  test.each([
    ['an address made at run time', '<script>location.href="/x?id="+id</script>'],
    ['a comparison', '<script>if (location.href == "http://a/") go()</script>'],
    ['a page that reloads itself now and then', '<meta http-equiv="refresh" content="600;url=/">'],
    ['a page with a table', '<table><tr><td>1</td></tr></table><script>location.href="x.html"</script>'],
    [
      'a page with text',
      `<p>${'本年度政府信息公开工作总体情况。'.repeat(20)}</p><script>location.href="x.html"</script>`,
    ],
    ['a long page', `<script>location.href="x.html"</script>${' '.repeat(LONGEST_SHELL)}`],
    ['a frame', '<iframe src="a.html"></iframe><script>location.href="x.html"</script>'],
    ['a function that nobody calls', '<script>function so(){window.location.href="/search.html";}</script>'],
    [
      'a branch for mobile browsers',
      '<script>if(/Android|Mobile/.test(navigator.userAgent)){location.href="/m/";}</script>',
    ],
    ['a branch by the width', '<script>if (screen.width < 768) location.replace("/m/")</script>'],
    ['a frame buster', '<script>if (top != self) top.location.href = "/index.html"</script>'],
    ['a condition that only a browser can decide', '<script>if (x.y()) location.href = "/a.html"</script>'],
    [
      'words for browsers without scripts',
      '<noscript><meta http-equiv="refresh" content="0;url=/nojs.html"></noscript>',
    ],
    ['a page with rows', `${'<a href="1.html">区政府办公室</a>'.repeat(3)}<script>location.href="x.html"</script>`],
    [
      'a page with a report',
      '<a href="1.html">区教育局2023年政府信息公开工作年度报告</a><script>location.href="x.html"</script>',
    ],
    ['a page with a file', '<a href="1.pdf">下载</a><meta http-equiv="refresh" content="3;url=/">'],
    ['a property of something else', '<script>map.location="x.html"</script>'],
  ])('not %s', (_, html) => expect(shellTarget(html)).toBeNull());

  test('an HTTP Refresh header counts like a meta refresh', () => {
    expect(shellTarget('<body>请稍候</body>', '0; url=/nb/')).toBe('/nb/');
    expect(shellTarget('<body>请稍候</body>', '300')).toBeNull();
  });
});
