import { describe, expect, it } from 'vitest';
import { readHtml, rowsOf, tablesOf } from '../../../../support/blocks.ts';

/** What is read of a cell of a table with the given style sheet. */
async function cellOf(cell: string, css = ''): Promise<string | undefined> {
  const rows = '<tr><td>行政许可</td><td>15</td></tr><tr><td>规范性文件</td><td>24</td></tr>';
  const page = `<style>${css}</style><table><tr><td>信息内容</td><td>现行有效件数</td></tr><tr><td>规章</td><td>${cell}</td></tr>${rows}</table>`;
  const [table] = tablesOf(await readHtml(page));
  return table && rowsOf(table)[1]?.[1];
}

describe('a table without a table element', () => {
  const boxes = (table: string, row: string, cell: string): string => {
    const line = (...texts: readonly string[]): string =>
      `<div ${row}>${texts.map((text) => `<div ${cell}>${text}</div>`).join('')}</div>`;
    return `<div ${table}>${line('信息内容', '本年制发件数')}${line('规章', '')}${line('行政规范性文件', '3')}${line('行政许可', '4')}</div>`;
  };
  it.each([
    ['by its style', boxes('style="display:table"', 'style="display:table-row"', 'style="display:table-cell"')],
    ['by its roles', boxes('role="table"', 'role="row"', 'role="cell"')],
  ])('%s has its blank cells', async (_, page) => {
    const [table] = tablesOf(await readHtml(page));
    expect(table && rowsOf(table)).toEqual([
      ['信息内容', '本年制发件数'],
      ['规章', ''],
      ['行政规范性文件', '3'],
      ['行政许可', '4'],
    ]);
  });
});

describe('letters that are turned about', () => {
  it.each([
    ['by an element', '<bdo dir="rtl">631</bdo>', ''],
    ['by an element with others inside', '<bdo dir="rtl">6<b>31</b></bdo>', ''],
    ['by a style', '<span class="r">631</span>', '.r{direction:rtl;unicode-bidi:bidi-override}'],
    ['by a mark', '\u202e631\u202c', ''],
    ['not by a direction alone', '<span dir="rtl">136</span>', ''],
  ])('%s', async (_, cell, css) => {
    expect(await cellOf(cell, css)).toBe('136');
  });
});

describe('what stands elsewhere than it does in the file', () => {
  it.each([
    ['over the number', '136<span style="position:absolute;margin-left:-8px;background:#fff">9</span>', '136 | 9'],
    ['beside it', '<span style="float:right">9</span>136', '9 | 136'],
    ['below it', '136<span style="display:block">9</span>', '136/9'],
    ['a remark below it', '136<span style="display:block">（件）</span>', '136/（件）'],
    ['in a box that is none', '<div style="display:inline">1</div><div style="display:inline">36</div>', '136'],
    ['alone', '<span style="position:absolute">136</span>', '136'],
  ])('%s is no part of it', async (_, cell, expected) => {
    expect(await cellOf(cell)).toBe(expected);
  });
});

describe('marks of notes', () => {
  it.each([
    ['136<sup>注</sup>', ''],
    ['136<sup>注</sup>', 'td{color:#333}'],
    ['136<span style="vertical-align:super">注</span>', ''],
    ['136<span class="s">注</span>', '.s{vertical-align:text-top;font-size:60%}'],
    ['136<span style="position:relative;top:-.5em;font-size:60%">注</span>', ''],
  ])('%s with %s', async (cell, css) => {
    expect(await cellOf(cell, css)).toBe('136[注]');
  });

  it('a number as large as the others is none', async () => {
    expect(await cellOf('1<span style="vertical-align:middle">36</span>')).toBe('136');
  });
});

describe('parts of a formula over and under each other', () => {
  it.each(['<math><mfrac><mn>1</mn><mn>5</mn></mfrac></math>', '<math><msup><mn>1</mn><mn>5</mn></msup></math>'])(
    '%s are no number',
    async (cell) => {
      expect(await cellOf(cell)).toBe('1 | 5');
    },
  );
});

describe('what is shown, and what is not', () => {
  it.each([
    ['a popover', '136<div popover>9</div>'],
    ['what a meter says to old browsers', '136<meter value="1">9</meter>'],
    ['the content of an object that has nothing to load', '<object>136</object>'],
    ['a drawing', '<svg><desc>9</desc><text>136</text></svg>'],
    ['a formula', '<math><mn>136</mn></math>'],
    ['what stands in for a plug-in', '136<noembed>9</noembed>'],
    ['a template that the browser unfolds', '<div><template shadowrootmode="open">136</template></div>'],
    ['letters without a colour that have a shadow', '<span style="color:transparent;text-shadow:0 0 #000">136</span>'],
    ['a box that is called footer', '<div class="footer">136</div>'],
  ])('%s', async (_, cell) => {
    expect(await cellOf(cell)).toBe('136');
  });
});
