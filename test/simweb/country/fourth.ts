import { attr, doc, type Front, headlines, items, link, SECTIONS } from './front.ts';

const home = (place: string, ...links: readonly (readonly [string, string])[]): string =>
  doc(`${place}人民政府`, `<ul>${SECTIONS}${items(...links)}</ul><ul>${headlines(21)}</ul>`);
const json = (value: unknown) => () => ({ type: 'application/json;charset=UTF-8', body: JSON.stringify(value) });

/** A fourth hand: what it found at the first try is the figure to go by. */
export const FOURTH_FRONTS: readonly Front[] = [
  {
    name: 'a dtree of four levels in a left frame',
    kind: 'script',
    pages: ({ channel, place }) => ({
      '/': home(place, ['/xxgk/index.jsp', '政府信息公开目录']),
      '/xxgk/index.jsp': `<html><frameset cols="220,*"><frame name="left" src="left.jsp"><frame name="right" src="right.jsp"></frameset></html>`,
      '/xxgk/left.jsp': doc(
        '',
        `<script>d = new dTree('d'); d.add(0,-1,'目录'); d.add(1,0,'政府信息公开指南','right.jsp?id=1','','right'); d.add(2,0,'政府信息公开目录','','',''); d.add(21,2,'概况信息','right.jsp?id=21','','right'); d.add(3,0,'政府信息公开年度报告','${channel}','','right'); document.write(d);</script>`,
      ),
      '/xxgk/right.jsp': doc('', '<p>欢迎</p>'),
    }),
  },
  {
    name: 'a menu service that wants JSON',
    kind: 'service',
    pages: ({ channel, place }) => ({
      '/': home(place, ['/open', '政务公开']),
      '/open': doc(
        '政务公开',
        `<script>axios.post('/cms/channel/tree', { siteCode: 'qx', level: 2 }).then(r => this.tree = r.data.rows)</script>`,
      ),
      '/cms/channel/tree': ({ method, body }) =>
        method === 'POST' && body.includes('qx')
          ? {
              type: 'application/json',
              body: JSON.stringify({
                rows: [
                  { chnlName: '公开指南', chnlUrl: '/open/zn' },
                  { chnlName: '公开年报', chnlUrl: channel },
                ],
              }),
            }
          : { status: 400, body: '' },
    }),
  },
  {
    name: 'words in a child, the handler on the row',
    kind: 'menu',
    pages: ({ channel, place }) => ({
      '/': doc(
        place,
        `<table><tr onclick="window.location.href='/gk.html'"><td><img src="/i.png"></td><td>政府信息公开</td></tr><tr onclick="window.location.href='/fw.html'"><td></td><td>服务</td></tr></table><ul>${headlines(9)}</ul>`,
      ),
      '/gk.html': doc(
        '政府信息公开',
        `<ul><li onclick="window.open('${attr(channel)}')"><p>政府信息公开</p><p>年度报告</p></li></ul>`,
      ),
    }),
  },
  {
    name: 'a column by year of publication',
    kind: 'structure',
    pages: ({ channel, place }) => ({
      '/': home(place, ['/zfxxgk/', '政府信息公开']),
      '/zfxxgk/': doc('政府信息公开', items(['/zfxxgk/zn/', '指南'], ['/zfxxgk/nb/', '政府信息公开年报'])),
      '/zfxxgk/nb/': doc(
        '政府信息公开年报',
        `<h1>政府信息公开年报</h1>${link(channel, '2025年度')} ${link('/zfxxgk/nb/2011/', '2011年度')}`,
      ),
      '/zfxxgk/nb/2011/': doc('2011年度', '<p>暂无内容</p>'),
    }),
    aliases: ['/zfxxgk/nb/'],
  },
  {
    name: 'the county among the city’s departments',
    kind: 'elsewhere',
    elsewhere: true,
    pages: ({ channel, place }) => ({
      '/': home(place, ['/zwgk/', '政务公开']),
      '/zwgk/': doc(
        '政务公开',
        items(
          ['/zwgk/xzgk/', '乡镇公开'],
          ['/zwgk/bmgk/', '部门公开'],
          [new URL('/zwgk/', channel).href, `${place}政府信息公开`],
        ),
      ),
      '/zwgk/xzgk/': doc('乡镇公开', items(['/zwgk/xzgk/1/', '柳林镇'], ['/zwgk/xzgk/2/', '城关镇'])),
      '/zwgk/bmgk/': doc('部门公开', items(['/zwgk/bmgk/1/', '县财政局'])),
    }),
  },
  {
    name: 'a notice in the middle of the way',
    kind: 'door',
    pages: ({ channel, place }) => ({
      '/': home(place, ['/gk/', '信息公开']),
      '/gk/': doc('信息公开', `<p>栏目已调整，请点击${link('/newgk/', '这里')}访问。</p>`),
      '/newgk/': doc('信息公开', items(['/newgk/zn/', '指南'], [channel, '政府信息公开工作年报'])),
    }),
  },
  {
    name: 'an English menu',
    kind: 'words',
    pages: ({ channel, place }) => ({
      '/': doc(
        place,
        `<nav>${link('/news/', 'News')}${link('/openness/', 'Openness')}${link('/service/', 'Service')}</nav><ul>${headlines(12)}</ul>`,
      ),
      '/openness/': doc('政务公开', items(['/openness/guide/', '指南'], [channel, '年度报告'])),
    }),
  },
  {
    name: 'tabs with panes loaded by number',
    kind: 'service',
    pages: ({ channel, place }) => ({
      '/': home(place, ['/zfxxgk', '政府信息公开']),
      '/zfxxgk': doc(
        '政府信息公开',
        `<ul id="t"><li data-id="11">公开指南</li><li data-id="12">公开年报</li></ul><div id="p"></div><script>$('#t li').click(function () { $('#p').load('/zfxxgk/pane?id=' + $(this).data('id')) })</script>`,
      ),
      '/zfxxgk/pane?id=12': `<a href="${attr(channel)}">全部年报</a>`,
    }),
  },
  {
    name: 'a service that answers markup in JSON',
    kind: 'service',
    pages: ({ channel, place }) => ({
      '/': home(place, ['/gk/index', '政务公开']),
      '/gk/index': doc(
        '政务公开',
        `<div id="left"></div><script>$.get("/gk/part/left", function (r) { $("#left").html(r.html) }, "json")</script>`,
      ),
      '/gk/part/left': json({
        html: `<dl><dd><a href="/gk/zn">指南</a></dd><dd><a href="${attr(channel)}">政府信息公开年报</a></dd></dl>`,
      }),
    }),
  },
  {
    name: 'a list of all sites with the portal’s own in it',
    kind: 'door',
    pages: ({ channel, place }) => ({
      '/': doc(
        '政府网站群',
        `<ul>${items(['/sites/czj/', '财政局'], ['/sites/jyj/', '教育局'], ['/sites/zf/', `${place}人民政府`], ['/sites/wjw/', '卫健委'])}</ul>`,
      ),
      '/sites/zf/': home(place, ['/sites/zf/gk/', '政务公开']),
      '/sites/zf/gk/': doc('政务公开', items([channel, '政府信息公开年报'])),
      '/sites/czj/': doc('财政局', `<ul>${headlines(4)}</ul>`),
      '/sites/jyj/': doc('教育局', `<ul>${headlines(4)}</ul>`),
    }),
  },
];
