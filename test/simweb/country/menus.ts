import { attr, doc, type Front, headlines, items, link, NEIGHBOURS, SECTIONS } from './front.ts';

/** Menus that stand in the page, in the many ways in which pages are written. */
export const MENU_FRONTS: readonly Front[] = [
  {
    name: 'a menu among two hundred links',
    kind: 'menu',
    pages: ({ channel, place }) => ({
      '/': doc(
        `${place}人民政府门户网站`,
        `<nav><ul>${SECTIONS}<li>${link('/gk/', '公开')}</li></ul></nav><div>${headlines(200)}</div>`,
      ),
      '/gk/': doc(
        '公开',
        `<aside><dl><dt>公开</dt><dd>${link('/gk/zn.html', '指南')}</dd><dd>${link('/gk/zd.html', '制度')}</dd><dd>${link('/gk/ml.html', '目录')}</dd><dd>${link(channel, '年报')}</dd></dl></aside><ul>${headlines(20)}</ul>`,
      ),
    }),
  },
  {
    name: 'pictures for words',
    kind: 'menu',
    pages: ({ channel, place }) => ({
      '/': doc(
        place,
        `<table><tr><td><a href="/news.htm"><img src="/i/n1.jpg"></a></td><td><a href="/zfxxgk/index.htm"><img src="/i/n2.jpg" border=0></a></td><td><a href="/service.htm"><img src="/i/n3.jpg"></a></td></tr></table><ul>${headlines(12)}</ul>`,
      ),
      '/zfxxgk/index.htm': doc(
        '信息公开',
        `<a href="zn.htm"><img src="/i/g1.png" alt="指南"></a><a href="${attr(channel)}"><img src="/i/g2.png" alt="政府信息公开年度报告"></a>`,
      ),
    }),
  },
  {
    name: 'boxes with handlers',
    kind: 'menu',
    pages: ({ channel, place }) => ({
      '/': doc(
        place,
        `<div class="top"><div class="m" onclick="window.location='/xxgk'">政府信息公开</div><div class="m" onclick="window.location='/bsfw'">办事服务</div></div><ul>${headlines(8)}</ul>`,
      ),
      '/xxgk': doc(
        '政府信息公开',
        `<ul class="tabs"><li onclick="location.href='/xxgk/zn'">指南</li><li onclick='location.href="${attr(channel)}"'>政府信息公开年报</li></ul>`,
      ),
    }),
  },
  {
    name: 'handlers of its own',
    kind: 'menu',
    pages: ({ channel, place }) => ({
      '/': doc(
        place,
        `<a href="javascript:void(0)" onclick="toUrl('/open/')">政务公开</a> <a href="javascript:;" onclick="toUrl('/svc/')">服务</a><script>function toUrl(u){ window.open(u) }</script><ul>${headlines(8)}</ul>`,
      ),
      '/open/': doc(
        '政务公开',
        `<a href="javascript:void(0);" onclick="toUrl('/open/zn/')">信息公开指南</a><a href="javascript:void(0);" onclick="toUrl('${attr(channel)}')">信息公开年报</a><script>function toUrl(u){ window.open(u) }</script>`,
      ),
    }),
  },
  {
    name: 'addresses in data attributes',
    kind: 'menu',
    pages: ({ channel, place }) => ({
      '/': doc(
        place,
        `<ul class="nav"><li data-url="/zwgk">政务公开</li><li data-url="/zmhd">政民互动</li></ul><ul>${headlines(9)}</ul><script src="/js/jquery.min.js"></script>`,
      ),
      '/zwgk': doc(
        '政务公开',
        `<div class="xxgk-tab"><span data-href="/zwgk/zn">政府信息公开指南</span><span data-href="${attr(channel)}">政府信息公开年报</span></div>`,
      ),
    }),
  },
  {
    name: 'a drop-down of sections, another of columns',
    kind: 'menu',
    pages: ({ channel, place }) => ({
      '/': doc(
        place,
        `<select onchange="location=this.value"><option value="">快速通道</option><option value="/bsfw/index.jsp">办事</option><option value="/zfxxgk/index.jsp">政府信息公开专栏</option></select><ul>${headlines(5)}</ul>`,
      ),
      '/zfxxgk/index.jsp': doc(
        '政府信息公开专栏',
        `<form><select onchange="window.open(this.value)"><option>请选择</option><option value="/zfxxgk/zn.jsp">公开指南</option><option value="${attr(channel)}">公开年报</option></select></form>`,
      ),
    }),
  },
  {
    name: 'old tags in capitals, none closed',
    kind: 'menu',
    charset: 'gbk',
    pages: ({ channel, place }) => ({
      '/': `<HTML><HEAD><TITLE>${place}</TITLE></HEAD><BODY><TABLE><TR><TD><A HREF=/index.asp>首 页</A><TD><A HREF=/xxgk/>政 府 信 息 公 开</A><TD><A HREF=/bszn/>办 事 指 南</A></TABLE><UL>${headlines(6)}`,
      '/xxgk/': `<HTML><BODY><TABLE><TR><TD><A HREF=zn.asp>指 南</A><TR><TD><A HREF="${attr(channel)}">年　　报</A><TR><TD><A HREF=sq.asp>申 请</A></TABLE>`,
    }),
  },
  {
    name: 'a base address',
    kind: 'menu',
    pages: ({ channel, place }) => ({
      '/': doc(
        place,
        `<p><a href="gk/index.html">信息公开</a></p><ul>${headlines(4)}</ul>`,
        '<base href="/site/web/">',
      ),
      '/site/web/gk/index.html': doc('信息公开', link(channel, '政府信息公开工作年度报告')),
    }),
  },
  {
    name: 'in the footer alone',
    kind: 'menu',
    pages: ({ channel, place }) => ({
      '/': doc(
        place,
        `<ul>${SECTIONS}</ul><ul>${headlines(60)}</ul><footer>${link('/about/', '关于我们')} | ${link('/map/', '网站地图')} | ${link(channel, '信息公开年报')} | 网站标识码</footer>`,
      ),
    }),
  },
  {
    name: 'on the site map alone',
    kind: 'menu',
    pages: ({ channel, place }) => ({
      '/': doc(
        place,
        `<ul>${SECTIONS}</ul><ul>${headlines(30)}</ul><footer>${link('/wzdt.html', '站点地图')}</footer>`,
      ),
      '/wzdt.html': doc(
        '站点地图',
        `<table><tr><th>公开</th><td>${link('/a/1', '领导之窗')} ${link('/a/2', '机构职能')} ${link('/a/3', '规划计划')} ${link(channel, '工作年报')}</td></tr></table>`,
      ),
    }),
  },
  {
    name: 'an image map',
    kind: 'menu',
    pages: ({ channel, place }) => ({
      '/': doc(
        place,
        `<img src="/b.jpg" usemap="#m"><map name="m"><area shape="rect" coords="0,0,9,9" href="/jj.html" alt="简介"><area shape="rect" coords="9,0,19,9" href="/zwgk.html" alt="政务公开"></map><ul>${headlines(10)}</ul>`,
      ),
      '/zwgk.html': doc('政务公开', `<h2>信息公开</h2>${items(['/zwgk/zn.html', '公开指南'], [channel, '公开年报'])}`),
    }),
  },
  {
    name: 'words in pieces, with line breaks and icons',
    kind: 'menu',
    pages: ({ channel, place }) => ({
      '/': doc(
        place,
        `<a href="/zfxxgk/"><i class="icon"></i><span>政府</span><br><span>信息公开</span></a><a href="/hd/"><span>互动</span></a><ul>${headlines(14)}</ul>`,
      ),
      '/zfxxgk/': doc(
        '政府信息公开',
        `<a href="/zfxxgk/1/"><b>政府信息</b><br><b>公开指南</b></a><a href="${attr(channel)}"><b>政府信息公开</b><br/><em>年&nbsp;&nbsp;报</em></a>`,
      ),
    }),
  },
  {
    name: 'neighbours of other kinds first',
    kind: 'menu',
    pages: ({ channel, place }) => ({
      '/': doc(
        place,
        `<ul>${NEIGHBOURS}</ul><ul>${SECTIONS}</ul>${link('/zfxxgk.html', '政府信息公开')}<ul>${headlines(25)}</ul>`,
      ),
      '/zfxxgk.html': doc('政府信息公开', `<ul>${NEIGHBOURS}${items([channel, '政府信息公开年报'])}</ul>`),
      '/fz/fzzf/': doc(
        '法治政府建设年度报告',
        items(
          ['/fz/fzzf/1.html', `${place}2023年法治政府建设年度报告`],
          ['/fz/fzzf/2.html', `${place}2022年法治政府建设年度报告`],
        ),
      ),
      '/wz/bb/': doc('报表', items(['/wz/bb/1.html', `${place}政府网站工作年度报表（2023年度）`])),
      '/qy/nbgs/': doc('企业年报公示', items(['/qy/1.html', '清溪酒业有限公司2023年年度报告'])),
    }),
  },
];
