import { describe, expect, it } from 'vitest';
import { extract } from '../../../src/extract/index.ts';
import { toJson } from '../../../src/extract/json.ts';

const TITLE = '清溪县民政局2023年政府信息公开工作年度报告';
const APPLICANTS = ['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计'];

async function read(...lines: readonly string[]) {
  const extraction = await extract(
    Buffer.from([TITLE, '一、总体情况', ...lines, '五、存在的主要问题及改进情况'].join('\n')),
  );
  if (extraction.kind !== 'document') throw new Error('an archive');
  return toJson('', extraction);
}

it('outcomes below each other belong to the proceeding in front of the first, as long as they come in order', async () => {
  const outcomes = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'];
  const rows = (name: string, from: number) =>
    outcomes.map((outcome, at) => `${at === 0 ? name : ''},${outcome},${from + at}`);
  const json = await read(...rows('行政复议', 1), ...rows('未经复议直接起诉', 11).filter((_, at) => at !== 2));
  expect(json.review_litigation?.reconsideration).toEqual({ upheld: 1, corrected: 2, other: 3, pending: 4, total: 5 });
  expect(json.review_litigation?.litigation_direct).toEqual({ upheld: 11, corrected: 12 });
});

it('a table that stands on its side is turned, where every row has all its cells', async () => {
  const labels = [
    '一、本年新收政府信息公开申请数量',
    '二、上年结转政府信息公开申请数量',
    '（一）予以公开',
    '（七）总计',
    '四、结转下年度继续办理',
  ];
  const rows = APPLICANTS.map((name, at) => [name, at, 0, at, at, 0].join(','));
  const json = await read(['', ...labels].join(','), ...rows);
  expect(json.applications).toMatchObject({
    new_received: { commercial_enterprise: 1, other_org: 5 },
    granted: { total: 6 },
  });
});

it('a check behind a blank cell is no value, where all rows are as long', async () => {
  const header = ['', ...APPLICANTS, '', ''].join(',');
  const label = [
    '一、本年新收政府信息公开申请数量',
    '二、上年结转政府信息公开申请数量',
    '（一）予以公开',
    '四、结转下年度继续办理',
  ];
  const json = await read(header, ...label.map((name) => [name, 1, '', 2, 0, 0, 0, 3, '', 0].join(',')));
  expect(json.applications?.granted).toEqual({
    natural_person: 1,
    commercial_enterprise: null,
    research_institution: 2,
    public_welfare_org: 0,
    legal_service_org: 0,
    other_org: 0,
    total: 3,
  });
});

it('a dash alone in its line is a cell, and no rule', async () => {
  const cells = ['规章', '-', '0', '--', '行政规范性文件', '4', '5', '6'];
  const lines = ['信息内容', '本年制发件数', '本年废止件数', '现行有效件数', ...cells].map((cell) => `${cell} |`);
  expect((await read(...lines)).disclosure).toEqual({
    regulations: { issued: null, repealed: 0, in_force: null },
    normative_documents: { issued: 4, repealed: 5, in_force: 6 },
  });
});

it('in running text a note stands behind a label, and a row of no form is told', async () => {
  const json = await read(
    '信息内容 本年制发件数 本年废止件数 现行有效件数',
    '规章（设区的市以上填报） 1 2 3',
    '行政给付 7 8 9',
    '行政规范性文件 4 5 6',
  );
  expect(json.disclosure).toMatchObject({ regulations: { issued: 1 }, normative_documents: { in_force: 6 } });
  expect(JSON.stringify(json.warnings)).toContain('行政给付789');
});

describe('numbers against words', () => {
  const OPENING = '信息内容 本年新制作数量 本年新公开数量 对外公开总数量 规章 1 2 3';

  it.each([
    ['2023年清溪县民政局政府信息公开工作年度报告', { items: null, amount_wan_yuan: null }],
    ['2023 年清溪县民政局政府信息公开工作年度报告', { items: null, amount_wan_yuan: null }],
    ['3个单位参加', { items: null, amount_wan_yuan: null }],
    ['0 2023年清溪县民政局政府信息公开工作年度报告', { items: 1435, amount_wan_yuan: 0 }],
    ['0 三、收到和处理', { items: 1435, amount_wan_yuan: 0 }],
  ])('behind the last row: %s', async (behind, values) => {
    const json = await read(
      OPENING,
      '第二十条第（九）项 信息内容 采购项目数量 采购总金额',
      `政府集中采购1435 ${behind}`,
    );
    expect(json.disclosure?.procurement).toEqual(values);
  });

  it('a remark in brackets behind a number begins no row', async () => {
    const json = await read(
      OPENING,
      '第二十条第（五）项 信息内容 上一年项目数量 本年增/减 处理决定数量',
      '其他对外管理服务事项 行政检查 2877 0 0（其中修订1件） 行政确认（含复查） 8 +152 9',
      '第二十条第（六）项',
    );
    const of = (previous_items: number, change: number, decisions: number) => ({ previous_items, change, decisions });
    expect(json.disclosure).toMatchObject({
      'other_management.行政检查': of(2877, 0, 0),
      'other_management.行政确认(含复查)': of(8, 152, 9),
    });
  });
});
