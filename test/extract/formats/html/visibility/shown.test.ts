import { describe, expect, it } from 'vitest';
import { readHtml, rowsOf, tablesOf } from '../../../../support/blocks.ts';

const page = (style: string, rows: string): string =>
  `<html><head><style>${style}</style></head><body><table>${rows}</table></body></html>`;
const rows = '<tr><td>规章</td><td class="old">9</td><td id="n1">3</td></tr><tr><td>规范性文件</td><td>4</td></tr>';
const shown = async (style: string): Promise<string[][]> => {
  const [table] = tablesOf(await readHtml(page(style, rows)));
  return table ? rowsOf(table) : [];
};

describe('cells that a style sheet hides', () => {
  const without = [
    ['规章', '3'],
    ['规范性文件', '4'],
  ];
  const all = [
    ['规章', '9', '3'],
    ['规范性文件', '4'],
  ];
  it.each([
    ['by class', '.old{display:none}', without],
    [
      'by class of a cell, among others, with comments',
      '/* x */ .a, td.old { color:red; DISPLAY : none !important }',
      without,
    ],
    ['by a rule that a later one takes back', '.old{display:none} .old{display:table-cell}', all],
    ['in print only', '@media print { .a{color:red} .old{display:none} }', all],
    ['by a rule that asks for more than the cell', '.phone .old{display:none}', all],
    ['by another class', '.older{display:none}', all],
  ])('%s', async (_, style, expected) => {
    expect(await shown(style)).toEqual(expected);
  });

  it('outside of tables a closed box is opened by a script: it is read', async () => {
    const { blocks } = await readHtml(
      '<style>.tab{display:none}</style><div class="tab"><p>一、总体情况</p><p>甲。</p></div>',
    );
    expect(blocks).toHaveLength(2);
  });
});

describe('pictures where numbers are expected', () => {
  const codes = async (body: string): Promise<string[]> => (await readHtml(body)).warnings.map(({ code }) => code);
  const table = (cell: string): string =>
    `<table><tr><td>规章</td><td>${cell}</td></tr><tr><td>规范性文件</td><td>1</td></tr><tr><td>行政许可</td><td>2</td></tr></table>`;

  it.each([
    ['a cell that is a picture', table('<img src="3.png">'), ['picture_cells']],
    ['a picture beside a number', table('3<img src="note.png">'), []],
    ['a spacer', table('<img src="s.gif" width="1" height="20">'), []],
    [
      'a picture in the place of the tables',
      `<p>${'全年公开信息。'.repeat(5)}</p><p><img src="table.jpg"></p>`,
      ['pictures_unread'],
    ],
    ['an icon', `<p>${'全年公开信息。'.repeat(5)}<img src="pdf.gif" width="16" height="16"></p>`, []],
  ])('%s', async (_, body, expected) => {
    expect(await codes(body)).toEqual(expected);
  });
});

describe('a text that goes on at other addresses', () => {
  const report =
    '<h1>某镇2023年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>甲。</p><p>二、主动公开政府信息情况</p><p>乙。</p>';
  const codes = async (body: string): Promise<string[]> => (await readHtml(body)).warnings.map(({ code }) => code);

  it.each([
    ['links', `<div>${report}<p>1 <a href="t_1.html">2</a> <a href="t_1.html">下一页</a></p></div>`, ['further_pages']],
    ['a script', `<div>${report}<script>createPageHTML(3, 0, "t_1", "html");</script></div>`, ['further_pages']],
    ['a script for one page', `<div>${report}<script>createPageHTML(1, 0, "t_1", "html");</script></div>`, []],
    [
      'the next report',
      `<div>${report}<p>下一篇：<a href="2.html">某镇2022年政府信息公开工作年度报告</a></p></div>`,
      [],
    ],
  ])('told by %s', async (_, body, expected) => {
    expect(await codes(body)).toEqual(expected);
  });
});

describe('a title in an element of no known name', () => {
  const text = '<td><p>一、总体情况</p><p>甲。</p><p>二、主动公开政府信息情况</p><p>乙。</p></td>';
  const titled = (above: string): string =>
    `<title>某镇</title><table><tr><td><a href="#">某镇2019年政府信息公开工作年度报告</a></td></tr>${above}<tr>${text}</tr></table>`;
  const lines = async (above: string): Promise<string | undefined> => {
    const [first] = (await readHtml(titled(above))).blocks;
    return first?.kind === 'paragraph' ? first.text : undefined;
  };

  it.each([
    [
      'a cell',
      '<tr><td><b>某镇2022年政府信息公开工作年度报告</b></td></tr><tr><td>阅读：12次</td></tr>',
      '某镇2022年政府信息公开工作年度报告',
    ],
    [
      'below the name of the column',
      '<tr><td>政府信息公开年报</td></tr><tr><td>某镇2022年政府信息公开年报</td></tr>',
      '某镇2022年政府信息公开年报',
    ],
    ['not the name of the column alone', '<tr><td>政府信息公开年报</td></tr>', '一、总体情况'],
  ])('%s', async (_, above, expected) => {
    expect(await lines(above)).toBe(expected);
  });
});
