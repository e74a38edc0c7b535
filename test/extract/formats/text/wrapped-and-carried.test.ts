import { describe, expect, it } from 'vitest';
import { readDocument } from '../../../../src/extract/formats/index.ts';
import { outline } from '../../../support/blocks.ts';

const outlineOf = async (text: string) => {
  const read = await readDocument(Buffer.from(text), { name: 'report' });
  if (read.kind !== 'document') throw new Error('an archive');
  return { ...read.document, lines: outline(read.document.blocks) };
};

describe('labels that are broken into lines', () => {
  it('two labels of the form are two, whatever notes stand behind them', async () => {
    const { lines } = await outlineOf('规章\t3\n行政处罚（见附件1）\n行政强制（仅填本级）\t186281\n行政许可\t2');
    expect(lines.flat().join('|')).not.toContain('行政处罚（见附件1）/行政强制');
  });

  it.each([
    [
      'in front of their numbers',
      '规章\t3\t1\n行政规范性\n文件\t24\t7',
      [
        ['规章', '3', '1'],
        ['行政规范性/文件', '24', '7'],
      ],
    ],
    [
      'of an organ’s own, that begin like one of the form',
      '规章\t3\t1\n行政许可\t24\t7\n9.其他\n情形说明\t5\t6',
      [
        ['规章', '3', '1'],
        ['行政许可', '24', '7'],
        ['9.其他/情形说明', '5', '6'],
      ],
    ],
    [
      'over three lines',
      '规章\t3\t1\n行政\n规范性\n文件\t24\t7',
      [
        ['规章', '3', '1'],
        ['行政/规范性/文件', '24', '7'],
      ],
    ],
    [
      'behind another one that is broken',
      '行政处罚\t7\n信息内容\t本年收\n费金额（单位：万元）\n行政事业\n性收费\t5',
      [
        ['行政处罚', '7'],
        ['信息内容', '本年收/费金额（单位：万元）'],
        ['行政事业/性收费', '5'],
      ],
    ],
    [
      'between other cells',
      '自然人\t法人或\n其他组织\t总计\n1\t2\t3',
      [
        ['自然人', '法人或/其他组织', '总计'],
        ['1', '2', '3'],
      ],
    ],
    [
      'at the table’s beginning',
      '信息内\n容\t本年制发件数\n规章\t3',
      [
        ['信息内/容', '本年制发件数'],
        ['规章', '3'],
      ],
    ],
    [
      'of the organ’s own, in a row of as many cells as others',
      '乙类\t2\t4\n甲类事\n项\t3\t1',
      [
        ['乙类', '2', '4'],
        ['甲类事/项', '3', '1'],
      ],
    ],
    [
      'not where a clause stands over the whole width',
      '规章\t3\t1\n第二十条第（五）项\n行政许可\t5\t1',
      [['规章', '3', '1'], ['第二十条第（五）项'], ['行政许可', '5', '1']],
    ],
  ])('%s', async (_, text, expected) => {
    expect((await outlineOf(text)).lines).toEqual([expected]);
  });
});

describe('one cell a line with a bar behind it', () => {
  it('is cut into rows by its labels', async () => {
    const cells = [
      '信息内容',
      '本年制发件数',
      '本年废止件数',
      '现行有效件数',
      '规章',
      '3',
      '1',
      '18',
      '行政规范性文件',
      '24',
      '7',
      '136',
    ];
    expect((await outlineOf(cells.map((cell) => `${cell} |`).join('\n'))).lines).toEqual([
      [cells.slice(0, 4), cells.slice(4, 8), cells.slice(8)],
    ]);
  });
});

describe('Markdown', () => {
  it('may hold tables, spans and breaks of HTML, properties in front, bold and struck text', async () => {
    const text = [
      '---\ntitle: "某镇2023年年报"\n---\n\n# <span\nstyle="x">某镇</span>2023年年报\n',
      '**一、总体情况**\n\n第1\\.项为~~9~~8件，<del>7</del><span style="display:none">6</span>5件。\n',
      '<table><tr><td>规章</td><td>3</td></tr><tr><td>规范性文件</td><td>24</td></tr></table>\n',
      '| 信息内容 | 件数 |\n|---|---|\n| 行政<br>许可 | 3 |\n',
    ].join('\n');
    const { lines, metadata, warnings } = await outlineOf(text);
    expect(lines).toEqual([
      '某镇2023年年报',
      '一、总体情况',
      '第1.项为8件，5件。',
      [
        ['规章', '3'],
        ['规范性文件', '24'],
      ],
      [
        ['信息内容', '件数'],
        ['行政/许可', '3'],
      ],
    ]);
    expect(metadata.title).toBe('某镇2023年年报');
    expect(warnings).toMatchObject([{ code: 'struck_text' }]);
  });
});

describe('the answer of a service', () => {
  const html = `<p>一、总体情况</p><p>${'全年公开政府信息。'.repeat(30)}</p><p>二、主动公开政府信息情况</p><table><tr><td>信息内容</td><td>本年制发件数</td></tr><tr><td>规章</td><td>3</td></tr></table>`;
  const table = [
    ['信息内容', '本年制发件数'],
    ['规章', '3'],
  ];
  const answer = (content: string): string =>
    JSON.stringify({ code: 0, data: { docTitle: '某镇2023年政府信息公开工作年度报告', content } });
  const ascii = (json: string): string =>
    json.replace(/[^\x20-\x7e]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const escaped = html.replace(/&/g, '&amp;').replace(/</g, '&lt;');

  it.each([
    ['as it is', answer(html)],
    ['in ASCII', ascii(answer(html))],
    ['with escaped tags', answer(escaped)],
    ['with tags escaped twice', answer(escaped.replace(/&/g, '&amp;'))],
    ['handed to a function', `callback(${answer(html)});`],
    ['in a list', `[${JSON.stringify({ title: '别的', content: '甲'.repeat(300) })},${answer(html)}]`],
  ])('is read %s', async (_, json) => {
    const { lines, metadata } = await outlineOf(json);
    expect(lines).toContainEqual(table);
    expect(metadata.title).toBe('某镇2023年政府信息公开工作年度报告');
  });

  it('of text is read as text, and one without a report as what it is', async () => {
    const { lines } = await outlineOf(
      answer(
        html
          .replace(/<\/(?:td)>/g, '\t')
          .replace(/<\/(?:p|tr)>/g, '\n')
          .replace(/<[^<>]*>/g, ''),
      ),
    );
    expect(lines).toContain('一、总体情况');
    expect((await outlineOf('{"a": [1, 2]}')).lines).toEqual(['{"a": [1, 2]}']);
  });
});
