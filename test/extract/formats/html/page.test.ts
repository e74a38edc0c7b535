import { describe, expect, it } from 'vitest';
import { FRAMES, LAYOUTS, sampleFile } from '../../../../generator/index.ts';
import { plainText } from '../../../../src/extract/document.ts';
import { htmlReader } from '../../../../src/extract/formats/html.ts';
import { outline, readHtml } from '../../../support/blocks.ts';

const TITLE = '石桥镇人民政府2023年政府信息公开工作年度报告';
const TEXT = `<p>一、总体情况</p><p>2023年，石桥镇认真贯彻落实条例，主动公开政府信息120条，没有逾期答复。</p>
<p>二、主动公开政府信息情况</p><table><tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr><tr><td>规章</td><td>0</td><td>0</td><td>0</td></tr></table>
<p>六、其他需要报告的事项</p><p>无。</p><p>石桥镇人民政府</p><p>2024年1月12日</p>`;
const BLOCKS = [
  TITLE,
  '一、总体情况',
  '2023年，石桥镇认真贯彻落实条例，主动公开政府信息120条，没有逾期答复。',
  '二、主动公开政府信息情况',
  [
    ['信息内容', '本年制发件数', '本年废止件数', '现行有效件数'],
    ['规章', '0', '0', '0'],
  ],
  '六、其他需要报告的事项',
  '无。',
  '石桥镇人民政府',
  '2024年1月12日',
];

/** Page frames as portals have them, beside those of the generator; the same report in each. */
const PAGES: Record<string, string> = {
  'a bare file': `<h1>${TITLE}</h1>${TEXT}`,
  'title inside the text': `<body><p align="center"><b>${TITLE}</b></p>${TEXT}</body>`,
  'no title but in the head': `<title>${TITLE}_石桥镇人民政府</title><div class="nav"><a href="/">首页</a></div><h1>${TITLE}</h1><div>${TEXT}</div>`,
  'layout tables of the 2000s': `<table width="1000"><tr><td colspan="2"><img src="logo.gif"> 今天是2024年3月1日 星期五</td></tr><tr><td width="200"><a href="1">机构职能</a><br><a href="2">规章</a><br><a href="3">行政许可</a></td>
    <td><table><tr><td align="center" class="title">${TITLE}</td></tr><tr><td>发布时间：2024-01-15　　来源：石桥镇　　点击数：233</td></tr><tr><td class="zw"><div id="zoom">${TEXT}</div></td></tr></table></td></tr>
    <tr><td colspan="2">版权所有：石桥镇人民政府　ICP备123号</td></tr></table>`,
  'class names nobody knows': `<div class="x1"><div class="x2">您现在的位置：<a href="/">首页</a> > <a href="/n">年报</a></div><div class="x3"><div class="x4">${TITLE}</div><h1 class="x5">${TITLE}</h1>
    <p class="x6">时间：2024-01-15 10:20　浏览：87次　【字体：大 中 小】</p><div class="x7">${TEXT}</div><p>【打印】【关闭】</p><p>上一篇：<a href="1">没有了</a></p><p>下一篇：<a href="2">2022年政府信息公开工作年度报告</a></p></div></div>`,
  'everything in one box': `<div id="content"><div class="crumb"><a href="/">首页</a>&gt;正文</div><h1>${TITLE}</h1><div class="info"><span>2024-01-15</span><span>来源：石桥镇人民政府</span></div>${TEXT}<div class="share">分享到：<a href="#">微信</a></div></div>`,
  'title and date as paragraphs of the text': `<div id="ivs_content"><p style="text-align:center"><b>${TITLE}</b></p>\t<p align="center">发布日期：2024-01-31</p>${TEXT.replace('<p>六', '<p><br />六')}</div>`,
  'links around headings, as Word makes them': `<div class="WordSection1"><h1>${TITLE}</h1>${TEXT.replace(/<p>([一二六]、[^<]*)/g, '<p><a name="_Toc1">$1</a>')}</div>`,
  'an anchor that is never closed': `<div><a name="top"/><h2 class="title">${TITLE}</h2><div>${TEXT}</div></div>`,
  'custom elements': `<ucaptitle>${TITLE}</ucaptitle><publishtime>2024-01-15</publishtime><div id="zoomcon"><ucapcontent>${TEXT}</ucapcontent></div><div class="ewm">扫一扫在手机打开当前页</div>`,
  'a second copy for phones, hidden': `<h1>${TITLE}</h1><div class="pc">${TEXT}</div><div class="wap" style="display:none">${TEXT}</div>`,
  'a second copy for phones, hidden by a style sheet': `<div><h1>${TITLE}</h1><div class="pc">${TEXT}</div><div class="wap">${TEXT}</div></div>`,
  'the only copy hidden until a script runs': `<h1>${TITLE}</h1><div id="tab1" style="display: none">${TEXT}</div>`,
  'in a text area that a script shows': `<h1>${TITLE}</h1><textarea id="c" style="display:none">${TEXT.replace(/</g, '&lt;')}</textarea><div id="show"></div>`,
  'in a template': `<h1>${TITLE}</h1><script type="text/html" id="t">${TEXT}</script>`,
  'in a string of a script': `<h1>${TITLE}</h1><div id="show"></div><script>var a = 1, html = ${JSON.stringify(TEXT).replace(/<\//g, '<\\/')}; show(html);</script>`,
  'menus in plain text': `<div class="menu">规章 行政许可 行政处罚 政府信息公开年报</div><h1>${TITLE}</h1><div>${TEXT}</div><div class="right">最新信息 2024-02-01 关于召开会议的通知</div>`,
  'header block as a list': `<ul class="head"><li>索 引 号：<span>SQ-2024-0001</span></li><li>发布机构：<span>石桥镇人民政府</span></li><li>发文日期：2024-01-15</li></ul><h1>${TITLE}</h1><div>${TEXT}</div>`,
  'XHTML with closed-up head elements': `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/><script src="a.js"/></head><body><h1>${TITLE}</h1>${TEXT}</body></html>`,
};

