import { describe, expect, it } from 'vitest';
import { extract } from '../../../src/extract/index.ts';
import { toJson } from '../../../src/extract/json.ts';

const row = (cells: readonly (string | number)[]): string =>
  `<tr>${cells.map((text) => `<td>${text}</td>`).join('')}</tr>`;
const table = (rows: readonly (readonly (string | number)[])[]): string => `<table>${rows.map(row).join('')}</table>`;

/** A page that holds these tables. */
async function read(...tables: readonly string[]) {
  const page = `<h1>清溪县民政局2023年政府信息公开工作年度报告</h1><p>一、总体情况</p>${tables.join('<p>。</p>')}`;
  const extraction = await extract(Buffer.from(`<meta charset="utf-8">${page}`));
  if (extraction.kind !== 'document') throw new Error('an archive');
  return toJson('', extraction);
}

/** These pages hold too little of a form to tell its generation. */
const codesOf = ({ warnings }: Awaited<ReturnType<typeof read>>): unknown[] =>
  warnings.map((warning) => ('code' in warning ? warning.code : null)).filter((code) => code !== 'no_table');

const APPLICANTS = ['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他'];
const HEADER = ['申请人情况', ...APPLICANTS, '总计'];
const applications = (...rows: readonly (readonly (string | number)[])[]): string =>
  table([
    HEADER,
    ['一、本年新收政府信息公开申请数量', 3, 0, 0, 0, 0, 0, 3],
    ['二、上年结转政府信息公开申请数量', 1, 0, 0, 0, 0, 0, 1],
    ...rows,
  ]);

const amounts = (header: string, label: string, amount: string): string =>
  table([
    ['信息内容', header],
    [label, amount],
  ]);

it('counts no check of the sums behind a page’s end for one of the columns that are blank', async () => {
  const first = ['一、本年新收政府信息公开申请数量', 3, 0, 0, 0, 0, 0, 3, '', 0];
  const json = await read(
    table([[...HEADER, '', ''], first]),
    table([
      ['四、结转下年度继续办理', '', '', 2, '', '', '', 2, '', 0],
      ['（三）不予公开', '', '', '', '', '', '', '', '', 0],
    ]),
  );
  const [given] = [json.applications?.carried_out ?? {}];
  expect([2, null]).toContain(given.research_institution ?? null);
  expect([given.natural_person ?? null, given.legal_service_org ?? null]).toEqual([null, null]);
});

describe('amounts', () => {
  it.each([
    ['本年收费金额（单位：元）', '行政事业性收费', '251000', 25.1],
    ['本年收费金额（单位：千元）', '行政事业性收费', '251', 25.1],
    ['本年收费金额（单位：亿元）', '行政事业性收费', '0.5', 5000],
    ['本年收费金额', '行政事业性收费（元）', '251000', 25.1],
    ['本年收费金额（单位：元）', '行政事业性收费', '25.1万元', 25.1],
    // Which of the two is meant nobody can tell.
    ['本年收费金额（单位：万元）', '行政事业性收费（单位：元）', '251000', null],
    ['本年收费金额（单位：万元）', '行政事业性收费', '约25', null],
  ])('under %j, in the row %j, reads %j', async (header, label, amount, value) => {
    const json = await read(amounts(header, label, amount));
    expect(json.disclosure).toEqual({ fees: { amount_wan_yuan: value } });
    expect(json.raw.disclosure).toEqual({ fees: { amount_wan_yuan: amount } });
    expect(codesOf(json)).toEqual(value === null ? ['unreadable_value'] : []);
  });

  it('gives no column of table 2 to another table behind it', async () => {
    const other = table([
      ['类别', '件数'],
      ['政府集中采购', 5],
      ['其他对外管理服务事项', 77],
    ]);
    const json = await read(amounts('本年收费金额（单位：万元）', '行政事业性收费', '5.6'), other);
    expect(json.disclosure).toEqual({ fees: { amount_wan_yuan: 5.6 } });
  });
});

describe('sums that an organ adds', () => {
  it.each([
    ['behind the received applications', ['合计', 4, 0, 0, 0, 0, 0, 4], ['（一）予以公开', 2, 0, 0, 0, 0, 0, 2]],
    ['behind some results', ['（一）予以公开', 2, 0, 0, 0, 0, 0, 2], ['总计', 2, 0, 0, 0, 0, 0, 2]],
  ])('are not （七）总计: %s', async (_, first, second) => {
    const end = ['（七）总计', 3, 0, 0, 0, 0, 0, 3];
    const json = await read(applications(first, second, end));
    expect(json.applications?.handled_total).toMatchObject({ natural_person: 3, total: 3 });
    expect(codesOf(json)).toEqual(['unknown_row']);
  });
});

