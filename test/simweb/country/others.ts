import { attr, doc, type Front, headlines, items, link, SECTIONS } from './front.ts';

const home = (place: string, ...links: readonly (readonly [string, string])[]): string =>
  doc(`${place}人民政府`, `<ul>${SECTIONS}${items(...links)}</ul><ul>${headlines(24)}</ul>`);
const js = (code: string) => () => ({ type: 'application/javascript', body: code });
const json = (value: unknown) => () => ({ type: 'application/json', body: JSON.stringify(value) });
const escaped = (text: string): string =>
  [...text].map((sign) => `%u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');

/** Written after the probe that they are to try, without a look at what it does. */
export const OTHER_FRONTS: readonly Front[] = [
  {
    name: 'a tree in an attribute',
    kind: 'script',
    pages: ({ channel, place }) => ({
      '/': home(place, ['/gk/', '政务公开']),
      '/gk/': doc(
        '政务公开',
        `<div class="ztree" data-nodes="${attr(
          JSON.stringify([
            { id: 1, name: '指南', url: '/gk/zn/' },
            { id: 2, name: '政府信息公开年报', url: channel },
          ]),
        )}"></div>`,
      ),
    }),
  },
  {
    name: 'a component library',
    kind: 'menu',
    pages: ({ channel, place }) => ({
      '/': home(place, ['/gk/', '信息公开']),
      '/gk/': doc(
        '信息公开',
        `<el-menu><el-menu-item index="/gk/zn">指南</el-menu-item><el-menu-item index="${attr(channel)}">政府信息公开年报</el-menu-item></el-menu>`,
      ),
    }),
  },
  {
    name: 'buttons with values',
    kind: 'menu',
    pages: ({ channel, place }) => ({
      '/': doc(
        place,
        `<input type="button" value="政务公开" onclick="location.href='/zw.asp'"><input type="button" value="办事" onclick="location.href='/bs.asp'"><ul>${headlines(9)}</ul>`,
      ),
      '/zw.asp': doc(
        '政务公开',
        `<form action="/zn.asp"><input type="submit" value="公开指南"></form><form action="${attr(channel)}"><input type="submit" value="政府信息公开年报"></form>`,
      ),
    }),
  },
  {
    name: 'words for those who cannot see',
    kind: 'menu',
    pages: ({ channel, place }) => ({
      '/': doc(
        place,
        `<a href="/z/1" aria-label="政府信息公开"><svg></svg></a><a href="/z/2" aria-label="互动"><svg></svg></a><ul>${headlines(9)}</ul>`,
      ),
      '/z/1': doc(
        '政府信息公开',
        `<a href="/z/1/1"><svg><title>指南</title></svg></a><a href="${attr(channel)}" title="政府信息公开年报"><i></i></a>`,
      ),
    }),
  },
  {
    name: 'written by unescape',
    kind: 'script',
    pages: ({ channel, place }) => ({
      '/': home(place, ['/gk.htm', '信息公开']),
      '/gk.htm': doc(
        '信息公开',
        `<script>document.write(unescape("%3Ca href='${channel}'%3E${escaped('政府信息公开年报')}%3C/a%3E"))</script>`,
      ),
    }),
  },
  {
    name: 'template literals',
    kind: 'script',
    pages: ({ channel, place }) => ({
      '/': home(place, ['/gk/', '政务公开']),
      '/gk/': doc(
        '政务公开',
        `<script type="module">const menu = [{ label: \`公开指南\`, to: \`/gk/zn\` }, { label: \`政府信息公开年报\`, to: \`${channel}\` }]; render(menu)</script>`,
      ),
    }),
  },
  {
    name: 'one script for all of the site',
    kind: 'script',
    pages: ({ channel, place }) => ({
      '/': `<!doctype html><html><head><title>${place}</title></head><body><div id="app"></div><script src="/static/js/chunk-vendors.91c.js"></script><script src="/static/js/app.3f2a.js"></script></body></html>`,
      '/static/js/chunk-vendors.91c.js': js('(window.webpackJsonp=window.webpackJsonp||[]).push([[1],{}])'),
      '/static/js/app.3f2a.js': js(
        `var r=[{path:"/home",meta:{title:"首页"}},{path:"/open",meta:{title:"政务公开"}}];n.get("/api/site/columns?siteId=2").then(function(t){e.columns=t.data})`,
      ),
      '/api/site/columns?siteId=2': json({
        code: 200,
        data: [
          { columnName: '要闻', linkUrl: '/yw' },
          { columnName: '政府信息公开年报', linkUrl: channel },
        ],
      }),
      '/open': doc('政务公开', '<div id="app"></div>'),
    }),
  },
  {
    name: 'years below a heading that is no link',
    kind: 'structure',
    pages: ({ channel, place }) => ({
      '/': home(place, ['/zfxxgk/', '政府信息公开']),
      '/zfxxgk/': doc(
        '政府信息公开',
        `<ul><li>${link('/zfxxgk/zn/', '指南')}</li><li><span>政府信息公开年报</span><ul><li>${link(channel, '2025年')}</li><li>${link('/zfxxgk/nb2010/', '2010年')}</li></ul></li></ul>`,
      ),
    }),
  },
  {
    name: 'a column that opens with its newest report',
    kind: 'structure',
    pages: ({ channel, place }) => ({
      '/': home(place, ['/zfxxgk/', '政府信息公开']),
      '/zfxxgk/': doc('政府信息公开', items(['/zfxxgk/zn/', '指南'], ['/zfxxgk/nb', '年报'])),
      '/zfxxgk/nb': doc(
        `${place}人民政府2025年政府信息公开工作年度报告`,
        `<div class="crumb">${link('/', '首页')} &gt; ${link('/zfxxgk/', '政府信息公开')} &gt; ${link(channel, '政府信息公开年报')}</div><h1>${place}人民政府2025年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>全年主动公开信息。</p><p>二、主动公开政府信息情况</p><p>见表。</p><p>三、收到和处理政府信息公开申请情况</p>`,
      ),
    }),
  },
  {
    name: 'decorated words',
    kind: 'words',
    pages: ({ channel, place }) => ({
      '/': home(place, ['/gk/', '★【政务公开】']),
      '/gk/': doc('政务公开', items(['/gk/zn/', '·公开指南(3)'], [channel, '·年度报告(12)»'])),
    }),
  },
  {
    name: 'twenty columns of departments on hosts that are gone',
    kind: 'structure',
    pages: ({ channel, place }) => ({
      '/': home(place, ['/gk/', '政务公开']),
      '/gk/': doc(
        '政务公开',
        items(
          ...Array.from(
            { length: 20 },
            (_, index) => [`http://127.0.0.1:9/bm${index}/nb/`, `县第${index}局信息公开年报`] as const,
          ),
          [channel, '县政府信息公开年报'],
        ),
      ),
    }),
  },
  {
    name: 'a home page that is not at the root',
    kind: 'door',
    pages: ({ channel, place }) => ({
      '/': () => ({ status: 404, body: '<h1>404</h1>' }),
      '/index.html': home(place, ['/gk/', '政务公开']),
      '/gk/': doc('政务公开', items([channel, '政府信息公开年报'])),
    }),
  },
  {
    name: 'a handler in capitals, a session in the address',
    kind: 'menu',
    pages: ({ channel, place }) => ({
      '/': doc(
        place,
        `<TABLE><TR><TD ONCLICK="JavaScript:window.open('/xxgk/main.do;jsessionid=8A1F')">政府信息公开</TD></TR></TABLE><ul>${headlines(5)}</ul>`,
      ),
      '/xxgk/main.do;jsessionid=8A1F': doc(
        '政府信息公开',
        `<A HREF="JavaScript:openWin('${attr(channel)}')">信息公开年度报告</A><script>function openWin(u) { window.open(u, 'w') }</script>`,
      ),
    }),
  },
  {
    name: 'the body goes on when it has loaded',
    kind: 'door',
    pages: ({ channel, place }) => ({
      '/': `<html><head><script>function go() { top.location.href = "/main/index.jsp"; }</script></head><body onload="setTimeout(go, 1500)"><img src="/w.gif"></body></html>`,
      '/main/index.jsp': home(place, ['/gk/', '政务公开']),
      '/gk/': doc('政务公开', items([channel, '政府信息公开年报'])),
    }),
  },
  {
    name: 'frames in frames',
    kind: 'door',
    pages: ({ channel, place }) => ({
      '/': `<html><frameset cols="*"><frame src="/f/outer.html"></frameset></html>`,
      '/f/outer.html': `<html><frameset rows="90,*"><frame src="head.html"><frame src="body.html"></frameset></html>`,
      '/f/head.html': doc('', items(['/xw/', '新闻'], ['/f/gk.html', '信息公开'])),
      '/f/body.html': doc(place, `<ul>${headlines(8)}</ul>`),
      '/f/gk.html': `<html><frameset cols="200,*"><frame src="/f/gkleft.html" name="l"><frame src="/f/gkmain.html" name="r"></frameset></html>`,
      '/f/gkleft.html': doc('', items(['/f/zn.html', '指南'], [channel, '年报'])),
      '/f/gkmain.html': doc('', '<p>请选择栏目</p>'),
    }),
  },
  {
    name: 'a folder in Chinese',
    kind: 'menu',
    pages: ({ channel, place }) => ({
      '/': home(place, ['/政务公开/', '政务公开']),
      '/政务公开/': doc('政务公开', items(['/政务公开/指南/', '指南'], [channel, '政府信息公开年报'])),
    }),
  },
  {
    name: 'standards of disclosure in front of it',
    kind: 'structure',
    pages: ({ channel, place }) => ({
      '/': home(place, ['/jczwgk/', '基层政务公开标准化规范化'], ['/zdly/', '重点领域信息公开'], ['/xx/', '政府信息']),
      '/jczwgk/': doc(
        '基层政务公开',
        items(
          ...[
            '城乡规划',
            '重大项目',
            '公共资源',
            '财政预决算',
            '安全生产',
            '税收管理',
            '征地补偿',
            '国有土地',
            '保障住房',
            '农村危房',
          ].map((name, index) => [`/jczwgk/${index}/`, `${name}领域政务公开`] as const),
        ),
      ),
      '/zdly/': doc(
        '重点领域信息公开',
        items(['/zdly/1/', '扶贫信息公开'], ['/zdly/2/', '教育信息公开'], ['/zdly/3/', '医疗信息公开']),
      ),
      '/xx/': doc('政府信息', items(['/xx/ld/', '领导'], ['/xx/gk/', '公开制度与年报'], ['/xx/bm/', '部门'])),
      '/xx/gk/': doc('公开制度与年报', items(['/xx/gk/zd/', '制度'], [channel, '年报'])),
    }),
  },
  {
    name: 'an address that a function makes of a code',
    kind: 'script',
    pages: ({ channel, place }) => {
      const [, before = '/', code = '', behind = ''] = /^(.*\/)([^/?]+)(.*)$/.exec(channel.replace(/\/$/, '')) ?? [];
      const end = channel.endsWith('/') ? `${behind}/` : behind;
      return {
        '/': home(place, ['/gk/', '政务公开']),
        '/gk/': doc(
          '政务公开',
          `<ul class="tree"><li onclick="toPage('zn')">指南</li><li onclick="toPage('${code}')">政府信息公开年报</li></ul><iframe id="r"></iframe><script>function toPage(c) { $('#r').attr('src', '${before}' + c + '${end}'); }</script>`,
        ),
      };
    },
  },
  {
    name: 'a busy host',
    kind: 'door',
    pages: ({ channel, place }) => {
      let asked = 0;
      return {
        '/': () =>
          asked++ === 0
            ? { status: 503, headers: { 'Retry-After': '0' }, body: 'busy' }
            : { body: home(place, ['/gk/', '政务公开']) },
        '/gk/': doc('政务公开', items([channel, '政府信息公开年报'])),
      };
    },
  },
  {
    name: 'two links for one column',
    kind: 'menu',
    pages: ({ channel, place }) => ({
      '/': home(place, ['/gk/', '政务']),
      '/gk/': doc('政务', `<dl><dt>${link(channel, '政府信息')}</dt><dd>${link(channel, '年度报告')}</dd></dl>`),
    }),
  },
];
