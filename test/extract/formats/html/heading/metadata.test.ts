import { describe, expect, it } from 'vitest';
import type { DocumentMetadata } from '../../../../../src/extract/document.ts';
import { readHtml } from '../../../../support/blocks.ts';

const metadata = async (html: string): Promise<DocumentMetadata> => (await readHtml(html)).metadata;
const REPORT = '<div><p>一、总体情况</p><p>发布机构：不是这里</p><p>六、其他需要报告的事项</p></div>';

describe('title', () => {
  const title = async (html: string) => (await metadata(html)).title;

  it.each([
    [
      'a heading',
      '<title>网站</title><h1>某县2023年政府信息公开工作年度报告</h1>',
      '某县2023年政府信息公开工作年度报告',
    ],
    [
      'the first of two reports on a page of text',
      '<p>2025年政府信息公开年度报告</p><p>一、总体情况</p><p>某县财政局2024年政府信息公开工作年度报告</p>',
      '2025年政府信息公开年度报告',
    ],
    [
      'the site is the first heading',
      '<h1>某县人民政府</h1><div class="article-title">某县2023年政府信息公开年报</div>',
      '某县2023年政府信息公开年报',
    ],
    [
      'a heading over two lines',
      '<h2>某县<br>2023年政府信息公开工作年度报告</h2>',
      '某县2023年政府信息公开工作年度报告',
    ],
    [
      'meta, content before name, other case',
      '<META CONTENT="某县2023年政府信息公开年报" NAME="articletitle"><p>x</p>',
      '某县2023年政府信息公开年报',
    ],
    [
      'title with the site behind',
      '<title>某县2023年政府信息公开年度报告_政府信息公开年报_某县人民政府</title>',
      '某县2023年政府信息公开年度报告',
    ],
    [
      'title with a hyphen and the site',
      '<title>某县2023年政府信息公开年度报告-某县政府网</title>',
      '某县2023年政府信息公开年度报告',
    ],
    [
      'title with the site before it and only a space between',
      '<title>某县人民政府 某县教育局2023年政府信息公开年度报告</title>',
      '某县教育局2023年政府信息公开年度报告',
    ],
    [
      'shown title that is whole, and one in the head with more before it',
      '<title>某县人民政府某县教育局2023年政府信息公开年度报告</title><h1>某县教育局2023年政府信息公开年度报告</h1>',
      '某县教育局2023年政府信息公开年度报告',
    ],
    [
      'title with the site before',
      '<title>某县人民政府 - 2023年政府信息公开年度报告</title>',
      '2023年政府信息公开年度报告',
    ],
    [
      'the fuller of two',
      '<title>某县2023年政府信息公开年度报告_某网</title><h1>2023年政府信息公开年度报告</h1>',
      '某县2023年政府信息公开年度报告',
    ],
    [
      'a link in a list is none',
      '<div class="nav"><div class="title">2022年政府信息公开年度报告</div></div><div class="title">2023年政府信息公开年度报告</div>',
      '2023年政府信息公开年度报告',
    ],
  ])('%s', async (_name, html, expected) => {
    expect(await title(`${html}${REPORT}`)).toBe(expected);
  });
});

describe('header block', () => {
  const expected = { organ: '某县财政局', publishedOn: '2024-01-15', indexNumber: '11330/2024-00012' };

  it.each([
    [
      'table',
      '<table><tr><td>索 引 号：</td><td>11330/2024-00012</td><td>发布机构：</td><td>某县财政局</td></tr><tr><td>发布日期：</td><td>2024-01-15</td><td>文　　号：</td><td></td></tr></table>',
    ],
    [
      'table without colons',
      '<table><tr><th>索引号</th><td>11330/2024-00012</td></tr><tr><th>发布机构</th><td>某县财政局</td></tr><tr><th>发布日期</th><td>2024年1月15日</td></tr></table>',
    ],
    [
      'paragraphs',
      '<p><strong>索引号：</strong>11330/2024-00012</p><p><strong>发布机构:</strong> 某县财政局</p><p><strong>成文日期：</strong>2024/1/15</p>',
    ],
    [
      'list with spaced labels',
      '<ul><li>索&nbsp;引&nbsp;号：11330/2024-00012</li><li>发文机关：某县财政局</li><li>发文日期： 2024.01.15</li></ul>',
    ],
    [
      'one line',
      '<div><span>索引号：11330/2024-00012</span>　<span>来源：某县财政局</span>　<span>发布时间：2024-01-15 09:30</span>　<span>浏览次数：<i>3</i></span></div>',
    ],
    [
      'definition list',
      '<dl><dt>索引号：</dt><dd>11330/2024-00012</dd></dl><div>信息来源：某县财政局 【字体：大 中 小】</div><p>[2024-01-15 09:30]</p>',
    ],
  ])('%s', async (_name, html) => {
    expect(await metadata(`<h1>年报</h1>${html}${REPORT}`)).toMatchObject(expected);
  });

  it('is found in the box of the text too, above the first heading', async () => {
    const html = `<div id="content"><h1>某县2023年政府信息公开年报</h1><div><span>2024-01-15</span><span>来源：某县财政局</span></div>${REPORT}</div>`;
    expect(await metadata(html)).toMatchObject({ organ: '某县财政局', publishedOn: '2024-01-15' });
  });

  it('wins over meta, which may be the time of regeneration', async () => {
    const html = `<meta name="PubDate" content="2025-09-01 00:00"><meta name="ContentSource" content="网站"><p>发布日期：2024-01-15　发布机构：某县财政局</p>${REPORT}`;
    expect(await metadata(html)).toMatchObject({ publishedOn: '2024-01-15', organ: '某县财政局' });
  });

  it('meta serves where nothing is shown; a header fragment’s meta does not', async () => {
    const html = `<meta name="PubDate" content="2024-01-15 10:00"><meta name="ContentSource" content="某县财政局"><meta name="ArticleTitle" content="头部">${REPORT}`;
    expect(await metadata(html)).toEqual({ publishedOn: '2024-01-15', organ: '某县财政局' });
  });

  it('no day of the calendar is no date', async () => {
    expect(await metadata(`<p>发布日期：2024-13-45</p>${REPORT}`)).toEqual({});
  });
});
