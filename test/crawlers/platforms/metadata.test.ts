import { describe, expect, it } from 'vitest';
import { readHeaderBlock } from '../../../src/crawlers/platforms/detail/header-block.ts';
import { readMeta, readMetadata, titleWithoutSite } from '../../../src/crawlers/platforms/detail/metadata.ts';
import { makePage } from '../../../src/crawlers/platforms/page/dom.ts';

const page = (text: string, url = 'http://www.qx.gov.cn/zwgk/1.html') => makePage({ url, text });
const FACTS = { indexNumber: 'QX00-2024-00012', organ: '清溪县财政局', date: '2024-01-30' };

describe('the header block', () => {
  it.each([
    [
      'a table with colons',
      '<table><tr><td>索&nbsp;引&nbsp;号：</td><td>QX00-2024-00012</td><td>主题分类：</td><td>政务公开</td></tr><tr><td>发布机构：</td><td>清溪县财政局</td><td>发文日期：</td><td>2024年1月30日</td></tr></table>',
    ],
    [
      'a table of th and td, labels spaced out, no colons',
      '<TABLE><TR><TH>索  引  号</TH><TD>QX00-2024-00012</TD></TR><TR><TH>文　　号</TH><TD></TD></TR><TR><TH>发文机关</TH><TD>清溪县财政局</TD></TR><TR><TH>发布日期</TH><TD>2024-01-30 09:12:33</TD></TR></TABLE>',
    ],
    [
      'paragraphs with strong labels',
      '<p><strong>索引号：</strong>QX00-2024-00012</p><p><strong>文号：</strong></p><p><strong>发布机构：</strong><span>清溪县财政局</span></p><p><strong>发布日期：</strong>2024/01/30</p>',
    ],
    [
      'a list with spaced labels in spans',
      '<ul><li><span>索 引 号：</span>QX00-2024-00012</li><li><span>文　号：</span></li><li><span>公开主体：</span>清溪县财政局</li><li><b>成文日期</b><i>2024.01.30</i></li></ul>',
    ],
    [
      'labels in brackets, one line',
      '<div>【索引号】QX00-2024-00012</div><div>【发布机构】清溪县财政局</div><div>【发布日期】2024-01-30</div>',
    ],
    ['one line of text', '<div>索引号: QX00-2024-00012 发布机构: 清溪县财政局 发布时间: 2024-1-30 浏览次数: 12</div>'],
    [
      'a blank field followed by a label',
      '<table><tr><td>索引号</td><td>QX00-2024-00012</td><td>文号</td><td>&nbsp;</td><td>发布机构</td><td>清溪县财政局</td><td>公开日期</td><td>2024-01-30</td></tr></table>',
    ],
  ])('is read from %s', (_, html) => {
    expect(readHeaderBlock(page(`<body>${html}</body>`))).toMatchObject(FACTS);
  });

  it('trusts 发布日期 before 生成日期 and leaves 失效日期 alone', () => {
    const html =
      '<p>失效日期：2030-01-01</p><p>生成日期：2024-01-10</p><p>发布日期：2024-01-30</p><p>生效日期：2024-02-01</p>';
    expect(readHeaderBlock(page(html)).date).toBe('2024-01-30');
  });

  it('takes no site or empty source for an organ', () => {
    expect(readHeaderBlock(page('<p>来源：本站 发布时间：2024-01-30</p>')).organ).toBeUndefined();
    expect(readHeaderBlock(page('<p>来源： 发布时间：2024-01-30</p>')).organ).toBeUndefined();
  });

  it('is not misled by a search form above it', () => {
    const html =
      '<form>发布日期：<input> 至 <input> 索引号：<input></form><p>发布日期：2024-01-30</p><p>索引号：QX00-2024-00012</p>';
    expect(readHeaderBlock(page(html))).toMatchObject({ date: '2024-01-30', indexNumber: 'QX00-2024-00012' });
  });
});

describe('meta tags', () => {
  it('are read whatever their case and order, and not from the header fragment', () => {
    const meta = readMeta(
      page(`<meta name="SiteName" content="清溪县人民政府"><meta name="ColumnName" content="头部"><meta name="ArticleTitle" content="头部">
<META CONTENT="清溪县人民政府" NAME="SITENAME"><meta content="清溪县财政局2023年年报" name="articletitle"><meta name="PubDate" content="2024-01-30 10:00">`),
    );
    expect(meta.get('articletitle')).toBe('清溪县财政局2023年年报');
    expect(meta.get('sitename')).toBe('清溪县人民政府');
    expect(meta.get('pubdate')).toBe('2024-01-30 10:00');
  });
});

describe('metadata in the order of trust', () => {
  const meta =
    '<meta name="PubDate" content="2025-06-01 00:00"><meta name="ArticleTitle" content="清溪县财政局2023年政府信息公开工作年度报告"><meta name="ContentSource" content="清溪县财政局">';
  it('takes the visible date first, then the address, then the tag, and says which', () => {
    const dated = 'http://www.qx.gov.cn/a/202401/t20240130_1.html';
    expect(readMetadata(page(`${meta}<p>发布日期：2024-01-29</p>`, dated))).toMatchObject({
      date: '2024-01-29',
      dateFrom: 'header',
    });
    expect(readMetadata(page(meta, dated))).toMatchObject({ date: '2024-01-30', dateFrom: 'url' });
    expect(readMetadata(page(meta))).toMatchObject({ date: '2025-06-01', dateFrom: 'meta', organ: '清溪县财政局' });
  });

  it('finds the title behind the site name, a heading for the site, and a suffix', () => {
    const html = `<title>清溪县财政局2023年政府信息公开工作年度报告-清溪县人民政府门户网站</title><h1>清溪县人民政府</h1><div class="tit">政务公开</div>`;
    expect(readMetadata(page(html)).title).toBe('清溪县财政局2023年政府信息公开工作年度报告');
  });

  it.each([
    ['清溪县2023年年报_清溪县人民政府', '清溪县人民政府', '清溪县2023年年报'],
    ['清溪县2023年年报 - 清溪县政府网', '', '清溪县2023年年报'],
    ['清溪县人民政府2023年年报', '清溪县人民政府', '清溪县人民政府2023年年报'],
    ['清溪县人民政府-清溪县人民政府2023年年报', '清溪县人民政府', '清溪县人民政府2023年年报'],
    ['清溪县2023年年报', '清溪县', '清溪县2023年年报'],
  ])('%s without %s is %s', (title, site, rest) => {
    expect(titleWithoutSite(title, site)).toBe(rest);
  });
});
