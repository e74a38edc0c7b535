import { doc, type Front, headlines, items, link, SECTIONS } from './front.ts';

const home = (place: string, ...links: readonly (readonly [string, string])[]): string =>
  doc(`${place}人民政府`, `<ul>${SECTIONS}${items(...links)}</ul><ul>${headlines(18)}</ul>`);
const js = (code: string) => () => ({ type: 'text/javascript', body: code });
const json = (value: unknown) => () => ({ type: 'application/json', body: JSON.stringify(value) });

/** A third hand: again written without a look at the probe. */
export const THIRD_FRONTS: readonly Front[] = [
  {
    name: 'rows of an array with empty places',
    kind: 'script',
    pages: ({ channel, place }) => ({
      '/': doc(place, `<script src="/templates/2019/index_data.js"></script><ul>${headlines(20)}</ul>`),
      '/templates/2019/index_data.js': js(
        `var menuData = {"items":[["","新闻","","/xw/",""],["","政务公开","","/gk/index.html",""],["","互动","","/hd/",""]]};`,
      ),
      '/gk/index.html': doc('政务公开', `<script src="col.js"></script>`),
      '/gk/col.js': js(`var c=[["1","","公开指南","/gk/zn/"],["2","","政府信息公开年报","${channel}"]];`),
    }),
  },
  {
    name: 'relative addresses in a tree that a service answers',
    kind: 'service',
    pages: ({ channel, place }) => ({
      '/': home(place, ['/gk/index.html', '政务公开']),
      '/gk/index.html': doc(
        '政务公开',
        `<script>$.ajax({ url: '/portal/menu/getTree', dataType: 'json', success: show })</script>`,
      ),
      '/portal/menu/getTree': json({
        result: [{ title: '公开保障', children: [{ title: '政府信息公开年报', href: `..${channel}` }] }],
      }),
    }),
  },
  {
    name: 'a list of cards without links',
    kind: 'menu',
    pages: ({ channel, place }) => ({
      '/': doc(
        place,
        `<section class="card" data-target="/open.html"><h3>政务公开</h3></section><section class="card" data-target="/serve.html"><h3>服务</h3></section><ul>${headlines(9)}</ul>`,
      ),
      '/open.html': doc(
        '政务公开',
        `<section class="card" data-target="/open/zn.html"><h3>指南</h3></section><section class="card" data-target="${channel.replace(/&/g, '&amp;')}"><h3>政府信息公开年报</h3></section>`,
      ),
    }),
  },
  {
    name: 'a second level that shows on touch',
    kind: 'menu',
    pages: ({ channel, place }) => ({
      '/': doc(
        place,
        `<ul><li><a href="javascript:;">新闻</a><div style="display:none"><a href="/xw/">要闻</a></div></li><li><a href="javascript:;">政务公开</a><div style="display:none"><a href="/gk/ld/">领导</a><a href="/gk/zf/">政府信息公开</a></div></li></ul><ul>${headlines(30)}</ul>`,
      ),
      '/gk/zf/': doc(
        '政府信息公开',
        `<div class="tabs"><a href="#tab1">指南</a><a href="#tab2">年报</a></div><div id="tab1">指南</div><div id="tab2"><a href="${channel.replace(/&/g, '&amp;')}">查看历年政府信息公开工作年度报告</a></div>`,
      ),
    }),
  },
  {
    name: 'departments two levels down, columns three below them',
    kind: 'structure',
    pages: ({ channel, place }) => ({
      '/': home(place, ['/xxgk/', '信息公开']),
      '/xxgk/': doc('信息公开', items(['/xxgk/zf/', '政府本级'], ['/xxgk/bm/', '政府部门'], ['/xxgk/xz/', '乡镇'])),
      '/xxgk/zf/': doc('政府本级', items(['/xxgk/zf/jg/', '机构概况'], ['/xxgk/zf/fd/', '法定主动公开内容'])),
      '/xxgk/zf/fd/': doc(
        '法定主动公开内容',
        items(['/xxgk/zf/fd/1/', '履职依据'], ['/xxgk/zf/fd/2/', '信息公开工作']),
      ),
      '/xxgk/zf/fd/2/': doc('信息公开工作', items(['/xxgk/zf/fd/2/1/', '制度'], [channel, '年度报告'])),
      '/xxgk/bm/': doc('政府部门', items(['/xxgk/bm/1/', '县财政局'], ['/xxgk/bm/2/', '县教育局'])),
      '/xxgk/bm/1/': doc('县财政局', items(['/xxgk/bm/1/zc/', '政策'])),
      '/xxgk/bm/2/': doc('县教育局', items(['/xxgk/bm/2/zc/', '政策'])),
    }),
  },
  {
    name: 'a portal in a folder of the city’s host',
    kind: 'door',
    pages: ({ channel, place }) => ({
      '/': () => ({ status: 301, headers: { Location: '/qx/' }, body: '' }),
      '/qx/': home(place, ['/qx/zwgk/', '政务公开']),
      '/qx/zwgk/': doc('政务公开', items(['/qx/zwgk/zn/', '指南'], [channel, '信息公开年度报告'])),
    }),
  },
  {
    name: 'words in the other order',
    kind: 'words',
    pages: ({ channel, place }) => ({
      '/': home(place, ['/gk/', '公开']),
      '/gk/': doc('公开', items(['/gk/1/', '公开依据'], ['/gk/2/', '公开流程'], [channel, '年度政府信息公开报告'])),
    }),
  },
  {
    name: 'a report of the year in the news, the column behind three dots',
    kind: 'structure',
    pages: ({ channel, place }) => ({
      '/': doc(
        place,
        `<ul>${SECTIONS}</ul><div class="t"><b>信息公开年报</b><a href="${channel.replace(/&/g, '&amp;')}">...</a></div><ul>${headlines(40)}</ul>`,
      ),
    }),
  },
  {
    name: 'a menu as definition of a widget',
    kind: 'script',
    pages: ({ channel, place }) => ({
      '/': home(place, ['/gk/', '政务公开']),
      '/gk/': doc(
        '政务公开',
        `<script>Ext.create('Tree', { root: { text: '', children: [ { text: '指南', leaf: true, link: 'zn/' }, { leaf: true, link: '${channel}', text: '政府信息公开年报' } ] } })</script>`,
      ),
    }),
  },
  {
    name: 'everything in one page, opened by anchors',
    kind: 'structure',
    pages: ({ channel, place }) => ({
      '/': home(place, ['/zfxxgk.html#nb', '政府信息公开']),
      '/zfxxgk.html': doc(
        '政府信息公开',
        `<h2 id="zn">指南</h2><p>正文</p><h2 id="nb">政府信息公开年报</h2><iframe src="${channel.replace(/&/g, '&amp;')}"></iframe>`,
      ),
    }),
  },
  {
    name: 'a form that asks for a section',
    kind: 'menu',
    pages: ({ channel, place }) => ({
      '/': doc(
        place,
        `<form name="f" action="/go" method="get"><input type="hidden" name="lm" value="gk"></form><a href="javascript:document.f.submit()">政务公开</a><a href="/zwgk_index.html">政府信息公开专栏</a><ul>${headlines(9)}</ul>`,
      ),
      '/zwgk_index.html': doc('政府信息公开专栏', `<p>${link(channel, '政府信息公开年报')}</p>`),
    }),
  },
  {
    name: 'two menus, the first of another portal',
    kind: 'structure',
    aliases: ['/xxgkml/c/'],
    pages: ({ channel, place }) => ({
      '/': doc(
        place,
        `<div class="gov">${link('http://www.gov.cn/', '中国政府网')}${link('http://www.henan.gov.cn/', '河南省人民政府')}${link('http://www.henan.gov.cn/zwgk/', '省政府信息公开')}</div><ul>${SECTIONS}<li>${link('/xxgkml/', '信息公开目录')}</li></ul><ul>${headlines(22)}</ul>`,
      ),
      '/xxgkml/': doc(
        '信息公开目录',
        items(['/xxgkml/a/', '政策'], ['/xxgkml/b/', '人事'], ['/xxgkml/c/', '年度报告']),
      ),
      '/xxgkml/c/': `<html><head><meta http-equiv="refresh" content="1;URL='${channel.replace(/&/g, '&amp;')}'"></head></html>`,
    }),
  },
];