describe('cells of several rows', () => {
  it('give their number to none of them, and their 0 to each', async () => {
    const shared = [4, 0, 0, 0, 0, 0, 4].map((value) => `<td rowspan="2">${value}</td>`).join('');
    const rows = `<tr><td>1.属于国家秘密</td>${shared}</tr><tr><td>2.其他法律行政法规禁止公开</td></tr>`;
    const json = await read(applications().replace('</table>', `${rows}</table>`));
    for (const key of ['denied_state_secret', 'denied_law_prohibited'])
      expect(json.applications?.[key]).toMatchObject({ natural_person: null, commercial_enterprise: 0, total: null });
  });

  it('give it to the one that prints a label, where the other is blank', async () => {
    const shared = [4, 0, 0, 0, 0, 0, 4].map((value) => `<td rowspan="2">${value}</td>`).join('');
    const rows = `<tr><td>1.属于国家秘密</td>${shared}</tr><tr><td></td></tr>`;
    const json = await read(applications().replace('</table>', `${rows}</table>`));
    expect(json.applications?.denied_state_secret).toMatchObject({ natural_person: 4, total: 4 });
  });
});

describe('rows that do not fit their header', () => {
  const further = (granted: readonly (string | number)[]): string =>
    table([
      [...HEADER, '备注'],
      ['一、本年新收政府信息公开申请数量', 3, 0, 0, 0, 0, 0, 3, ''],
      ['（一）予以公开', ...granted],
    ]);

  it.each([
    ['lost a cell', [1, 0, 0, 0, 0, 1, '']],
    ['gained one', ['', 1, 0, 0, 0, 0, 0, 1, '']],
  ])('have no numbers beside a column of remarks where they %s', async (_, granted) => {
    const json = await read(further(granted));
    expect(json.applications?.new_received).toMatchObject({ natural_person: 3, total: 3 });
    expect(Object.values(json.applications?.granted ?? {})).toEqual(Array(7).fill(null));
  });
});

describe('table 4 with words for a number', () => {
  it('has its other numbers, those in front of the words too', async () => {
    const outcomes = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'];
    const wide = (text: string): string => `<td colspan="5">${text}</td>`;
    const head = `<tr>${['行政复议', '未经复议直接起诉', '复议后起诉'].map(wide).join('')}</tr>`;
    const numbers = ['', '', 10, '', '约10', '', '', 7, '', 7, '', 2, '', '', 2];
    const json = await read(`<table>${head}${row([...outcomes, ...outcomes, ...outcomes])}${row(numbers)}</table>`);
    expect(json.review_litigation).toMatchObject({
      reconsideration: { upheld: null, other: 10, total: null },
      litigation_direct: { other: 7, total: 7 },
      litigation_after_reconsideration: { corrected: 2, total: 2 },
    });
    expect(codesOf(json)).toEqual(['unreadable_value']);
  });
});

