import { describe, expect, it } from 'vitest';
import { apiDate, dateFromUrl } from '../../../src/crawlers/platforms/detail/dates.ts';
import { isChannelName, subChannels } from '../../../src/crawlers/platforms/page/channels.ts';
import { makePage } from '../../../src/crawlers/platforms/page/dom.ts';
import { readRows } from '../../../src/crawlers/platforms/page/rows.ts';
import { nextLink } from '../../../src/crawlers/platforms/paging/pager.ts';
import { advance, further } from '../../../src/crawlers/platforms/paging/paging.ts';
import { readTotals } from '../../../src/crawlers/platforms/paging/totals.ts';
import { readJson } from '../../../src/crawlers/platforms/service/json.ts';

const page = (text: string, url = 'http://www.qx.gov.cn/zwgk/nb/index.html') => makePage({ url, text });
const FULL = '清溪县财政局2023年政府信息公开工作年度报告';

describe('a row', () => {
  it.each([
    [
      'cut text, whole title attribute',
      `<li><a href="1.html" title="${FULL}">清溪县财政局2023年政府信息…</a><span>2024-01-30</span></li>`,
    ],
    ['text only, date in front', `<li><i>[2024-01-30]</i> <a href="1.html">·${FULL}</a></li>`],
    ['a date inside the link', `<li><a href="1.html"><em>${FULL}</em><span>2024-01-30</span></a></li>`],
    ['a table', `<tr><td>1</td><td><a href='1.html' title=''>${FULL}</a></td><td>2024/1/30</td></tr>`],
    ['a definition list', `<dl><dt><a href="1.html">${FULL}</a></dt><dd>2024年1月30日</dd></dl>`],
    [
      'lines without rows',
      `<a href="1.html">${FULL}</a> 2024-01-30<br><a href="2.html">另一条清溪县水务局年报</a> 2023-01-30<br>`,
    ],
    [
      'a card',
      `<div class="item"><a href="1.html"><h3>${FULL}</h3><p>摘要文字</p></a><div class="date">2024.01.30</div></div>`,
    ],
    [
      'a record in the tooltip',
      `<li><a href="1.html" title="标题：${FULL}\n发布时间：2024-01-30">清溪县财政局2023年...</a><b>2024-01-30</b></li>`,
    ],
    [
      'two links to the same address',
      `<li><a href="1.html"><img src="x.jpg"></a><a href="1.html">${FULL}</a><a href="1.html">查看详情</a><span>2024-01-30</span></li>`,
    ],
    [
      'a category link in front',
      `<li><a href="/c/">[财政]</a><a href="1.html">${FULL}</a><span>2024-01-30</span></li>`,
    ],
    [
      'a link by handler',
      `<li><a href="javascript:;" onclick="window.open('1.html')" title="${FULL}">${FULL}</a><span>2024-01-30</span></li>`,
    ],
    [
      'a call of a function of the page',
      `<li><a href="javascript:view('1')">${FULL}</a><span>2024-01-30</span></li><script>function view(id){ window.open(id + ".html") }</script>`,
    ],
    [
      'a handler that calls it',
      `<li><a href="#" onclick="view(1); return false;">${FULL}</a><span>2024-01-30</span></li><script>var view = function(id){ var u = "/zwgk/nb/" + id + ".html"; location.href = u; }</script>`,
    ],
  ])('%s', (_, html) => {
    const row = readRows(page(`<body><ul>${html}</ul></body>`)).find(({ url }) => url.endsWith('/nb/1.html'));
    expect(row).toMatchObject({ title: FULL, date: '2024-01-30' });
  });

  it('keeps a year that stands in an element of its own', () => {
    const html =
      '<li><a href="1.html"><span>清溪县财政局</span><span>2023</span><span>年政府信息公开工作年度报告</span></a></li>';
    expect(readRows(page(html))[0]).toMatchObject({ title: FULL });
  });

  it.each([
    `<li><div class="d"><b>30</b><i>2024-01</i></div><a href="1.html">${FULL}</a></li>`,
    `<li><a href="1.html"><p class="day">30</p><p>2024/01</p><div>${FULL}</div></a></li>`,
    `<li><a href="1.html">${FULL}</a><span>01-30</span><em>2024</em></li>`,
    `<li><span>2024年</span><span>1月30日</span><a href="1.html">${FULL}</a></li>`,
    `<li><a href="1.html">${FULL}</a><span>2024.01</span><span>30</span></li>`,
  ])('a date in two pieces: %s', (html) => {
    expect(readRows(page(`<body><ul>${html}</ul></body>`))[0]).toMatchObject({ title: FULL, date: '2024-01-30' });
  });

  it.each([
    ['a number of the line', `<tr><td>17</td><td><a href="1.html">${FULL}</a></td><td>2024-01</td></tr>`],
    ['a time', `<li><a href="1.html">${FULL}</a><span>2024-01 17:30</span></li>`],
    ['a count', `<li><a href="1.html">${FULL}</a><span>2024</span><span>12</span></li>`],
  ])('is no date: %s', (_, html) => {
    expect(readRows(page(`<body><ul>${html}</ul></body>`))[0]).toMatchObject({ title: FULL });
    expect(readRows(page(`<body><table>${html}</table></body>`))[0]?.date).toBeUndefined();
  });

  it('names its organ where the list has a channel for it', () => {
    const html = `<table><tr><th>标题</th><th>发布机构</th><th>日期</th></tr><tr><td><a href="1.html">${FULL}</a></td><td>清溪县财政局</td><td>2024-01-30</td></tr></table>`;
    expect(readRows(page(html))[0]).toMatchObject({ organ: '清溪县财政局' });
  });

  it("does not take the neighbour's date", () => {
    const html = `<ul><li><a href="1.html">${FULL}</a></li><li><a href="2.html">清溪县水务局2023年年度报告</a><span>2024-02-02</span></li></ul>`;
    expect(readRows(page(html))[0]?.date).toBeUndefined();
  });
});

