import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { textReader } from '../../../../src/extract/formats/text.ts';
import { outline, readText, rowsOf, tablesOf } from '../../../support/blocks.ts';

const read = async (text: string) => outline((await readText(text)).blocks);
const rows = async (text: string) => tablesOf(await readText(text)).map(rowsOf);

describe('one cell a line', () => {
  it('a tab begins a cell, a blank line ends a row', async () => {
    const text =
      '二、主动公开政府信息情况\n\n\t信息内容\n\t本年制发件数\n\t本年废止件数\n\n\t规章\n\t0\n\t+12\n\n三、收到和处理政府信息公开申请情况\n';
    expect(await read(text)).toEqual([
      '二、主动公开政府信息情况',
      [
        ['信息内容', '本年制发件数', '本年废止件数'],
        ['规章', '0', '+12'],
      ],
      '三、收到和处理政府信息公开申请情况',
    ]);
    expect(tablesOf(await readText(text))[0]).toMatchObject({ ragged: true, rows: 2, columns: 3 });
  });

  it('blank cells are cells, at the front, in the middle and at the end', async () => {
    expect(await rows('\t\n\t自然人\n\t商业企业\n\t\n\n\t予以公开\n\t\n\t3\n\t\n\n')).toEqual([
      [
        ['', '自然人', '商业企业', ''],
        ['予以公开', '', '3', ''],
      ],
    ]);
  });

  it('a cell keeps its line breaks, blank lines inside it too', async () => {
    const text =
      '\t\n\n\n三、本\n年\n度办理结果\n\t（一）予以公开\n\t5\n\t5\n\n\t\n\t（三）不予\n\n公开\n\t1.属于国家秘密\n\t0\n\t0\n\n';
    expect(await rows(text)).toEqual([
      [
        ['三、本/年/度办理结果', '（一）予以公开', '5', '5'],
        ['', '（三）不予/公开', '1.属于国家秘密', '0', '0'],
      ],
    ]);
  });

  it('a heading or a sentence after the last number is no part of it', async () => {
    const table = '\t规章\n\t0\n\t1\n\n\t规范性文件\n\t2\n\t3\n';
    const grid = [
      ['规章', '0', '1'],
      ['规范性文件', '2', '3'],
    ];
    expect(await read(`${table}\n\n\n3、 收到和处理政府信息公开申请情况\n`)).toEqual([
      grid,
      '3、 收到和处理政府信息公开申请情况',
    ]);
    expect(await read(`${table}三、收到和处理政府信息公开申请情况\n`)).toEqual([
      grid,
      '三、收到和处理政府信息公开申请情况',
    ]);
    expect(await read(`${table}\n某镇人民政府\n2024年1月8日\n`)).toEqual([grid, '某镇人民政府', '2024年1月8日']);
  });

  it('a number broken over two lines is one cell', async () => {
    expect(await rows('\t政府集中采购\n\t135\n\t24252.\n311082\n\n\t规章\n\t0\n\t0\n')).toEqual([
      [
        ['政府集中采购', '135', '24252./311082'],
        ['规章', '0', '0'],
      ],
    ]);
  });

  it('the parts of the 2014 table are headed like sections and stay in it', async () => {
    const text =
      '\t统计指标\n\t单位\n\t统计数\n\n\t一、主动公开情况\n\t——\n\t\n\n\t（一）主动公开政府信息数\n\t条\n\t12\n\n\t三、依申请公开情况\n\t——\n\t\n';
    expect(await rows(text)).toEqual([
      [
        ['统计指标', '单位', '统计数'],
        ['一、主动公开情况', '——', ''],
        ['（一）主动公开政府信息数', '条', '12'],
        ['三、依申请公开情况', '——', ''],
      ],
    ]);
  });

  it('indented paragraphs are no table', async () => {
    const text =
      '\t一、总体情况\n\t2023年，我镇主动公开政府信息12条。\n\t（一）加强领导。\n\t共3次。\n\t二、主动公开政府信息情况\n';
    expect(await read(text)).toEqual([
      '一、总体情况',
      '2023年，我镇主动公开政府信息12条。',
      '（一）加强领导。',
      '共3次。',
      '二、主动公开政府信息情况',
    ]);
  });
});