describe('table 4 with two years', () => {
  it('gives the later one', async () => {
    const outcomes = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'];
    const wide = (text: string): string => `<td colspan="5">${text}</td>`;
    const head = `<tr><td>年度</td>${['行政复议', '未经复议直接起诉', '复议后起诉'].map(wide).join('')}</tr>`;
    const rows = [
      ['', ...outcomes, ...outcomes, ...outcomes],
      ['2022年', 9, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
      ['2023年', 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    ];
    const json = await read(`<table>${head}${rows.map(row).join('')}</table>`);
    expect(json.review_litigation?.reconsideration).toMatchObject({ upheld: 1, total: 1 });
  });
});

describe('columns in another order', () => {
  const ROWS = [
    ['一、本年新收政府信息公开申请数量', 9, 4, 2, 1, 1, 1, 0],
    ['二、上年结转政府信息公开申请数量', 3, 1, 2, 0, 0, 0, 0],
    ['（一）予以公开', 5, 2, 2, 1, 0, 0, 0],
    ['（二）部分公开', 2, 1, 1, 0, 0, 0, 0],
    ...['国家秘密', '第三方', '三安全一稳定', '内部事务', '过程性', '行政执法案卷'].map((label) => [
      label,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
    ]),
    ['四、结转下年度继续办理', 5, 2, 1, 0, 1, 1, 0],
  ];
  const text = (separator: string): Promise<Awaited<ReturnType<typeof read>>> =>
    extract(
      Buffer.from([['申请人情况', '总计', ...APPLICANTS], ...ROWS].map((cells) => cells.join(separator)).join('\n')),
    ).then((extraction) => {
      if (extraction.kind !== 'document') throw new Error('an archive');
      return toJson('', extraction);
    });

  it('are read as their header names them', async () => {
    expect((await text('\t')).applications?.new_received).toMatchObject({ natural_person: 4, total: 9 });
  });

  it('are not read where text has lost its cells', async () => {
    const json = await text('\n');
    expect(json.applications?.new_received).toMatchObject({ natural_person: null, total: null });
    expect(json.warnings).toContainEqual(expect.objectContaining({ code: 'unconfirmed_value', where: 'applications' }));
  });
});

describe('other tables of a report', () => {
  it('add no rows to table 3', async () => {
    const platforms = table([
      ['平台', ...'一二三四五六七'],
      ['网站', 1, 2, 3, 4, 5, 6, 7],
      ['微信', 1, 2, 3, 4, 5, 6, 7],
    ]);
    const json = await read(applications(), platforms);
    expect(Object.keys(json.applications ?? {})).toEqual(['new_received', 'carried_in']);
  });
});

it('takes the order of the columns from no cell that a lost span has put among others', async () => {
  const header = [
    '<tr><td rowspan="3" colspan="3"></td><td colspan="7">申请人情况</td></tr>',
    '<tr><td colspan="3"></td><td rowspan="2">自然人</td><td colspan="5">法人或其他组织</td><td rowspan="2">总计</td></tr>',
    `<tr><td colspan="3"></td><td></td>${APPLICANTS.slice(1)
      .map((name) => `<td>${name}</td>`)
      .join('')}<td></td></tr>`,
  ];
  const label = '<td colspan="3">一、本年新收政府信息公开申请数量</td>';
  const numbers = [0, 2, 0, 0, 0, 5, 7].map((number) => `<td>${number}</td>`);
  const json = await read(`<table>${header.join('')}<tr>${label}${numbers.join('')}</tr></table>`);
  expect(json.applications).toMatchObject({ new_received: { commercial_enterprise: 2, other_org: 5, total: 7 } });
});

it('gives no row numbers under the header of another clause, as a page repeats it', async () => {
  const rows = [
    ['信息内容', '本年制发件数', '本年废止件数', '现行有效件数'],
    ['规章', 1, 2, 3],
    ['行政许可', 4, 5, 6],
  ];
  const json = await read(table(rows), '<p>五、存在的主要问题及改进情况</p>');
  expect(json.disclosure).toEqual({
    regulations: { issued: 1, repealed: 2, in_force: 3 },
    licensing: { decisions: null },
  });
  expect(codesOf(json)).toContain('ragged_row');
});

it('gives no row the numbers of a label that is printed once for two', async () => {
  const granted = `<tr><td rowspan="2">（一）予以公开</td>${'<td>1</td>'.repeat(7)}</tr>`;
  const next = `<tr>${'<td>2</td>'.repeat(7)}</tr>`;
  const json = await read(applications().replace('</table>', `${granted}${next}</table>`));
  expect(Object.values(json.applications?.granted ?? {})).toEqual(Array.from({ length: 7 }, () => null));
  expect(json.raw.applications?.granted?.total).toContain('1');
  expect(codesOf(json)).toContain('ragged_row');
});

it('reads a list that is printed twice once', async () => {
  const list = table([
    ['统计指标', '单位', '统计数'],
    ['一、主动公开情况', '——', ''],
    ['（一）主动公开政府信息数', '条', 12],
    ['（二）通过不同渠道和方式公开政府信息的情况', '——', ''],
  ]);
  expect((await read(list, list)).indicators).toHaveLength(3);
  // Two lines are few for a copy, but they go on with one.
  const rest = table([
    ['统计指标', '单位', '统计数'],
    ['1.政府公报公开政府信息数', '条', 3],
    ['2.政府网站公开政府信息数', '条', 9],
  ]);
  expect((await read(list, rest, list, rest)).indicators).toHaveLength(5);
});

it('names the numbers of a list that goes on in a table of other columns', async () => {
  const list = table([
    ['统计指标', '单位', '统计数'],
    ['（一）主动公开政府信息数', '条', 12],
    ['1.政府公报公开政府信息数', '条', 3],
  ]);
  const rest = table([['2.政府网站公开政府信息数', '', '条', '', 9]]);
  const json = await read(list, rest);
  expect(codesOf(json)).toContain('unread_row');
  expect(JSON.stringify(json.warnings)).toContain('| 9');
});

it('takes the form in force for one whose table 2 was not read, whatever former row its table 3 keeps, and says so', async () => {
  const json = await read(applications(['（六）其他处理', 4, 0, 0, 0, 0, 0, 4], ['（七）总计', 4, 0, 0, 0, 0, 0, 4]));
  expect(json.template).toBe('2021');
  expect(codesOf(json)).toContain('template_inferred');
});

it('knows a row by a number in a circle', async () => {
  const json = await read(applications(['③其他', 4, 0, 0, 0, 0, 0, 4]));
  expect(json.applications).toMatchObject({ other_other: { natural_person: 4, total: 4 } });
});

it('leaves checks of the sums beside tables 2 and 4 alone, and names them', async () => {
  const header = ['信息内容', '本年制发件数', '本年废止件数', '现行有效件数', ''];
  const rows = [['第二十条第（一）项', '', '', '', 0], header, ['规章', 1, 2, 3, 0], ['行政规范性文件', 4, 5, 6, 0]];
  const json = await read(table(rows), '<p>五、存在的主要问题及改进情况</p>');
  expect(json.disclosure).toEqual({
    regulations: { issued: 1, repealed: 2, in_force: 3 },
    normative_documents: { issued: 4, repealed: 5, in_force: 6 },
  });
  expect(codesOf(json)).toContain('further_column');
});

it('takes a group that stands alone before numbers for no row of its own', async () => {
  const row = ['三、本年度办理', 0, 0, 0, 0, 0, 0, 0];
  expect(Object.keys((await read(applications(row))).applications ?? {})).toEqual(['new_received', 'carried_in']);
});

it('takes 3.其他 for the last row of （六）其他处理 also where a break cut the rows before it off', async () => {
  expect((await read(applications(['3.其他', 4, 0, 0, 0, 0, 0, 4]))).applications).toMatchObject({
    other_other: { natural_person: 4, total: 4 },
  });
});

describe('notes behind labels', () => {
  const rows = (...more: readonly (readonly string[])[]): string =>
    table([['信息内容', '本年处理决定数量'], ['行政许可（含下属单位）', '12'], ...more]);

  it('belong to the row, and make none of their own', async () => {
    const json = await read(rows(['行政处罚（不含简易程序）', '7'], ['行政强制(\n见附件', '3']));
    expect(json.disclosure).toEqual({
      licensing: { decisions: 12 },
      penalty: { decisions: 7 },
      compulsory_measures: { decisions: 3 },
    });
    expect(codesOf(json)).toEqual([]);
  });

  it('that part a row make neither part the whole; without a note it is', async () => {
    const parted = await read(rows(['行政处罚（罚款）', '7'], ['行政处罚（警告）', '3']));
    expect(parted.disclosure?.penalty).toEqual({ decisions: null });
    expect(codesOf(parted)).toEqual(['duplicate_row']);
    const whole = await read(rows(['行政处罚（罚款）', '7'], ['行政处罚', '10']));
    expect(whole.disclosure?.penalty).toEqual({ decisions: 10 });
  });
});

describe('broken digits', () => {
  it('in a row that two rows were put into are no numbers, though sums hold', async () => {
    const twice = ['3<br>1', '1<br>1', '2<br>3', '1<br>1', '1<br>1', '1<br>2', '9<br>9'];
    const json = await read(applications(['（一）予以公开', ...twice]));
    expect(Object.values(json.applications?.granted ?? {})).toEqual(APPLICANTS.concat('总计').map(() => null));
    expect(codesOf(json)).toContain('unconfirmed_value');
  });

  it('in a narrow cell are one number where the sum needs it', async () => {
    const json = await read(applications(['（一）予以公开', '1<br>8', 3, 0, 0, 0, 0, '2<br>1']));
    expect(json.applications?.granted).toMatchObject({ natural_person: 18, total: 21 });
  });
});

describe('words in the place of a number', () => {
  it('under a column of table 2 name no row of the organ’s own', async () => {
    const json = await read(
      table([
        ['信息内容', '', '上一年项目数量', '本年增/减', '处理决定数量'],
        ['行政许可', '', 1, 2, 3],
        ['其他对外管理服务事项', '行政检查', '约10', '+117', 1],
        ['行政处罚', '', 4, 5, 6],
      ]),
    );
    expect(json.raw.disclosure?.['other_management.行政检查']).toEqual({
      ...{ previous_items: '约10', change: '+117', decisions: '1' },
    });
    expect(json.disclosure?.['other_management.行政检查']).toEqual({ previous_items: null, change: 117, decisions: 1 });
  });

  const wide = (cells: readonly (string | number)[]) => [...cells, '', '', '', '', ''];
  it.each(['约5', '见附件', 'TRUE'])(
    '%s shifts no number and names no row, in a table wider than its header',
    async (words) => {
      const json = await read(
        table([
          wide(HEADER),
          wide(['一、本年新收政府信息公开申请数量', 3, 0, 0, 0, 0, 0, 3]),
          wide(['二、上年结转政府信息公开申请数量', 1, 0, 0, 0, 0, 0, 1]),
          wide(['（一）予以公开', words, 4, 2, 0, 0, 1, 12]),
        ]),
      );
      expect(Object.keys(json.applications ?? {})).toEqual(['new_received', 'carried_in', 'granted']);
      expect(json.applications?.granted).toEqual({
        ...{ natural_person: null, commercial_enterprise: 4, research_institution: 2, public_welfare_org: 0 },
        ...{ legal_service_org: 0, other_org: 1, total: 12 },
      });
      expect(json.warnings).toContainEqual(expect.objectContaining({ code: 'unreadable_value' }));
    },
  );
});
