import { describe, expect, it } from 'vitest';
import type { Block } from '../../../../src/extract/document.ts';
import { readHeading } from '../../../../src/extract/report/heading/title.ts';
import { randomFrom } from '../../../../src/sample/random.ts';

const ORGAN = '清溪县水利局';
const TITLE = `${ORGAN}2023年政府信息公开工作年度报告`;
const FIELDS: readonly (readonly [label: string, value: string])[] = [
  ['索引号', '000014349/2024-00001'],
  ['分类', '政府信息公开年报'],
  ['发布机构', ORGAN],
  ['发文日期', '2024年1月20日'],
  ['标题', TITLE],
  ['文号', ''],
  ['主题词', '政府信息公开 年度报告'],
];
/** The fields in another order each time. */
function shuffled(seed: number): typeof FIELDS {
  const random = randomFrom(seed);
  return [...FIELDS]
    .map((field) => ({ field, at: random.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ field }) => field);
}

const TEXT = ['本报告依据条例编制。', '一、总体情况', '正文。'];

const paragraphs = (lines: readonly string[]): Block[] => lines.map((text) => ({ kind: 'paragraph', text }));

/** The ways in which a block of information comes out of a page: field by field, in a line, cell by cell, in a table. */
const LAYOUTS: Readonly<Record<string, (fields: typeof FIELDS) => Block[]>> = {
  'a line a field': (fields) => paragraphs(fields.map(([label, value]) => `${label}：${value}`)),
  'one line': (fields) => paragraphs([fields.map(([label, value]) => `${label}：${value}`).join('  ')]),
  'one line without colons': (fields) => paragraphs([fields.flat().filter(Boolean).join(' ')]),
  'labels in brackets': (fields) => paragraphs([fields.map(([label, value]) => `【${label}】${value}`).join(' ')]),
  'label above value': (fields) =>
    paragraphs(fields.flatMap(([label, value]) => [`${label}：`, value]).filter(Boolean)),
  'spaced labels': (fields) => paragraphs(fields.map(([label, value]) => `${[...label].join('　')}: ${value}`)),
  'a table': (fields) => [
    {
      kind: 'table',
      rows: fields.length,
      columns: 2,
      cells: fields.flatMap((texts, row) =>
        texts.map((text, column) => ({ row, column, rowSpan: 1, colSpan: 1, text })),
      ),
    },
  ],
};

describe('the block of information in front of a report', () => {
  it.each(Object.entries(LAYOUTS))('gives title and organ without its labels: %s', (_, layout) => {
    for (let seed = 1; seed <= 40; seed++) {
      const fields = shuffled(seed);
      const heading = readHeading([...layout(fields), ...paragraphs(TEXT)], {});
      expect(heading).toMatchObject({ title: TITLE, organ: ORGAN, year: 2023 });
    }
  });

  it.each(Object.entries(LAYOUTS))(
    'does not hide the title below it, nor take the category for one: %s',
    (_, layout) => {
      const fields = FIELDS.filter(([label]) => label !== '标题' && label !== '文号');
      const heading = readHeading([...layout(fields), ...paragraphs([TITLE, ...TEXT])], {});
      expect(heading).toMatchObject({ title: TITLE, organ: ORGAN, year: 2023 });
    },
  );

  it('names the organ where the title does not, and says so', () => {
    const own = '2023年政府信息公开工作年度报告';
    const fields = FIELDS.map(([label, value]): [string, string] => [label, label === '标题' ? own : value]);
    const heading = readHeading(
      [...paragraphs(fields.map(([label, value]) => `${label}：${value}`)), ...paragraphs(TEXT)],
      {},
    );
    expect(heading).toMatchObject({ title: own, organ: ORGAN });
    expect(heading.warnings.map(({ code }) => code)).toEqual(['organ_inferred']);
  });

  it('takes one label alone for a line of the text', () => {
    expect(readHeading(paragraphs(['来源：本站', TITLE, ...TEXT]), {})).toMatchObject({ title: TITLE, organ: ORGAN });
  });
});

it('a label that nothing parts from the title in front of it is none of the title', () => {
  const lines = ['索引号：000014349/2024-00001', `发布机构：${ORGAN}`, `标 题：${TITLE}有效性：`, ...TEXT];
  expect(readHeading(paragraphs(lines), {}).title).toBe(TITLE);
});

it('reads labels in traditional print, and gives their values as printed', () => {
  const title = '清溪縣水利局2023年政府信息公開工作年度報告';
  const lines = ['索引號：000014349/2024-00001', '分類：政府信息公開年報', '發佈機構：清溪縣水利局', `名稱：${title}`];
  expect(readHeading(paragraphs([...lines, ...TEXT]), {})).toMatchObject({ title, organ: '清溪縣水利局' });
});