describe('a report is the same in every page', () => {
  it.each(Object.entries(PAGES))('%s', async (_name, html) => {
    const { blocks, metadata } = await readHtml(html);
    expect(outline(blocks)).toEqual(BLOCKS);
    expect(metadata.title ?? blocks[0]).toEqual(metadata.title ? TITLE : { kind: 'paragraph', text: TITLE });
  });

  it.each(LAYOUTS.filter(({ kind }) => kind === 'html').map((layout) => [layout.name, layout] as const))(
    'generated layout %s in all frames',
    async (_name, layout) => {
      for (const seed of [3]) {
        const texts = new Set<string>();
        for (const [at, frame] of FRAMES.entries()) {
          const facts = { publishedOn: `2024-02-${at + 10}`, siteName: `第${at}网` };
          const { bytes, encoding } = sampleFile(seed, layout, {}, { frame, facts });
          const hints = encoding.header === null ? {} : { charset: encoding.header };
          texts.add(plainText((await htmlReader.read(bytes, 'html', hints)).blocks));
        }
        expect([...texts]).toHaveLength(1);
      }
    },
  );
});

describe('paragraphs', () => {
  const lines = async (html: string) => outline((await readHtml(html)).blocks);

  it('end at block elements and line breaks', async () => {
    expect(await lines('<div>一<br>二<p>三</p>四<ul><li>五<li>六</ul><span>七</span><span>八</span></div>')).toEqual([
      '一',
      '二',
      '三',
      '四',
      '五',
      '六',
      '七八',
    ]);
  });

  it('a broken heading is one, with its level', async () => {
    const { blocks } = await readHtml('<h2>石桥镇<br>2023年年报</h2><p>x</p>');
    expect(blocks[0]).toEqual({ kind: 'paragraph', text: '石桥镇2023年年报', level: 2 });
  });

  it('lines that are the page’s own are left out, points of the report that sound so are kept', async () => {
    const own = ['（二）加强技术支持', '3.推广扫码办事二维码', '全年网站访问量1024次', '来信来访办理情况'];
    const page = [
      '【打印】 【关闭】',
      '浏览次数：12',
      '责任编辑：某某',
      '上一篇：无',
      '扫一扫在手机打开当前页',
      '当前位置：首页 > 年报',
      '分享到：',
    ];
    expect(await lines(`<div>${[...own, ...page].map((line) => `<p>${line}</p>`).join('')}</div>`)).toEqual(own);
  });

  it('tables drawn in preformatted text are tables', async () => {
    const { blocks } = await readHtml('<p>二、主动公开政府信息情况</p><pre>信息内容\t本年制发件数\n规章\t0\n</pre>');
    expect(outline(blocks)).toEqual([
      '二、主动公开政府信息情况',
      [
        ['信息内容', '本年制发件数'],
        ['规章', '0'],
      ],
    ]);
    expect(blocks[1]).toMatchObject({ ragged: true });
  });

  it('struck-out text is left out and said to be', async () => {
    const { warnings } = await readHtml('<p>共<s>12</s>13件</p>');
    expect(warnings).toMatchObject([{ code: 'struck_text' }]);
  });
});

describe('error pages', () => {
  it.each([
    '<title>404 Not Found</title><center><h1>404 Not Found</h1></center><hr><center>nginx</center>',
    '<title>提示信息</title><div>您访问的页面不存在或已删除！</div><a href="/">返回首页</a>',
    '<html><head><title>错误</title></head><body>系统错误，请稍后再试</body></html>',
    '<title>访问被拒绝</title><p>您的请求可能存在威胁，已被拦截</p>',
    '<title>安全验证</title><p>正在进行安全验证…</p>',
  ])('%s', async (html) => {
    await expect(readHtml(html)).rejects.toMatchObject({ code: 'error_page' });
  });

  it('a report that speaks of errors is none, nor is a short page with an attachment', async () => {
    expect((await readHtml(`<title>404</title>${TEXT}`)).blocks.length).toBeGreaterThan(5);
    const short =
      '<title>年报_某镇</title><h1>某镇2023年政府信息公开工作年度报告</h1><div id="zoom"><p>详见附件。</p><p><a href="a.pdf">附件：年报.pdf</a></p></div>';
    expect(outline((await readHtml(short)).blocks)).toEqual([
      '某镇2023年政府信息公开工作年度报告',
      '详见附件。',
      '附件：年报.pdf',
    ]);
  });

  it('a page without text says so', async () => {
    expect((await readHtml('<body><img src="1.jpg"></body>')).warnings).toMatchObject([{ code: 'no_text' }]);
    expect((await readHtml('<frameset><frame src="a.htm"></frameset>')).warnings).toMatchObject([{ code: 'no_text' }]);
  });
});
