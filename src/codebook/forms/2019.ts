import type { Form } from '../model.ts';
import { applicationsChecks, applicationsTable, RESULT } from './applications.ts';
import { disclosureRow } from './disclosure-rows.ts';
import { column, row } from './entries.ts';
import { reviewCheck, reviewTable } from './review.ts';

const PUBLISHED = ['made', 'newly_disclosed', 'total_disclosed'];
const DECIDED = ['previous_items', 'change', 'decisions'];

const otherResults = [
  row('other_handling', 'other_handling', '（六）其他处理', 'Other handling', /^(?:\(六\))?其他处理(?:情况)?$/, RESULT),
];

export const form2019 = {
  key: '2019',
  years: [2019, 2020],
  source: '国办公开办函〔2019〕60号',
  english: 'Table 2 has 本年新制作数量 and 政府集中采购; 其他处理 is one row.',
  marks: { columns: [...PUBLISHED, 'items', 'previous_items'], weight: 1, rows: ['other_handling'] },
  tables: {
    disclosure: {
      key: 'disclosure',
      short: 'dis',
      label: '二、主动公开政府信息情况',
      english: 'Proactive disclosure',
      opens: '信息内容',
      rows: [
        disclosureRow('regulations', PUBLISHED),
        disclosureRow('normative_documents', PUBLISHED, { label: '规范性文件', variants: ['行政规范性文件'] }),
        disclosureRow('licensing', DECIDED),
        disclosureRow('other_management', DECIDED),
        disclosureRow('penalty', DECIDED),
        disclosureRow('compulsory_measures', DECIDED),
        disclosureRow('fees', ['previous_items', 'change']),
        disclosureRow('procurement', ['items', 'amount_wan_yuan']),
      ],
      columns: [
        column('made', 'made', '本年新制作数量', 'Made this year', /^本年(?:度)?新?制作数?量?/),
        column('newly_disclosed', 'new', '本年新公开数量', 'Newly disclosed this year', /^本年(?:度)?新?公开数?量?/),
        column('total_disclosed', 'total', '对外公开总数量', 'Disclosed in total', /对外公开总?数量?/, {
          variants: ['对外公开数量'],
        }),
        column('previous_items', 'previous', '上一年项目数量', 'Items in the year before', /^上(?:一)?年(?:度)?项目/, {
          variants: ['上年项目数量'],
          unit: '项',
        }),
        column('change', 'change', '本年增/减', 'Change this year', /^本年(?:度)?增/, {
          variants: ['本年增减', '本年增／减'],
          unit: '项',
        }),
        column('decisions', 'decisions', '处理决定数量', 'Decisions this year', /处理决定/),
        column('items', 'items', '采购项目数量', 'Procurement items', /采购项目/, { unit: '项' }),
        column('amount_wan_yuan', 'amount', '采购总金额', 'Amount (10,000 yuan)', /收费金额|采购总?金额|收费总?金额/, {
          variants: ['采购总金额（万元）', '采购总金额（万元，保留四位小数）'],
          unit: '万元',
          open: true,
        }),
      ],
    },
    applications: applicationsTable(otherResults),
    review_litigation: reviewTable,
  },
  checks: [...applicationsChecks(otherResults), reviewCheck],
  lists: [],
} as const satisfies Form;
