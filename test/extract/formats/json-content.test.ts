import { describe, expect, it } from 'vitest';
import { extract } from '../../../src/extract/index.ts';

const TITLE = '清溪县民政局2023年政府信息公开工作年度报告';
const TABLES = [
  '<table><tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr><tr><td>规章</td><td>1</td><td>2</td><td>3</td></tr></table>',
  `<table><tr><td></td><td>自然人</td><td>商业企业</td><td>科研机构</td><td>社会公益组织</td><td>法律服务机构</td><td>其他</td><td>总计</td></tr><tr><td>一、本年新收政府信息公开申请数量</td>${'<td>0</td>'.repeat(7)}</tr></table>`,
];
const PARAGRAPH = `<p>一、总体情况</p><p>${'全年主动公开各类信息。'.repeat(20)}</p>`;
const ARTICLE = PARAGRAPH + TABLES.join('<p>二、主动公开政府信息情况</p>');

describe('the answer of a service', () => {
  it.each([
    ['an article', JSON.stringify({ code: 0, data: { title: TITLE, content: ARTICLE } })],
    ['an answer in an answer', JSON.stringify({ data: JSON.stringify({ title: TITLE, content: ARTICLE }) })],
    ['called by name', `callback(${JSON.stringify({ title: TITLE, content: ARTICLE })});`],
    ['given a name', `var data = ${JSON.stringify({ title: TITLE, content: ARTICLE })};`],
    [
      'in pieces',
      JSON.stringify({
        title: TITLE,
        blocks: [
          { type: 'text', value: '一、总体情况' },
          { type: 'html', value: PARAGRAPH },
          ...TABLES.map((html) => ({ type: 'table', html })),
        ],
      }),
    ],
  ])('%s', async (_, text) => {
    const read = await extract(Buffer.from(text));
    if (read.kind !== 'document') throw new Error('read as an archive');
    const { title, tables, figures } = read.report;
    expect({ title, tables, numbers: figures.length }).toEqual({
      title: TITLE,
      tables: ['disclosure', 'applications'],
      numbers: 10,
    });
  });

  it('a list of an organ of its own is told by the title beside it', async () => {
    const list =
      `<p>二、存在的主要问题和改进措施</p><p>${'全年主动公开各类信息。'.repeat(20)}</p><table><tr><td>统 计</td><td>条</td></tr></table>`.replace(
        /</g,
        '&lt;',
      );
    const read = await extract(Buffer.from(JSON.stringify([{ title: TITLE, content: list }])));
    expect(read.kind === 'document' && [read.format, read.report.title]).toEqual(['html', TITLE]);
    const other = await extract(Buffer.from(JSON.stringify([{ title: '通知', content: list }])));
    expect(other.kind === 'document' && other.format).toBe('text');
  });
});
