import { describe, expect, it } from 'vitest';
import type { Table } from '../../../../../src/extract/document.ts';
import { outline, readHtml, rowsOf, tablesOf } from '../../../../support/blocks.ts';

const table = async (html: string): Promise<Table> => {
  const [first] = tablesOf(await readHtml(html));
  if (!first) throw new Error('no table was read');
  return first;
};
const rows = async (html: string): Promise<string[][]> => rowsOf(await table(html));
/** Where each cell stands: `text@row,column`. */
const places = async (html: string): Promise<string[]> =>
  (await table(html)).cells.map(({ text, row, column }) => `${text}@${row},${column}`);

describe('the grid', () => {
  it('keeps row and column spans', async () => {
    const html = `<table><tr><td rowspan="2">a</td><td colspan="2">b</td></tr><tr><td>c</td><td>d</td></tr></table>`;
    expect(await rows(html)).toEqual([
      ['2x1:a', '1x2:b'],
      ['c', 'd'],
    ]);
    expect(await places(html)).toEqual(['a@0,0', 'b@0,1', 'c@1,1', 'd@1,2']);
  });

  it('cuts a row span at the end of the table and of its row group', async () => {
    expect(await rows('<table><tr><td rowspan="9">a</td><td>b</td></tr><tr><td>c</td></tr></table>')).toEqual([
      ['2x1:a', 'b'],
      ['c'],
    ]);
    const groups =
      '<table><thead><tr><td rowspan="3">a</td><td>b</td></tr></thead><tbody><tr><td>c</td><td>d</td></tr></tbody></table>';
    expect(await rows(groups)).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });

  it('rowspan 0 reaches to the end of the group; nonsense is 1', async () => {
    expect(
      await rows('<table><tr><td rowspan="0">a</td><td>b</td></tr><tr><td>c</td></tr><tr><td>d</td></tr></table>'),
    ).toEqual([['3x1:a', 'b'], ['c'], ['d']]);
    expect(
      await rows(
        '<table><tr><td rowspan="-2" colspan="x">a</td><td colspan="2px">b</td></tr><tr><td>c</td></tr></table>',
      ),
    ).toEqual([['a', '1x2:b'], ['c']]);
  });

  it('clips a span that would cover another cell', async () => {
    const html =
      '<table><tr><td>a</td><td rowspan="2">b</td><td>c</td></tr><tr><td colspan="3">d</td><td>e</td></tr></table>';
    expect(await places(html)).toEqual(['a@0,0', 'b@0,1', 'c@0,2', 'd@1,0', 'e@1,2']);
    expect(await rows(html)).toEqual([
      ['a', '2x1:b', 'c'],
      ['d', 'e'],
    ]);
  });

  it('does not believe a span of hundreds', async () => {
    const read = await table(
      '<table><tr><td colspan="1000">title of it</td></tr><tr><td>规章</td><td>1</td><td>2</td></tr></table>',
    );
    expect(read).toMatchObject({ rows: 2, columns: 3 });
    expect(rowsOf(read)).toEqual([['1x3:title of it'], ['规章', '1', '2']]);
  });

  it('leaves places that the source left out empty', async () => {
    const read = await table('<table><tr><td>a</td><td>b</td><td>c</td></tr><tr><td>d</td></tr></table>');
    expect(read.columns).toBe(3);
    expect(rowsOf(read)).toEqual([['a', 'b', 'c'], ['d']]);
  });

  it('draws the footer last, wherever it is written', async () => {
    const html =
      '<table><tfoot><tr><td>总计</td><td>3</td></tr></tfoot><tbody><tr><td>a</td><td>1</td></tr></tbody></table>';
    expect(await rows(html)).toEqual([
      ['a', '1'],
      ['总计', '3'],
    ]);
  });

  it('leaves out hidden rows, and the hidden cells that editors keep behind a merged one', async () => {
    const html = `<table><tr><td colspan="2">a</td><td style="display:none">x</td></tr><tr style="DISPLAY: none"><td>y</td></tr><tr><td>b</td><td>c</td></tr></table>`;
    expect(await rows(html)).toEqual([['1x2:a'], ['b', 'c']]);
  });
});

