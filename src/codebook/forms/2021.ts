import type { Form } from '../model.ts';
import { applicationsChecks, applicationsTable, OTHER_RESULT } from './applications.ts';
import { disclosureRow } from './disclosure-rows.ts';
import { column, row } from './entries.ts';
import { reviewCheck, reviewTable } from './review.ts';

const IN_FORCE = ['issued', 'repealed', 'in_force'];

const otherResults = [
  row(
    'other_overdue_correction',
    'other_overdue',
    '1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请',
    'Other: correction overdue',
    /逾期不补正/,
    OTHER_RESULT,
  ),
  row(
    'other_fee_unpaid',
    'other_unpaid',
    '2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请',
    'Other: fee unpaid',
    /收费通知|缴纳费用/,
    OTHER_RESULT,
  ),
  row('other_other', 'other_other', '3.其他', 'Other: other', /^(?:3[.．])?其他$/, {
    ...OTHER_RESULT,
    needsOrdinal: true,
  }),
];

export const form2021 = {
  key: '2021',
  years: [2021, null],
  source: '国办公开办函〔2021〕30号',
  english: 'Table 2 has 本年制发件数; 其他处理 has three rows.',
  marks: { columns: IN_FORCE, weight: 2, rows: ['other_overdue_correction', 'other_fee_unpaid'] },
  tables: {
    disclosure: {
      key: 'disclosure',
      short: 'dis',
      label: '二、主动公开政府信息情况',
      english: 'Proactive disclosure',
      opens: '信息内容',
      rows: [
        disclosureRow('regulations', IN_FORCE),
        disclosureRow('normative_documents', IN_FORCE, { variants: ['规范性文件'] }),
        disclosureRow('licensing', ['decisions']),
        disclosureRow('penalty', ['decisions']),
        disclosureRow('compulsory_measures', ['decisions']),
        disclosureRow('fees', ['amount_wan_yuan']),
      ],
      columns: [
        column('issued', 'issued', '本年制发件数', 'Issued this year', /^本年(?:度)?制发/, {
          variants: ['本年制发数量'],
        }),
        column('repealed', 'repealed', '本年废止件数', 'Repealed this year', /^本年(?:度)?废止/, {
          variants: ['本年废止数量'],
        }),
        column('in_force', 'in_force', '现行有效件数', 'In force', /现行有效/, { variants: ['现行有效数量'] }),
        column('decisions', 'decisions', '本年处理决定数量', 'Decisions this year', /处理决定/, {
          variants: ['处理决定数量'],
        }),
        column(
          'amount_wan_yuan',
          'amount',
          '本年收费金额（单位：万元）',
          'Amount (10,000 yuan)',
          /收费金额|采购总?金额|收费总?金额/,
          { variants: ['本年收费金额（万元）'], unit: '万元' },
        ),
      ],
    },
    applications: applicationsTable(otherResults),
    review_litigation: reviewTable,
  },
  checks: [...applicationsChecks(otherResults), reviewCheck],
  lists: [],
} as const satisfies Form;
