import { applicationsChecks, applicationsTable, OTHER_RESULT } from '../../src/codebook/forms/applications.ts';
import { disclosureRow } from '../../src/codebook/forms/disclosure-rows.ts';
import { column, row } from '../../src/codebook/forms/entries.ts';
import { reviewCheck, reviewTable } from '../../src/codebook/forms/review.ts';
import type { Form } from '../../src/codebook/index.ts';

const CHANGES = ['issued', 'repealed', 'changed', 'in_force'];

const otherResults = [
  row('other_withdrawn', 'other_withdrawn', '1.申请人自行撤回申请', 'Other: withdrawn', /撤回申请/, OTHER_RESULT),
  row('other_other', 'other_other', '2.其他', 'Other: other', /^(?:\d[.．])?其他$/, {
    ...OTHER_RESULT,
    needsOrdinal: true,
  }),
];

const abroad = column('foreign_org', 'foreign', '境外组织', 'Organisations abroad', /^境外组织$/, {
  groups: ['申请人情况', '法人或其他组织'],
});

const mediated = column('mediated', 'mediated', '调解结案', 'Mediated', /^调解结案$/);

/**
 * A generation that nobody has announced: rows and columns renamed, added and dropped in each table, and sums of its own. Only a file like
 * those in src/codebook/forms: nothing else in the program knows of it.
 */
export const form2060: Form = {
  key: '2060',
  years: [2060, null],
  source: '国办公开办函〔2060〕1号',
  english: 'Table 2 has 本年变动件数; 其他处理 has two rows.',
  marks: { columns: ['changed'], weight: 3, rows: ['other_withdrawn'] },
  tables: {
    disclosure: {
      key: 'disclosure',
      short: 'dis',
      label: '二、主动公开政府信息情况',
      english: 'Proactive disclosure',
      opens: '信息内容',
      rows: [
        disclosureRow('regulations', CHANGES),
        disclosureRow('normative_documents', CHANGES),
        { ...disclosureRow('licensing', ['decisions']), label: '行政审批', pattern: /^行政审批$/ },
        row('adjudication', 'adjudication', '行政裁决', 'Administrative adjudication', /^行政裁决$/, {
          groups: ['第二十条第（五）项'],
          columns: ['decisions'],
        }),
        disclosureRow('penalty', ['decisions']),
        disclosureRow('fees', ['amount_wan_yuan']),
      ],
      columns: [
        column('issued', 'issued', '本年制发件数', 'Issued this year', /^本年(?:度)?制发/),
        column('repealed', 'repealed', '本年废止件数', 'Repealed this year', /^本年(?:度)?废止/),
        column('changed', 'changed', '本年变动件数', 'Changed this year', /^本年变动/),
        column('in_force', 'in_force', '现行有效件数', 'In force', /现行有效/),
        column('decisions', 'decisions', '本年处理决定数量', 'Decisions this year', /处理决定/),
        column('amount_wan_yuan', 'amount', '本年收费金额（单位：万元）', 'Amount (10,000 yuan)', /收费金额/, {
          unit: '万元',
        }),
      ],
    },
    applications: applicationsTable(otherResults, [abroad]),
    review_litigation: {
      ...reviewTable,
      columns: [...reviewTable.columns.slice(0, -1), mediated, ...reviewTable.columns.slice(-1)],
    },
  },
  checks: [
    ...applicationsChecks(otherResults, [abroad]),
    { ...reviewCheck, left: [...reviewCheck.left, 'mediated'], english: 'five outcomes = total' },
    {
      rule: 'change_sum',
      table: 'disclosure',
      over: 'row',
      left: ['issued', 'repealed'],
      right: ['changed'],
      english: 'issued + repealed = changed',
    },
  ],
  lists: [],
};