describe('the text of a cell', () => {
  const cell = async (content: string): Promise<string> =>
    (await rows(`<table><tr><td>${content}</td><td>x</td></tr></table>`))[0]?.[0] ?? '';

  it.each([
    ['a number split over spans', '<p><span>12</span><span lang="EN-US">34</span></p>', '1234'],
    ['Word blanks', '<p class="MsoNormal">&nbsp;<o:p>&nbsp;</o:p></p>', ''],
    ['trailing non-breaking spaces', '<span>0</span><span>&nbsp;&nbsp;</span>', '0'],
    ['line breaks', '本年新<br/>制作数量', '本年新/制作数量'],
    ['one paragraph a line', '<p>三</p><p>、</p><p>本</p>', '三/、/本'],
    ['source line breaks in Chinese', '行政\n        规范性\n文件', '行政规范性文件'],
    ['source line breaks in Latin', 'Word\n 2003', 'Word 2003'],
    ['zero-width characters', '1\u200b2\ufeff', '12'],
    [
      'comments and conditional comments',
      '1<!-- 9 --><!--[if !supportLists]-->2<!--[endif]--><![if !vml]>3<![endif]>',
      '123',
    ],
    ['scripts and styles', '<style>td{color:red}</style>5<script>document.write(9)</script>', '5'],
    ['hidden text', '7<span style="display:none;mso-hide:all">8</span>', '7'],
    ['a note mark behind a number', '5<sup>1</sup>', '5[1]'],
    ['a raised unit', 'm<sup>2</sup>', 'm2'],
    ['struck-out text', '<s>56</s><del>7</del>65', '65'],
    ['ruby', '<ruby>镕<rp>(</rp><rt>róng</rt><rp>)</rp></ruby>基', '镕基'],
    ['form fields', '<input type="text" value="42" readonly>', '42'],
    ['hidden fields', '3<input type="hidden" value="42">', '3'],
    ['a one-cell table inside', '<table><tr><td><p>18</p></td></tr></table>', '18'],
    ['entities', '&lt;5&gt; &#65288;一&#xff09;', '<5> （一）'],
  ])('%s', async (_name, content, expected) => {
    expect(await cell(content)).toBe(expected);
  });
});

describe('broken markup', () => {
  it.each([
    ['unclosed cells and rows', '<table><tr><td>规章<td>1<tr><td>规范性文件<td>2</table>'],
    ['no table end', '<table><tr><td>规章</td><td>1</td></tr><tr><td>规范性文件</td><td>2</td>'],
    ['cells without a row', '<table><td>规章</td><td>1</td><tr><td>规范性文件</td><td>2</td></tr></table>'],
    [
      'stray end tags',
      '<table></div><tr></p><td>规章</span></td><td>1</b></td></tr></td><tr><td>规范性文件</td><td>2</td></tr></table>',
    ],
    [
      'upper case and unquoted attributes',
      '<TABLE BORDER=1><TR><TD WIDTH=50>规章</TD><TD>1</TD></TR><TR><TD>规范性文件</TD><TD>2</TD></TR></TABLE>',
    ],
    ['unclosed formatting', '<table><tr><td><b>规章<td><font color=red>1<tr><td>规范性文件<td>2</table>'],
  ])('%s', async (_name, html) => {
    expect(await rows(html)).toEqual([
      ['规章', '1'],
      ['规范性文件', '2'],
    ]);
  });

  it('text that stands between rows comes before the table, as browsers show it', async () => {
    const { blocks } = await readHtml(
      '<table><tr><td>规章</td><td>1</td></tr>附注<tr><td>规范性文件</td><td>2</td></tr></table>',
    );
    expect(outline(blocks)).toEqual([
      '附注',
      [
        ['规章', '1'],
        ['规范性文件', '2'],
      ],
    ]);
  });
});

describe('layout tables and nested tables', () => {
  const data =
    '<table><tr><td>自然人</td><td>商业企业</td><td>科研机构</td></tr><tr><td>1</td><td>2</td><td>3</td></tr></table>';
  const grid = [
    ['自然人', '商业企业', '科研机构'],
    ['1', '2', '3'],
  ];

  it('a layout table is dissolved into what it holds', async () => {
    const html = `<table><tr><td width="200"><p>侧栏</p></td><td><h2>三、收到和处理政府信息公开申请情况</h2><p>如下。</p>${data}<p>完。</p></td></tr></table>`;
    expect(outline((await readHtml(html)).blocks)).toEqual([
      '三、收到和处理政府信息公开申请情况',
      '如下。',
      grid,
      '完。',
    ]);
  });

  it('layout tables ten deep', async () => {
    const html = Array.from({ length: 10 }).reduce(
      (inner) => `<table><tr><td>&nbsp;</td><td>${inner}</td></tr></table>`,
      data,
    );
    expect(outline((await readHtml(String(html))).blocks)).toEqual([grid]);
  });

  it('a data table in a cell of a data table follows it', async () => {
    const html = `<table><tr><td>结果维持</td><td>结果纠正</td><td>尚未审结</td></tr><tr><td>1</td><td>2</td><td>附${data}</td></tr></table>`;
    expect(outline((await readHtml(html)).blocks)).toEqual([
      [
        ['结果维持', '结果纠正', '尚未审结'],
        ['1', '2', '附'],
      ],
      grid,
    ]);
  });

  it('a report in one table: full-width rows of text become paragraphs between tables', async () => {
    const text = '本年度认真贯彻落实条例，'.repeat(15);
    const html = `<table><tr><td colspan="2">一、总体情况</td></tr><tr><td colspan="2"><p>${text}</p><p>完。</p></td></tr>
      <tr><td>信息内容</td><td>本年处理决定数量</td></tr><tr><td>行政许可</td><td>7</td></tr><tr><td>行政处罚</td><td>8</td></tr>
      <tr><td colspan="2">六、其他需要报告的事项</td></tr><tr><td colspan="2">无。</td></tr></table>`;
    expect(outline((await readHtml(html)).blocks)).toEqual([
      '一、总体情况',
      text,
      '完。',
      [
        ['信息内容', '本年处理决定数量'],
        ['行政许可', '7'],
        ['行政处罚', '8'],
      ],
      '六、其他需要报告的事项',
      [['1x2:无。']],
    ]);
  });

  it('a caption is a paragraph before its table', async () => {
    const { blocks } = await readHtml(data.replace('<table>', '<table><caption>申请情况</caption>'));
    expect(outline(blocks)).toEqual(['申请情况', grid]);
  });
});