describe('tab-separated rows', () => {
  it('keep every cell, blank ones too', async () => {
    expect(await rows('第二十条第（一）项\t\t\t\n信息内容\t本年制发件数\t\t现行有效件数\n规章\t0\t0\t0\n')).toEqual([
      [
        ['第二十条第（一）项', '', '', ''],
        ['信息内容', '本年制发件数', '', '现行有效件数'],
        ['规章', '0', '0', '0'],
      ],
    ]);
  });

  it('go on after blank lines, page numbers and page breaks', async () => {
    const text = '规章\t0\t0\n\n规范性文件\t1\t2\n\n— 3 —\n\f\n\n行政许可\t5\n第 4 页 共 9 页\n行政处罚\t6\n';
    expect(await read(text)).toEqual([
      [
        ['规章', '0', '0'],
        ['规范性文件', '1', '2'],
        ['行政许可', '5'],
        ['行政处罚', '6'],
      ],
    ]);
  });

  it('end at a heading or a paragraph', async () => {
    const text =
      '规章\t0\n规范性文件\t1\n三、收到和处理政府信息公开申请情况\n自然人\t商业企业\n1\t2\n以上数据由我镇统计。\n';
    expect(await read(text)).toEqual([
      [
        ['规章', '0'],
        ['规范性文件', '1'],
      ],
      '三、收到和处理政府信息公开申请情况',
      [
        ['自然人', '商业企业'],
        ['1', '2'],
      ],
      '以上数据由我镇统计。',
    ]);
  });

  it('a quoted cell with line breaks, as spreadsheets copy it', async () => {
    expect(await rows('"三、本\n年度\n办理结果"\t予以公开\t5\n\t部分公开\t0\n')).toEqual([
      [
        ['三、本/年度/办理结果', '予以公开', '5'],
        ['', '部分公开', '0'],
      ],
    ]);
  });

  it('Windows and old Macintosh line ends', async () => {
    for (const end of ['\r\n', '\r', '\n'])
      expect(await rows(['规章\t0', '规范性文件\t1', ''].join(end))).toEqual([
        [
          ['规章', '0'],
          ['规范性文件', '1'],
        ],
      ]);
  });
});

describe('tables drawn with bars', () => {
  const grid = [
    [
      ['信息内容', '本年制发件数'],
      ['规章', '0'],
      ['规范性文件', ''],
    ],
  ];

  it.each([
    ['Markdown', '| 信息内容 | 本年制发件数 |\n|---|---:|\n| 规章 | 0 |\n| 规范性文件 | |\n'],
    ['Markdown without outer bars', '信息内容 | 本年制发件数\n--- | ---\n规章 | 0\n规范性文件 |\u00a0\n'],
    ['Markdown with blank lines between rows', '|信息内容|本年制发件数|\n\n|--|--|\n\n|规章|0|\n\n|规范性文件||\n'],
    [
      'a drawn box',
      '┌────┬───┐\n│信息内容│本年制发件数│\n├────┼───┤\n│规章│0│\n├────┼───┤\n│规范性文件│ │\n└────┴───┘\n',
    ],
    [
      'plus and minus',
      '+------+------+\n| 信息内容 | 本年制发件数 |\n+------+------+\n| 规章 | 0 |\n+------+------+\n| 规范性文件 | |\n+------+------+\n',
    ],
  ])('%s', async (_name, text) => {
    expect(await rows(`表如下：\n\n${text}\n完。\n`)).toEqual(grid);
  });

  it('escaped bars, line breaks, emphasis and blank first cells', async () => {
    expect(await rows('| **一是** | a\\|b |\n|---|---|\n|  | 本年<br>制发 |\n')).toEqual([
      [
        ['一是', 'a|b'],
        ['', '本年/制发'],
      ],
    ]);
  });

  it('a boxed cell of several lines', async () => {
    const text = '+----+---+\n|本年新|对外|\n|制作 |公开|\n+----+---+\n|规章 | 0 |\n+----+---+\n';
    expect(await rows(text)).toEqual([
      [
        ['本年新/制作', '对外/公开'],
        ['规章', '0'],
      ],
    ]);
  });
});

