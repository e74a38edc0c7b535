import { attr, doc, type Front, headlines, link, SECTIONS } from './front.ts';

const js = (code: string) => () => ({ type: 'application/javascript', body: code });

/** Menus that stand in scripts: in the page or in files of any name. */
export const SCRIPT_FRONTS: readonly Front[] = [
  {
    name: 'document.write in the page',
    kind: 'script',
    pages: ({ channel, place }) => ({
      '/': doc(
        place,
        `<div id="m"><script>document.write('<ul><li><a href="/zwgk/">政务公开</a></li></ul>');</script></div><ul>${headlines(8)}</ul>`,
      ),
      '/zwgk/': doc(
        '政务公开',
        `<script language="javascript">\nvar s = "<dl>";\ns += "<dd><a href=\\"/zwgk/zn/\\">公开指南</a></dd>";\ns += "<dd><a href=\\"${channel}\\">政府信息公开年报</a></dd>";\ndocument.write(s + "</dl>");</script>`,
      ),
    }),
  },
  {
    name: 'a call with empty strings',
    kind: 'script',
    pages: ({ channel, place }) => ({
      '/': doc(
        place,
        `<script>addMenu("", "新闻", "", "/xw/", ""); addMenu("", "政务公开", "", "/zwgk/index.shtml", "");</script><ul>${headlines(7)}</ul>`,
      ),
      '/zwgk/index.shtml': doc(
        '政务公开',
        `<script>tree.add(1,0,'','政务公开','','','',''); tree.add(2,1,'','公开指南','','/zwgk/zn.shtml','',''); tree.add(3,1,'','政府信息公开年报','','${channel}','','');</script>`,
      ),
    }),
  },
  {
    name: 'a script by another name',
    kind: 'script',
    pages: ({ channel, place }) => ({
      '/': doc(place, `<script src="/public/2021/head.js"></script><ul>${headlines(9)}</ul>`),
      '/public/2021/head.js': js(
        `document.writeln("<a href='/zfxxgk/' target='_blank'>政府信息公开<\\/a>");document.writeln("<a href='/bs/'>办事<\\/a>");`,
      ),
      '/zfxxgk/': doc('政府信息公开', `<div id="l"></div><script src="/zfxxgk/js/data.js?v=3"></script>`),
      '/zfxxgk/js/data.js?v=3': js(
        `var lm = [{n:"指南",u:"/zfxxgk/zn/"},{n:"政府信息公开年报",u:"${channel}"}]; for (var i in lm) $("#l").append("<a href='"+lm[i].u+"'>"+lm[i].n+"</a>");`,
      ),
    }),
  },
  {
    name: 'an array with escapes',
    kind: 'script',
    pages: ({ channel, place }) => ({
      '/': doc(
        place,
        `<script>var nav=[{"title":"\\u65b0\\u95fb","href":"\\/xw\\/"},{"title":"\\u653f\\u52a1\\u516c\\u5f00","href":"\\/open\\/index.html"}];</script><ul>${headlines(5)}</ul>`,
      ),
      '/open/index.html': doc(
        '政务公开',
        `<script>window.__NAV__={"children":[{"name":"\\u653f\\u5e9c\\u4fe1\\u606f\\u516c\\u5f00\\u5e74\\u62a5","icon":"","parent":"","url":"${channel.replace(/\//g, '\\/')}"}]}</script>`,
      ),
    }),
  },
  {
    name: 'address before words',
    kind: 'script',
    pages: ({ channel, place }) => ({
      '/': doc(
        place,
        `<script>menu.push(['/rd/','人大']); menu.push(['/zx/','政协']); menu.push(['/zwgk/','政务公开']);</script><ul>${headlines(11)}</ul>`,
      ),
      '/zwgk/': doc(
        '政务公开',
        `<script>m(1,'/zwgk/zn/','公开指南');m(2,'/zwgk/zd/','公开制度');m(3,'${channel}','公开年报');m(4,'/zwgk/sq/','依申请公开');</script>`,
      ),
    }),
  },
  {
    name: 'markup in a comment and a template',
    kind: 'script',
    pages: ({ channel, place }) => ({
      '/': doc(
        place,
        `<div id="nav"></div><script type="text/html" id="t"><ul><li><a href="/gk.html">信息公开</a></li></ul></script><script>nav.innerHTML=t.innerHTML</script><ul>${headlines(6)}</ul>`,
      ),
      '/gk.html': doc(
        '信息公开',
        `<template><a href="/gk/zn.html">指南</a><a href="${attr(channel)}">政府信息公开年报</a></template>`,
      ),
    }),
  },
  {
    name: 'an address made of pieces',
    kind: 'script',
    pages: ({ channel, place }) => ({
      '/': doc(
        place,
        `<script>var root = "/web"; document.write("<a href='" + root + "/gk/index.html'>政府信息公开</a>");</script><ul>${headlines(6)}</ul>`,
      ),
      '/web/gk/index.html': doc(
        '政府信息公开',
        `<script>var path = "${channel.slice(0, 3)}"; document.write('<a href="' + path + '${channel.slice(3)}">政府信息公开年报</a>');</script>`,
      ),
    }),
  },
  {
    name: 'jquery handlers by id',
    kind: 'script',
    pages: ({ channel, place }) => ({
      '/': doc(
        place,
        `<a id="gk" href="#">政务公开</a><a id="hd" href="#">互动</a><script>$("#gk").click(function(){ location.href = "/zwgk/zwgk.html"; }); $("#hd").click(function(){ location.href = "/hd/"; });</script><ul>${headlines(9)}</ul>`,
      ),
      '/zwgk/zwgk.html': doc('政务公开', `<ul>${SECTIONS}</ul>${link(channel, '政府信息公开年报')}`),
    }),
  },
  {
    name: 'a switch in a function',
    kind: 'script',
    pages: ({ channel, place }) => ({
      '/': doc(place, `<a href="/zwgk/">政务公开</a><ul>${headlines(9)}</ul>`),
      '/zwgk/': doc(
        '政务公开',
        `<li><a href="javascript:show('zn')">公开指南</a></li><li><a href="javascript:show('ndbg')">政府信息公开年度报告</a></li><script>function show(t){ if(t=='zn'){ window.location.href='/zwgk/zn.html'; } if(t=='ndbg'){ window.location.href='${channel}'; } }</script>`,
      ),
    }),
  },
];
