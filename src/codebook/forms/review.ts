import type { SumCheck, TableEntry } from '../model.ts';
import { column, keysOf, row } from './entries.ts';

/* Table 4, the same in every form that has it: 3 proceedings × 5 outcomes, printed as one line of 15 numbers. */

const LITIGATION = { groups: ['行政诉讼'] };

export const reviewTable: TableEntry = {
  key: 'review_litigation',
  short: 'rev',
  label: '四、政府信息公开行政复议、行政诉讼情况',
  english: 'Administrative reconsideration and litigation',
  opens: null,
  rows: [
    row('reconsideration', 'recon', '行政复议', 'Administrative reconsideration', /^行政复议$/),
    row(
      'litigation_direct',
      'direct',
      '未经复议直接起诉',
      'Litigation without reconsideration',
      /^未经复议(?:直接)?起诉$/,
      LITIGATION,
    ),
    row(
      'litigation_after_reconsideration',
      'after_recon',
      '复议后起诉',
      'Litigation after reconsideration',
      /^(?:经)?复议后(?:再)?起诉$/,
      LITIGATION,
    ),
  ],
  columns: [
    column('upheld', 'upheld', '结果维持', 'Upheld', /^结?果?维持$/, { variants: ['维持'] }),
    column('corrected', 'corrected', '结果纠正', 'Corrected', /^结?果?纠正$/, { variants: ['纠正'] }),
    column('other', 'other', '其他结果', 'Other outcome', /^其他(?:结果)?$/, { variants: ['其他'] }),
    column('pending', 'pending', '尚未审结', 'Pending', /^(?:尚?未)(?:审结|办结)$/, { variants: ['未审结'] }),
    column('total', 'total', '总计', 'Total', /^[总合]计$/, { variants: ['合计'] }),
  ],
};

/** Rule 4, three times. */
export const reviewCheck: SumCheck = {
  rule: 'review_sum',
  table: 'review_litigation',
  over: 'row',
  left: ['upheld', 'corrected', 'other', 'pending'],
  right: ['total'],
  everyRow: keysOf(reviewTable.rows),
  english: 'four outcomes = total',
};