describe('paragraphs', () => {
  it('columns of spaces stay lines, with their spaces', async () => {
    expect(await read('规章     0     2     0\n行政许可 7\n')).toEqual(['规章     0     2     0', '行政许可 7']);
  });

  it('residue of converters is dropped, a bare number is not', async () => {
    expect(await read('[bookmark: _GoBack]3.加强宣传。\n[pic]\n7\n- 2 -\n')).toEqual(['3.加强宣传。', '7']);
    expect(await read('甲\n1\n\f乙\n2\n\f丙\n7\n')).toEqual(['甲', '乙', '丙', '7']);
  });

  it('Markdown headings have a level', async () => {
    expect((await readText('# 某镇2023年年报\n## 一、总体情况 ##\n#3\n')).blocks).toEqual([
      { kind: 'paragraph', text: '某镇2023年年报', level: 1 },
      { kind: 'paragraph', text: '一、总体情况', level: 2 },
      { kind: 'paragraph', text: '#3' },
    ]);
  });

  it('the head of a saved page gives title and date', async () => {
    const { metadata } = await readText('标题: 某县2022年年报\n发布时间: 2023-02-20 15:07\n来源: 某县财政局\n正文\n');
    expect(metadata).toEqual({ title: '某县2022年年报', publishedOn: '2023-02-20', organ: '某县财政局' });
  });

  it('nothing but white space is refused', async () => {
    await expect(readText(' \n\t\n')).rejects.toMatchObject({ code: 'empty' });
  });

  it('GBK without a label', async () => {
    const document = await textReader.read(iconv.encode('规章\t0\n规范性文件\t1\n', 'gbk'), 'text', {});
    expect(document).toMatchObject({ format: 'text', charset: 'gb18030', warnings: [] });
    expect(outline(document.blocks)).toEqual([
      [
        ['规章', '0'],
        ['规范性文件', '1'],
      ],
    ]);
  });
});

describe('comma-separated values', () => {
  it('are cells, quoted ones with their commas, quotes and line ends', async () => {
    const text =
      '某县2022年年报,,,\r\n"本年度，""应公开""，\n尽公开",,,\r\n信息内容,本年制发件数,本年废止件数,现行有效件数\r\n规章,19,,"1,022"\r\n规范性文件,1,2,3\r\n"行政\n许可",4,5,6\r\n';
    expect(await read(text)).toEqual([
      '某县2022年年报',
      '本年度，"应公开"，尽公开',
      [
        ['信息内容', '本年制发件数', '本年废止件数', '现行有效件数'],
        ['规章', '19', '', '1,022'],
        ['规范性文件', '1', '2', '3'],
        ['行政许可', '4', '5', '6'],
      ],
    ]);
  });

  it('may be parted by semicolons, and hold tabs that keep Excel from computing', async () => {
    const rows = ['信息内容;本年制发件数;本年废止件数', '规章;19;"3\t"', '规范性文件;1;2', '行政许可;4;5'];
    const cells = [
      ['信息内容', '本年制发件数', '本年废止件数'],
      ['规章', '19', '3'],
      ['规范性文件', '1', '2'],
      ['行政许可', '4', '5'],
    ];
    expect(await read(rows.join('\r\n'))).toEqual([cells]);
    expect(await read(rows.join('\r\n').replaceAll(';', ','))).toEqual([cells]);
  });

  it('are not what numbers with thousands are, however many lines of them', async () => {
    const lines = ['1,234,567', '2,345,678', '3,456,789', '规章 4,567 8,901', '规章 4,567 8,901'];
    expect(await read(lines.join('\n'))).toEqual(lines);
  });
});

it('a million lines take seconds', async () => {
  await readText('规章\t0\n\n'.repeat(200_000));
  await readText('\t规章\n\t0\n\n'.repeat(100_000));
  await readText('|a|b|\n'.repeat(200_000));
  await readText('\t\n某某\n\n'.repeat(60_000));
  await readText('"a,b,c\n'.repeat(200_000));
});