it('spans that cover millions of places take no time', async () => {
  const html = `<table>${'<tr><td colspan=1000 rowspan=65534>x</td></tr>'.repeat(2000)}<tr><td>规章</td><td>1</td></tr></table>`;
  expect((await table(html)).cells).toHaveLength(2002);
});

it('formatting that is never closed asks for millions of elements and is refused', async () => {
  const html = Array.from({ length: 1000 }, (_, at) => `<p><font size="${at}">x`).join('');
  await expect(readHtml(html)).rejects.toMatchObject({ code: 'too_large' });
});

it('600 levels of unclosed tags, and 5,000, do not overflow', async () => {
  for (const depth of [600, 5000]) {
    const { blocks } = await readHtml(`${'<div>'.repeat(depth)}<table><tr><td>规章</td><td>1</td></tr></table>`);
    expect(JSON.stringify(blocks)).toContain('规章');
  }
});

describe('columns that were drawn by hand', () => {
  it('are those that are seen where the edges of rows stand nearly at one place', async () => {
    const cols =
      '<colgroup><col style="width:40%"><col style="width:0%"><col style="width:0.4%"><col style="width:30%"><col style="width:29%"></colgroup>';
    const lines = [
      [1, 3, 1],
      [2, 2, 1],
      [3, 1, 1],
    ].map((row, at) => `<tr>${row.map((span, cell) => `<td colspan="${span}">${at}${cell}</td>`).join('')}</tr>`);
    expect(await places(`<table>${cols}${lines.join('')}</table>`)).toEqual([
      '00@0,0',
      '01@0,1',
      '02@0,2',
      '10@1,0',
      '11@1,1',
      '12@1,2',
      '20@2,0',
      '21@2,1',
      '22@2,2',
    ]);
  });

  it('stay apart where a row has cells on both sides of a narrow one', async () => {
    const cols = '<col width="100"><col width="2"><col width="100">';
    expect(
      await places(
        `<table>${cols}<tr><td>a</td><td>1</td><td>b</td></tr><tr><td colspan="2">c</td><td>d</td></tr></table>`,
      ),
    ).toEqual(['a@0,0', '1@0,1', 'b@0,2', 'c@1,0', 'd@1,2']);
  });
});

describe('text of a sheet that flows over its neighbours', () => {
  const body =
    '<tr><td colspan="2">长的名称</td><td>3</td></tr><tr><td colspan="2" rowspan="1">合并</td><td>4</td></tr>';

  it('spans them in pages of Gnumeric, which name a row span where cells are merged', async () => {
    const page = `<html><head><meta name="generator" content="Gnumeric 1.12"></head><body><table>${body}</table></body></html>`;
    expect(await places(page)).toEqual(['长的名称@0,0', '@0,1', '3@0,2', '合并@1,0', '4@1,2']);
    expect(await places(`<table>${body}</table>`)).toEqual(['长的名称@0,0', '3@0,2', '合并@1,0', '4@1,2']);
  });

  it('is told by Excel', async () => {
    const style = 'mso-ignore:colspan;height:12pt';
    expect(
      await places(
        `<table><tr><td colspan="2" style="${style}">长的名称</td><td>3</td></tr><tr><td>a</td><td>b</td><td>c</td></tr></table>`,
      ),
    ).toEqual(['长的名称@0,0', '@0,1', '3@0,2', 'a@1,0', 'b@1,1', 'c@1,2']);
  });
});
