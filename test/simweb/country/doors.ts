import { doc, type Front, headlines, items, link, SECTIONS } from './front.ts';

const inner = (channel: string): string =>
  doc(
    '政府信息公开',
    `<ul>${items(['/zfxxgk/zn/', '政府信息公开指南'], ['/zfxxgk/zd/', '政府信息公开制度'], [channel, '政府信息公开年报'])}</ul>`,
  );
const home = (place: string): string =>
  doc(`${place}人民政府`, `<ul>${SECTIONS}<li>${link('/zfxxgk/', '政府信息公开')}</li></ul><ul>${headlines(12)}</ul>`);

/** What stands between the address and the home page. */
export const DOOR_FRONTS: readonly Front[] = [
  {
    name: 'a frameset',
    kind: 'door',
    pages: ({ channel, place }) => ({
      '/': `<html><head><title>${place}</title></head><frameset rows="120,*"><frame src="top.htm" name="top"><frame src="main.htm" name="main"></frameset></html>`,
      '/top.htm': doc('', `<a href="main.htm" target="main">首页</a><a href="/zfxxgk/" target="main">政府信息公开</a>`),
      '/main.htm': doc(place, `<ul>${headlines(20)}</ul>`),
      '/zfxxgk/': inner(channel),
    }),
  },
  {
    name: 'an intro page with a picture',
    kind: 'door',
    pages: ({ channel, place }) => ({
      '/': doc(place, `<a href="/portal/index.html"><img src="/flash/welcome.jpg"></a>`),
      '/portal/index.html': home(place),
      '/zfxxgk/': inner(channel),
    }),
  },
  {
    name: 'an intro page of 进入网站',
    kind: 'door',
    pages: ({ channel, place }) => ({
      '/': doc(
        place,
        `<h1>${place}欢迎您</h1>${link('/sy.shtml', '进入网站')} ${link('/en/', 'English')}<ul>${headlines(2)}</ul>`,
      ),
      '/sy.shtml': home(place),
      '/en/': doc('Welcome', link('/en/news/', 'News')),
      '/zfxxgk/': inner(channel),
    }),
  },
  {
    name: 'a script that goes on after three seconds',
    kind: 'door',
    pages: ({ channel, place }) => ({
      '/': `<html><body><img src="/s.jpg"><script>setTimeout("window.location.href='/index/'", 3000);</script></body></html>`,
      '/index/': home(place),
      '/zfxxgk/': inner(channel),
    }),
  },
  {
    name: 'a meta refresh',
    kind: 'door',
    pages: ({ channel, place }) => ({
      '/': `<html><head><meta http-equiv="refresh" content="0;url=/qx/index.shtml"></head></html>`,
      '/qx/index.shtml': home(place),
      '/zfxxgk/': inner(channel),
    }),
  },
  {
    name: 'a redirect into a folder',
    kind: 'door',
    pages: ({ channel, place }) => ({
      '/': () => ({ status: 302, headers: { Location: '/cms/site/home' }, body: '' }),
      '/cms/site/home': home(place),
      '/zfxxgk/': inner(channel),
    }),
  },
  {
    name: 'a branch for mobile phones',
    kind: 'door',
    pages: ({ channel, place }) => ({
      '/': home(place).replace(
        '</head>',
        `<script>if (/Android|iPhone|Mobile/i.test(navigator.userAgent)) { window.location.href = "/m/index.html"; }</script></head>`,
      ),
      '/m/index.html': doc('手机版', link('/m/news', '新闻')),
      '/zfxxgk/': inner(channel),
    }),
  },
  {
    name: 'frames for head and foot',
    kind: 'door',
    pages: ({ channel, place }) => ({
      '/': doc(
        place,
        `<iframe src="/inc/head.html" width="100%"></iframe><ul>${headlines(16)}</ul><iframe src="/inc/foot.html"></iframe>`,
      ),
      '/inc/head.html': doc(
        '',
        `<a target="_top" href="/xw/">新闻</a><a target="_top" href="/zfxxgk/">政府信息公开</a>`,
      ),
      '/inc/foot.html': doc('', `版权所有：${place}人民政府`),
      '/zfxxgk/': inner(channel),
    }),
  },
  {
    name: 'old and new versions side by side',
    kind: 'door',
    pages: ({ channel, place }) => ({
      '/': doc(place, `${link('/2015/index.html', '旧版')} ${link('/new/', '新版')} ${link('/wza/', '无障碍')}`),
      '/2015/index.html': doc('旧版', `<ul>${headlines(9)}</ul>`),
      '/new/': home(place),
      '/zfxxgk/': inner(channel),
    }),
  },
  {
    name: 'a search form alone',
    kind: 'door',
    pages: ({ channel, place }) => ({
      '/': doc(
        place,
        `<form action="/search" method="get"><input type="text" name="q"><input type="submit"></form><ul>${headlines(10)}</ul>`,
      ),
      '/search?q=%E6%94%BF%E5%BA%9C%E4%BF%A1%E6%81%AF%E5%85%AC%E5%BC%80%E5%B7%A5%E4%BD%9C%E5%B9%B4%E5%BA%A6%E6%8A%A5%E5%91%8A':
        doc('搜索', items(['/xw/2024/3.html', '我县召开政务公开会议'], [channel, '政府信息公开年报'])),
    }),
  },
  {
    name: 'a site map for machines',
    kind: 'door',
    pages: ({ channel, place }) => ({
      '/': doc(place, `<ul>${headlines(30)}</ul>`),
      '/sitemap.xml': () => ({
        type: 'text/xml',
        body: `<?xml version="1.0"?><urlset><url><loc>http://127.0.0.1:PORT/xw/</loc></url><url><loc>http://127.0.0.1:PORT/xxgk/zfxxgkml/</loc></url></urlset>`,
      }),
      '/xxgk/zfxxgkml/': inner(channel),
    }),
  },
];
