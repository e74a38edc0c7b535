import type { RowEntry } from '../model.ts';
import { row } from './entries.ts';

const CLAUSE_1 = ['第二十条第（一）项'];
const CLAUSE_5 = ['第二十条第（五）项'];
const CLAUSE_6 = ['第二十条第（六）项'];

/** The rows that table 2 has had, without their columns: these are each form's own. */
const ROWS = {
  regulations: row('regulations', 'regulations', '规章', 'Regulations', /^(?:政府|部门|地方性?|地方政府)?规章$/, {
    groups: CLAUSE_1,
  }),
  normative_documents: row(
    'normative_documents',
    'normative',
    '行政规范性文件',
    'Normative documents',
    /^(?:行政)?规范性文件$/,
    { groups: CLAUSE_1 },
  ),
  licensing: row(
    'licensing',
    'licensing',
    '行政许可',
    'Administrative licensing',
    /^行政许可(?:事项|决定)?(?:数量?)?$/,
    { groups: CLAUSE_5 },
  ),
  other_management: row(
    'other_management',
    'other_mgmt',
    '其他对外管理服务事项',
    'Other external management and services',
    /^其他对外管理服务事项?$/,
    { groups: CLAUSE_5, splits: true },
  ),
  penalty: row('penalty', 'penalty', '行政处罚', 'Administrative penalties', /^行政处罚(?:事项|决定)?(?:数量?)?$/, {
    groups: CLAUSE_6,
  }),
  compulsory_measures: row(
    'compulsory_measures',
    'compulsory',
    '行政强制',
    'Administrative compulsory measures',
    /^行政强制(?:措施|执行)?(?:事项|决定)?(?:数量?)?$/,
    { groups: CLAUSE_6 },
  ),
  fees: row('fees', 'fees', '行政事业性收费', 'Administrative fees', /^行政事业性?收费(?:项目)?$/, {
    groups: ['第二十条第（八）项'],
  }),
  procurement: row(
    'procurement',
    'procurement',
    '政府集中采购',
    'Centralised government procurement',
    /^政府(?:集中)?采购(?:项目)?$/,
    { groups: ['第二十条第（九）项'] },
  ),
} as const;

/** A row of table 2 with the columns that a form has for it, and what else is the form's own. */
export const disclosureRow = (
  name: keyof typeof ROWS,
  columns: readonly string[],
  own: Partial<Pick<RowEntry, 'label' | 'variants'>> = {},
): RowEntry => ({ ...ROWS[name], columns, ...own });
