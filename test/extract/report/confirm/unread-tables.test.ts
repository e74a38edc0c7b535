import { expect, it } from 'vitest';
import { extract } from '../../../../src/extract/index.ts';

/** Warnings about tables and rows that stand in a text and could not be read. */
async function toldOf(lines: readonly string[]): Promise<string[]> {
  const text = ['甲县政府信息公开工作2023年度报告', '一、总体情况', '全年公开信息12条。', ...lines].join('\n');
  const read = await extract(Buffer.from(text), { name: 'a.txt' });
  if (read.kind !== 'document') throw new Error('read as an archive');
  return read.report.warnings.flatMap(({ code, where, message }) =>
    /^unread/.test(code) ? [`${code} ${where}: ${message.replace(/^.*(?:it|table): /, '')}`] : [],
  );
}

const REVIEW = [
  '四、政府信息公开行政复议、行政诉讼情况',
  '行政复议 行政诉讼',
  '未经复议直接起诉 复议后起诉',
  '结果结果其他尚未总',
  '维持纠正结果审结计结果结果其他尚未总结果结果其他尚未总',
  '维持纠正结果审结计维持纠正结果审结计',
];

it('names a table whose header and numbers are lines of text, their order lost', async () => {
  expect(await toldOf([...REVIEW, '1', '11 1 3 4 7', '五、存在的主要问题及改进情况', '3'])).toEqual([
    'unread_table review_litigation: 1 | 11 1 3 4 7',
  ]);
});

it('names a table of which the header alone is there, and not its section', async () => {
  expect(await toldOf(REVIEW)).toEqual([expect.stringContaining('unread_table review_litigation')]);
  expect(await toldOf(['三、收到和处理政府信息公开申请情况', '全年未收到申请。'])).toEqual([]);
});

it('names rows of the form, and rows of numbers, that stand in the text', async () => {
  const lines = ['行政许可 12', '行政处罚', '7', '0 3 4', '第 3 页', '3 / 10', '电话 0571 8801234'];
  expect(await toldOf(lines)).toEqual([
    'unread_row disclosure/licensing: 行政许可 12',
    'unread_row disclosure/penalty: 行政处罚 | 7',
    'unread_row null: 0 3 4',
  ]);
});

it('names a table that has run together into one line', async () => {
  const header = '自然人法人或其他组织总计商业企业科研机构社会公益组织法律服务机构其他';
  const told = await toldOf([`${header}三、本年度办理结果（一）予以公开1000001`]);
  expect(told).toEqual([expect.stringContaining('unread_table applications')]);
});

it('says nothing of a table that is read from its lines', async () => {
  const header = '行政复议行政诉讼未经复议直接起诉复议后起诉';
  const outcomes = '结果维持 结果纠正 其他结果 尚未审结 总计';
  const lines = [header, outcomes, outcomes, outcomes, '1 0 0 １ 2 0 0 0 0 0 0 0 0 0 0'];
  expect(await toldOf(lines)).toEqual([]);
});