describe('totals', () => {
  it.each([
    ['共 189 条', { items: 189 }],
    ['共189条记录 第1/19页', { items: 189, pages: 19, current: 1 }],
    ['总记录数：23  总页数：3', { items: 23, pages: 3 }],
    ['共 3 页 第 2 页', { pages: 3, current: 2 }],
    ['<script>var countPage = 5;</script>列表', { pages: 5 }],
    ['2023年共收到申请', {}],
  ])('%s', (html, totals) => {
    expect(readTotals(page(`<body>${html}</body>`))).toEqual(totals);
  });

  it('lets a list go on below its total, end at it, and be probed where it is full or exceeded', () => {
    const read = (page: number, rows: number, seen: number) => ({ page, rows, size: 10, seen });
    expect(further(read(1, 10, 10), { items: 25 })).toBe('yes');
    expect(further(read(3, 5, 25), { items: 25 })).toBe('no');
    expect(further(read(2, 10, 20), { items: 20 })).toBe('probe');
    expect(further(read(1, 10, 10), { items: 8, pages: 1 })).toBe('probe');
    expect(further(read(4, 0, 25), { items: 99 })).toBe('no');
    expect(further(read(2, 4, 14), {})).toBe('no');
    expect(advance({ size: 10, seen: 10 }, 2, 4)).toEqual({ page: 2, rows: 4, size: 10, seen: 14 });
  });
});

describe('the next page', () => {
  it.each([
    ['a link', '<a href="index_1.html">下一页</a>', 'http://www.qx.gov.cn/zwgk/nb/index_1.html'],
    ['an arrow', '<a href="index_1.html">&gt;&gt;</a>', 'http://www.qx.gov.cn/zwgk/nb/index_1.html'],
    [
      'a handler',
      `<input type="button" value="下一页" onclick="location.href='index_1.html'">`,
      'http://www.qx.gov.cn/zwgk/nb/index_1.html',
    ],
    [
      'an attribute',
      `<a onclick="queryArticleByCondition(this,'/x/3b-2.html')" tagname="/x/3b-2.html">下一页</a>`,
      'http://www.qx.gov.cn/x/3b-2.html',
    ],
    [
      'base64',
      `<div id="pages">${Buffer.from(encodeURIComponent('<a href="index_1.html">下一页</a>')).toString('base64')}</div><script>x = window.atob(y)</script>`,
      'http://www.qx.gov.cn/zwgk/nb/index_1.html',
    ],
    ['the last page', '<a href="javascript:void(0)" class="disabled">下一页</a>', null],
    ['the last page linking itself', '<a href="index.html">下一页</a>', null],
  ])('%s', (_, html, url) => {
    expect(nextLink(page(html))).toBe(url);
  });
});

