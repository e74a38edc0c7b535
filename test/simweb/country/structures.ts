import { doc, type Front, headlines, items, link, SECTIONS } from './front.ts';

const home = (place: string, ...links: readonly (readonly [string, string])[]): string =>
  doc(`${place}人民政府`, `<ul>${SECTIONS}${items(...links)}</ul><ul>${headlines(24)}</ul>`);

/** Columns that stand deep in the portal: behind departments, tabs and trees. */
export const STRUCTURE_FRONTS: readonly Front[] = [
  {
    name: 'a platform that begins with its departments',
    kind: 'structure',
    pages: ({ channel, place }) => ({
      '/': home(place, ['/public/', '政府信息公开']),
      '/public/': doc(
        '政府信息公开平台',
        `<div class="dept">${items(['/public/12', '县政府办公室'], ['/public/13', '县财政局'], ['/public/11', `${place}人民政府`], ['/public/14', '柳林镇'])}</div>`,
      ),
      '/public/12': doc('县政府办公室', items(['/public/12/zn', '指南'], ['/public/12/ml', '目录'])),
      '/public/13': doc('县财政局', items(['/public/13/zn', '指南'], ['/public/13/ml', '目录'])),
      '/public/14': doc('柳林镇', items(['/public/14/zn', '指南'], ['/public/14/ml', '目录'])),
      '/public/11': doc(
        `${place}人民政府`,
        items(['/public/11/zn', '指南'], ['/public/11/ml', '目录'], [channel, '年报']),
      ),
    }),
  },
  {
    name: 'a tree of forty columns that say nothing',
    kind: 'structure',
    pages: ({ channel, place }) => {
      const columns = [
        '机构职能',
        '规划信息',
        '统计信息',
        '行政许可',
        '行政处罚',
        '预算决算',
        '收费项目',
        '政府采购',
        '重大项目',
        '公务员招考',
      ];
      const pages: Record<string, string> = {
        '/': home(place, ['/gk/', '政务公开']),
        '/gk/': doc(
          '政务公开',
          items(...columns.map((name, index) => [`/gk/${index}/`, name] as const), ['/gk/qt/', '其他']),
        ),
        '/gk/qt/': doc('其他', items(['/gk/qt/1/', '监督检查'], [channel, '政府信息公开年报'])),
      };
      for (const [index, name] of columns.entries())
        pages[`/gk/${index}/`] = doc(name, `<ul>${headlines(6, index)}</ul>`);
      return pages;
    },
  },
  {
    name: 'the newest report in place of a menu',
    kind: 'structure',
    pages: ({ channel, place }) => ({
      '/': home(place, ['/zfxxgk/', '政府信息公开']),
      '/zfxxgk/': doc(
        '政府信息公开',
        `<div class="tab">${items(['#', '政府信息公开指南'], ['#', '政府信息公开制度'])}</div><h3>政府信息公开年报 ${link(channel, '更多&gt;&gt;')}</h3><ul>${headlines(3)}</ul>`,
      ),
    }),
  },
  {
    name: 'a heading beside a more',
    kind: 'structure',
    pages: ({ channel, place }) => ({
      '/': doc(
        place,
        `<div class="box"><div class="hd"><span>新闻</span><a href="/xw/">更多</a></div><ul>${headlines(6)}</ul></div><div class="box"><div class="hd"><span>政府信息公开年报</span><a href="${channel.replace(/&/g, '&amp;')}">更多</a></div></div>`,
      ),
    }),
  },
  {
    name: 'a news item that points to the column',
    kind: 'structure',
    pages: ({ channel, place }) => ({
      '/': home(place, ['/zwgk/', '政务公开']),
      '/zwgk/': doc(
        '政务公开',
        `<ul>${headlines(9)}<li>${link('/zwgk/nbfb.html', `${place}2024年政府信息公开工作年度报告`)}<span>2025-01-20</span></li></ul>`,
      ),
      '/zwgk/nbfb.html': doc(
        `${place}2024年政府信息公开工作年度报告`,
        `<div>当前位置：${link('/', '首页')} &gt; ${link('/zwgk/', '政务公开')} &gt; ${link(channel, '政府信息公开年报')}</div><h1>${place}2024年政府信息公开工作年度报告</h1><h2>一、总体情况</h2><p>本年度主动公开信息若干条。</p><h2>二、主动公开政府信息情况</h2><p>略。</p><h2>三、收到和处理政府信息公开申请情况</h2>`,
      ),
    }),
  },
  {
    name: 'a section for each of two platforms, one empty',
    kind: 'structure',
    pages: ({ channel, place }) => ({
      '/': home(place, ['/old/gk/', '政府信息公开（旧）'], ['/new/gk/', '政府信息公开']),
      '/old/gk/': doc('政府信息公开', items(['/old/gk/nb/', '政府信息公开年报'], ['/old/gk/zn/', '指南'])),
      '/old/gk/nb/': doc('政府信息公开年报', '<p>栏目建设中</p>'),
      '/new/gk/': doc('政府信息公开', items(['/new/gk/zn/', '指南'], [channel, '政府信息公开年报'])),
    }),
  },
  {
    name: 'links to those above and beside',
    kind: 'structure',
    pages: ({ channel, place }) => ({
      '/': home(place, ['http://www.gov.cn/zhengce/xxgk/', '国务院政府信息公开'], ['/zwgk/', '政务公开']),
      '/zwgk/': doc(
        '政务公开',
        items(
          ['http://www.henan.gov.cn/zwgk/zfxxgk/zfxxgknb/', '省政府信息公开年报'],
          ['http://www.jiaozuo.gov.cn/nb/', '市政府信息公开年报'],
          [channel, '县政府信息公开年报'],
        ),
      ),
    }),
  },
  {
    name: 'five steps down',
    kind: 'structure',
    pages: ({ channel, place }) => ({
      '/': home(place, ['/a/', '政务公开']),
      '/a/': doc('政务公开', items(['/a/x/', '领导'], ['/a/b/', '信息公开专栏'])),
      '/a/b/': doc('信息公开专栏', items(['/a/b/x/', '财政'], ['/a/b/c/', '政府信息公开'])),
      '/a/b/c/': doc('政府信息公开', items(['/a/b/c/x/', '指南'], ['/a/b/c/d/', '法定主动公开内容'])),
      '/a/b/c/d/': doc('法定主动公开内容', items(['/a/b/c/d/x/', '规划'], ['/a/b/c/d/e/', '公开保障'])),
      '/a/b/c/d/e/': doc('公开保障', items(['/a/b/c/d/e/x/', '制度'], [channel, '政府信息公开年报'])),
    }),
  },
  {
    name: 'an article with an attachment beside the column',
    kind: 'structure',
    pages: ({ channel, place }) => ({
      '/': home(place, ['/gk/', '政府信息公开'], ['/tz/2024nb.html', '关于报送2024年政府信息公开年报的通知']),
      '/tz/2024nb.html': doc(
        '关于报送2024年政府信息公开年报的通知',
        `<h1>关于报送2024年政府信息公开年报的通知</h1><p>各单位：请按要求报送。</p><p>附件：<a href="/tz/mb.docx">政府信息公开年报模板.docx</a> <a href="/tz/mb2.xlsx">${place}2024年政府信息公开年报统计表.xlsx</a></p>`,
      ),
      '/gk/': doc(
        '政府信息公开',
        items(['/gk/zn.html', '指南'], ['/gk/2023.html', `${place}2023年政府信息公开年报`], [channel, '历年年报']),
      ),
      '/gk/2023.html': doc(
        `${place}2023年政府信息公开年报`,
        `<h1>${place}2023年政府信息公开年报</h1><p>见附件。</p><p><a href="/gk/2023.pdf">${place}2023年政府信息公开年报.pdf</a></p>`,
      ),
      '/gk/2023.pdf': () => ({ type: 'application/pdf', body: '%PDF-1.4\n%%EOF' }),
    }),
  },
];

