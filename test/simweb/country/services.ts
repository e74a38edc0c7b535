import { attr, doc, type Front, headlines, link } from './front.ts';

const json = (value: unknown) => () => ({ type: 'application/json', body: JSON.stringify(value) });

/** Menus that a page asks for. */
export const SERVICE_FRONTS: readonly Front[] = [
  {
    name: 'a JSON file',
    kind: 'service',
    pages: ({ channel, place }) => ({
      '/': doc(
        place,
        `<div id="nav"></div><script>$.getJSON("/common/nav.json", function (d) { draw(d) })</script><ul>${headlines(8)}</ul>`,
      ),
      '/common/nav.json': json({
        list: [
          { name: '要闻', url: '/yw/' },
          { name: '政务公开', url: '/zwgk/' },
        ],
      }),
      '/zwgk/': doc('政务公开', `<script>$.get('/zwgk/tree.json').then(tree)</script>`),
      '/zwgk/tree.json': json([
        { id: 1, text: '公开指南', href: '/zwgk/zn/' },
        { id: 2, text: '公开内容', children: [{ id: 21, text: '政府信息公开年报', href: channel }] },
      ]),
    }),
  },
  {
    name: 'a posted query',
    kind: 'service',
    pages: ({ channel, place }) => ({
      '/': doc(place, `<a href="/xxgk/index">政府信息公开</a><ul>${headlines(8)}</ul>`),
      '/xxgk/index': doc(
        '政府信息公开',
        `<div id="tree"></div><script>$.ajax({ url: '/api/column/children', type: 'post', data: { siteId: 7, parent: 0 }, success: function (r) { build(r.data) } })</script>`,
      ),
      '/api/column/children': ({ method, form }) =>
        method === 'POST' && form.get('siteId') === '7'
          ? {
              type: 'application/json',
              body: JSON.stringify({
                code: 0,
                data: [
                  { columnName: '机构职能', linkUrl: '/xxgk/jg' },
                  { columnName: '政府信息公开年报', linkUrl: channel },
                ],
              }),
            }
          : { status: 405, body: '' },
    }),
  },
  {
    name: 'a piece of markup',
    kind: 'service',
    pages: ({ channel, place }) => ({
      '/': doc(
        place,
        `<div id="header"></div><script>$("#header").load("/include/header.html")</script><ul>${headlines(8)}</ul>`,
      ),
      '/include/header.html': `<ul><li><a href="/open/">信息公开</a></li><li><a href="/serve/">服务</a></li></ul>`,
      '/open/': doc(
        '信息公开',
        `<div class="left"></div><script>$.get("/open/left.htm", function (d) { $(".left").html(d) })</script>`,
      ),
      '/open/left.htm': `<dl><dd><a href="/open/zn/">指南</a></dd><dd><a href="${attr(channel)}">政府信息公开年报</a></dd></dl>`,
    }),
  },
  {
    name: 'XML',
    kind: 'service',
    pages: ({ channel, place }) => ({
      '/': doc(place, `<a href="/gk/main.html">政府信息公开</a><ul>${headlines(8)}</ul>`),
      '/gk/main.html': doc(
        '政府信息公开',
        `<script>var x = new XMLHttpRequest(); x.open("GET", "/gk/menu.xml"); x.send();</script>`,
      ),
      '/gk/menu.xml': () => ({
        type: 'text/xml',
        body: `<?xml version="1.0" encoding="UTF-8"?><menu><item name="指南" link="/gk/zn.html"/><item name="政府信息公开年报" link="${attr(channel)}"/></menu>`,
      }),
    }),
  },
  {
    name: 'fetch with an address of its own kind of quotes',
    kind: 'service',
    pages: ({ channel, place }) => ({
      '/': doc(place, `<a href="/pub/">政务公开</a><ul>${headlines(8)}</ul>`),
      '/pub/': doc('政务公开', '<script>fetch(`/gateway/menus?site=3`).then((r) => r.json()).then(show)</script>'),
      '/gateway/menus?site=3': json({
        data: {
          menus: [
            { label: '年报', path: '/x/1' },
            { label: '政府信息公开年报', path: channel },
          ],
        },
      }),
      '/x/1': doc('统计年报', link('/x/2', '2023年统计年报')),
    }),
  },
  {
    name: 'JSONP',
    kind: 'service',
    pages: ({ channel, place }) => ({
      '/': doc(place, `<a href="/zwgk/index.html">政务公开</a><ul>${headlines(8)}</ul>`),
      '/zwgk/index.html': doc(
        '政务公开',
        `<script>$.ajax({ type: "get", dataType: "jsonp", jsonp: "callback", url: "/service/catalog?site=1", success: draw })</script>`,
      ),
      '/service/catalog?site=1': () => ({
        type: 'application/javascript',
        body: `callback({"rows":[{"catalogName":"信息公开指南","catalogUrl":"/zwgk/zn.html"},{"catalogName":"信息公开年报","catalogUrl":"${channel}"}]})`,
      }),
    }),
  },
  {
    name: 'a tab whose content is asked for',
    kind: 'service',
    pages: ({ channel, place }) => ({
      '/': doc(place, `<a href="/xxgkpt.html">政府信息公开平台</a><ul>${headlines(8)}</ul>`),
      '/xxgkpt.html': doc(
        '政府信息公开平台',
        `<ul><li><a href="javascript:tab('zn')">指南</a></li><li><a href="javascript:tab('ndbg')">政府信息公开年报</a></li></ul><div id="c"></div><script>function tab(t) { $("#c").load("/xxgkpt/" + t + ".html") }</script>`,
      ),
      '/xxgkpt/zn.html': '<p>指南正文</p>',
      '/xxgkpt/ndbg.html': `<div><a href="${attr(channel)}">更多年报</a></div>`,
    }),
  },
  {
    name: 'codes that a script makes links of',
    kind: 'service',
    pages: ({ channel, place }) => {
      const [, before = '/', code = '', behind = ''] = /^(.*\/)([^/?]+)(.*)$/.exec(channel.replace(/\/$/, '')) ?? [];
      const end = channel.endsWith('/') ? `${behind}/` : behind;
      return {
        '/': doc(place, `<a href="/gk.html">政务公开</a><ul>${headlines(8)}</ul>`),
        '/gk.html': doc(
          '政务公开',
          `<ul id="m"></ul><script>$.getJSON("/column/list", function (d) { for (var i = 0; i < d.length; i++) $("#m").append('<li><a href="${before}' + d[i].code + '${end}">' + d[i].name + '</a></li>') })</script>`,
        ),
        '/column/list': json([
          { code: 'zn', name: '公开指南' },
          { code, name: '政府信息公开年报' },
        ]),
      };
    },
  },
  {
    name: 'ids that a script makes addresses of',
    kind: 'service',
    browser: true,
    pages: ({ channel, place }) => ({
      '/': doc(place, `<a href="/gk.html">政务公开</a><ul>${headlines(8)}</ul>`),
      '/gk.html': doc(
        '政务公开',
        `<div id="t"></div><script>fetch('/rest/tree').then(function(r){return r.json()}).then(function(d){ var h=''; d.forEach(function(n){ h+='<a href="'+d[0].base+n.code.split('-').join('/')+'">'+n.name+'</a>' }); document.getElementById('t').innerHTML=h; })</script>`,
      ),
      '/rest/tree': json([
        { base: '', code: '-zn', name: '公开指南' },
        { base: '', code: channel.replace(/\//g, '-'), name: '政府信息公开年报' },
      ]),
    }),
  },
];