describe('channels of channels', () => {
  it.each([
    '2024年',
    '2023年度',
    '2024',
    '2022年政府信息公开年报',
    '区政府部门',
    '各镇（街道）',
    '市直部门',
    '乡镇街道',
    '县（市、区）',
    '街镇',
    '部门年报',
    '其他单位',
  ])('%s is one', (name) => {
    expect(isChannelName(name)).toBe(true);
  });
  it.each(['政府信息公开指南', '首页', '清溪县财政局2023年政府信息公开工作年度报告', '规范性文件', '政府信息公开年报'])(
    '%s is none',
    (name) => {
      expect(isChannelName(name)).toBe(false);
    },
  );

  it('are lists below the channel, not articles, files, further pages or menus', () => {
    const html = `<ul class="nav"><li><a href="/zwgk/bm/">部门</a></li></ul><a href="2024/">2024年</a><a href="./bm/index.html">政府部门</a><a href="jyj/">清溪县教育局</a>
<a href="202401/t20240130_1.html">2023年</a><a href="2022.pdf">2022年</a><a href="index_1.html">2</a>`;
    const own = page(html);
    expect(subChannels(own, readRows(own), /t\d{8}_/).map(({ title }) => title)).toEqual([
      '2024年',
      '政府部门',
      '清溪县教育局',
    ]);
  });
});

describe('channels in a box to choose from', () => {
  const box = (onchange: string, options: string, more = '') =>
    page(`<select onchange="${onchange}">${options}</select>${more}`, 'http://www.qx.gov.cn/nb/index.php');
  const channels = (own: ReturnType<typeof page>) => subChannels(own, readRows(own), /(?!)/).map(({ url }) => url);
  const YEARS =
    '<option>请选择</option><option value="2024" selected>2024年</option><option value="2023">2023年</option>';

  it.each([
    [
      'addresses',
      box('location=this.value', '<option value="">年份</option><option value="y23/">2023年</option>'),
      '/nb/y23/',
    ],
    ['values pasted in', box("location.href='?year='+this.value", YEARS), '/nb/index.php?year=2023'],
    [
      'the old way',
      box("window.location='list.php?y='+this.options[this.selectedIndex].value", YEARS),
      '/nb/list.php?y=2023',
    ],
    [
      'a function',
      box('go(this.value)', YEARS, '<script>function go(y){ location.href = "/nb/" + y + "/"; }</script>'),
      '/nb/2023/',
    ],
  ])('by %s', (_, own, path) => expect(channels(own)).toEqual([`http://www.qx.gov.cn${path}`]));

  it('but not links to other sites, nor what the box does not lead to', () => {
    expect(channels(box('window.open(this.value)', '<option value="http://www.gov.cn/">市政府部门</option>'))).toEqual(
      [],
    );
    expect(channels(box('', YEARS))).toEqual([]);
  });
});

describe('what services send', () => {
  it('is read with raw line breaks, as JSONP, with a BOM', () => {
    expect(readJson('{"a":"x\r\ny"}')).toEqual({ a: 'x y' });
    expect(readJson('jQuery1_2({"a":1});')).toEqual({ a: 1 });
    expect(readJson('\ufeff{"a":1}')).toEqual({ a: 1 });
    expect(readJson('<html></html>')).toBeNull();
  });
  it('dates in seconds, milliseconds, text and digits', () => {
    expect(['1706576400', 1706576400000, '2024-01-30 09:00', '20240130090000', '', null].map(apiDate)).toEqual([
      '2024-01-30',
      '2024-01-30',
      '2024-01-30',
      '2024-01-30',
      undefined,
      undefined,
    ]);
  });
  it('dates in addresses', () => {
    const dates = [
      '/a/202401/t20240130_1.html',
      '/art/2024/1/30/art_1_2.html',
      '/2024/01-30/5.html',
      '/c/2024-01-30/5.shtml',
      '/nw1/20240130/ab.html',
      '/202401/5.html',
      '/20241399/5.html',
    ];
    expect(dates.map((path) => dateFromUrl(`http://a.gov.cn${path}`))).toEqual([
      ...Array(5).fill('2024-01-30'),
      undefined,
      undefined,
    ]);
  });
});
