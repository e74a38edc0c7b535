import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { randomFrom } from '../../../generator/index.ts';
import { findChallenge, showsMuch } from '../../../src/crawlers/http/challenge.ts';

const html = (status: number, cookie?: string) => ({
  status,
  headers: [['content-type', 'text/html'], ...(cookie === undefined ? [] : [['set-cookie', cookie]])] as [
    string,
    string,
  ][],
});

test.each([
  [
    412,
    undefined,
    '<html><head><meta id="9DhefwqGPrzGxEp9hPaoag" content="x" r="m"><script>$_ts=window["$_ts"]</script>',
    true,
  ],
  [521, '__jsluid_s=abc; path=/', '<script>document.cookie=("_")+("_")</script>', true],
  [200, undefined, '<script>document.cookie="__jsl_clearance_s=1"; location.href=location.pathname</script>', true],
  [512, undefined, '<html><script>location.reload()</script></html>', true],
  [202, undefined, '<html><head><meta content="q" r="m"><script src="/a.js"></script></head></html>', true],
  [200, 'wzws_sessionid=abc', '<script>var a="/WZWSRELw==?wzwschallenge="+f();location.replace(a)</script>', true],
  [200, undefined, '<script>document.cookie="C3VK=9dcf12; path=/";window.location.reload()</script>', true],
  [
    403,
    undefined,
    '<html><title>403</title><body>您的IP因存在威胁行为已被禁止访问 奇安信网站卫士</body></html>',
    false,
  ],
  [200, undefined, '<html><script src="/__panyun/guard.js"></script></html>', true],
  [200, undefined, '<html><body>请输入验证码继续访问<img src="/captcha.jpg"></body></html>', false],
  [403, undefined, '<html><body>您的访问被拦截，请联系网站管理员</body></html>', false],
])('%i %s', (status, cookie, text, passes) => {
  expect(findChallenge(html(status, cookie), text)?.browserPasses).toBe(passes);
});

test.each([
  ['a plain 403', html(403), '<html><body>Forbidden</body></html>'],
  [
    'a report behind a firewall’s script',
    html(200),
    `<script src="/waf.js"></script><h1>某局2023年政府信息公开工作年度报告</h1>${'<p>正文</p>'.repeat(10)}`,
  ],
  ['a long page that names a captcha', html(200), `<script>captcha()</script>${'<p>政府信息公开</p>'.repeat(3000)}`],
  ['a server that is down behind a proxy', html(521), '<html><body>Web server is down</body></html>'],
  [
    'a small page from behind a protection that marks every page',
    html(200, 'wzws_sessionid=abc'),
    '<script>var wzws=document.cookie;location</script><div id="app"></div>',
  ],
  [
    'a list with a captcha in its letter box and WAF in a picture',
    html(200),
    `<img src="data:image/png;base64,xxWAF/x"><form>请输入验证码<img src="captcha.jpg"></form>${'<li><a href="a.html">某局年报</a></li>'.repeat(9)}`,
  ],
  ['a file', { status: 200, headers: [['content-type', 'application/pdf']] as [string, string][] }, '%PDF WAF'],
])('not %s', (_, exchange, text) => expect(findChallenge(exchange, text)).toBeNull());

const CHARSETS = ['utf-8', 'gb18030', 'utf-16le', 'big5'] as const;

test.each(CHARSETS)('no challenge is taken for a page that shows much, undecoded (%s)', (charset) => {
  const words = '请完成下方安全验证后继续访问本网站，'.repeat(32);
  const links = '<a class="x" href="/help.html">帮助</a>'.repeat(8);
  const menu = `<script>${'<a href="/">首页</a>'.repeat(50)}</script>${'\u3000'.repeat(200)}`;
  const page = `<html><script>document.cookie="C3VK=9dcf12"</script><body>${words}${links}${menu}</body></html>`;
  expect(findChallenge(html(200), page)).not.toBeNull();
  expect(showsMuch({ status: 200, payload: iconv.encode(page, charset) })).toBe(false);
});

test.each(['utf-8', 'gb18030', 'big5'])(
  'a page of words, or of links, need not be decoded to be no challenge (%s)',
  (charset) => {
    const shows = (page: string) => showsMuch({ status: 200, payload: iconv.encode(page, charset) });
    expect(shows('<p>政府信息公开</p>'.repeat(1000))).toBe(true);
    expect(shows('<li><a title="首页" href="/">首页</a></li>'.repeat(9))).toBe(true);
    expect(shows('<p>请稍候</p>')).toBe(false);
  },
);

/** What pages are made of, also where it is broken: hidden words and links, tags without an end, a script cut in two by another, blanks of all kinds. */
const PIECES = [
  '<p>政府信息公开</p>',
  '本页面需要验证 a < b，请稍候。',
  '<a href="/">首页</a>',
  '<A title="帮助"\n class="x" HREF="/help">帮助</A>',
  '<abbr href="x">缩</abbr>',
  '<a name="x">锚</a>',
  '<script>for(var i=0;i<9;i++)"<a href=x>政府信息公开政府信息公开</a>"</script>',
  '<SCRIPT src="x">政府信息公开</SCRIPT >',
  '<style>.政府{color:red}</style>',
  '<noscript>请启用脚本 <a href="y">y</a></noscript>',
  '<!-- 注释里的 <script> 政府信息公开 <a href="z">z</a> -->',
  '</script>',
  '<scr<script>1</script>ipt>',
  '<script>没有结尾的政府信息公开',
  '<div title="<a href=\'q\'>q</a>">',
  '<input value="x<y',
  '<a href="/x',
  '&nbsp;&nbsp;',
  '&amp;&copy;',
  '\u3000\u3000\u3000',
  '\u00a0 \n\t',
  '\u2003\u2029',
];

test.each(CHARSETS)(
  'whatever a page is made of, none that a challenge may be shows much, undecoded (%s)',
  (charset) => {
    const seen = { challenges: 0, much: 0 };
    for (let seed = 1; seed <= 2000; seed++) {
      const random = randomFrom(seed);
      // Few kinds a page, so that one of them alone makes it long.
      const kinds = Array.from({ length: random.int(1, 4) }, () => random.pick(PIECES));
      const pieces = Array.from({ length: random.int(0, random.pick([12, 60, 300])) }, () => random.pick(kinds));
      const page = iconv.encode(
        `<html><script>document.cookie="C3VK=9dcf12"</script><body>${pieces.join('')}`,
        charset,
      );
      const isChallenge = findChallenge(html(200), iconv.decode(page, charset)) !== null;
      const much = showsMuch({ status: 200, payload: page });
      expect({ seed, isChallenge, much }).not.toEqual({ seed, isChallenge: true, much: true });
      if (isChallenge) seen.challenges++;
      if (much) seen.much++;
    }
    expect(seen.challenges).toBeGreaterThan(300);
    if (charset !== 'utf-16le') expect(seen.much).toBeGreaterThan(300);
  },
);