/** The way begins on another host than the channel's. */
export const ELSEWHERE_FRONTS: readonly Front[] = [
  {
    name: 'a disclosure platform of its own',
    kind: 'elsewhere',
    elsewhere: true,
    pages: ({ channel, place }) => ({ '/': home(place, [new URL('/zwgk/', channel).href, '政府信息公开']) }),
  },
  {
    name: 'the column itself on another host',
    kind: 'elsewhere',
    elsewhere: true,
    pages: ({ channel, place }) => ({
      '/': home(place, ['/gk/', '政务公开']),
      '/gk/': doc('政务公开', items(['/gk/zn/', '指南'], [channel, '政府信息公开年报'])),
    }),
  },
  {
    name: 'a redirect to the new host',
    kind: 'elsewhere',
    elsewhere: true,
    pages: ({ channel }) => ({
      '/': () => ({ status: 301, headers: { Location: new URL('/', channel).href }, body: '' }),
    }),
  },
  {
    name: 'a notice of the new host',
    kind: 'elsewhere',
    elsewhere: true,
    pages: ({ channel, place }) => ({
      '/': doc(place, `<p>本网站已迁移至新址，请访问${link(new URL('/', channel).href, `${place}人民政府`)}</p>`),
    }),
  },
  {
    name: 'a platform by another name',
    kind: 'elsewhere',
    elsewhere: true,
    pages: ({ channel, place }) => ({
      '/': home(place, ['/zwgk/', '政务公开']),
      '/zwgk/': doc('政务公开', items([new URL('/zwgk/', channel).href, '信息公开平台'], ['/zwgk/zcjd/', '政策解读'])),
    }),
  },
  {
    name: 'sent on by a script',
    kind: 'elsewhere',
    elsewhere: true,
    pages: ({ channel }) => ({
      '/': `<html><script>window.location.replace("${new URL('/', channel).href}")</script></html>`,
    }),
  },
];
