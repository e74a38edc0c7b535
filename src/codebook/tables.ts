import type { ColumnEntry, RowEntry, TableEntry, TableKey, Template } from './model.ts';

const BOTH: readonly Template[] = ['2019', '2021'];
const NEW: readonly Template[] = ['2021'];
const OLD: readonly Template[] = ['2019'];

interface RowOptions {
  readonly variants?: readonly string[];
  readonly groups?: readonly string[];
  readonly templates?: readonly Template[];
}

const row = (key: string, label: string, english: string, pattern: RegExp, options: RowOptions = {}): RowEntry => ({
  key,
  label,
  english,
  pattern,
  variants: options.variants ?? [],
  groups: options.groups ?? [],
  templates: options.templates ?? BOTH,
});

const column = (
  key: string,
  label: string,
  english: string,
  pattern: RegExp,
  variants: readonly string[] = [],
  unit: ColumnEntry['unit'] = '件',
): ColumnEntry => ({ key, label, english, pattern, variants, unit });

/** Table 2: what was disclosed proactively. Which rows carry which columns: `DISCLOSURE_COLUMNS`. */
const disclosure: TableEntry = {
  key: 'disclosure',
  label: '二、主动公开政府信息情况',
  english: 'Proactive disclosure',
  rows: [
    row('regulations', '规章', 'Regulations', /^(?:政府|部门|地方性?|地方政府)?规章$/, {
      groups: ['第二十条第（一）项'],
    }),
    row('normative_documents', '行政规范性文件', 'Normative documents', /^(?:行政)?规范性文件$/, {
      groups: ['第二十条第（一）项'],
      variants: ['规范性文件'],
    }),
    row('licensing', '行政许可', 'Administrative licensing', /^行政许可(?:事项|决定)?(?:数量?)?$/, {
      groups: ['第二十条第（五）项'],
    }),
    row(
      'other_management',
      '其他对外管理服务事项',
      'Other external management and services',
      /^其他对外管理服务事项?$/,
      {
        groups: ['第二十条第（五）项'],
        templates: OLD,
      },
    ),
    row('penalty', '行政处罚', 'Administrative penalties', /^行政处罚(?:事项|决定)?(?:数量?)?$/, {
      groups: ['第二十条第（六）项'],
    }),
    row(
      'compulsory_measures',
      '行政强制',
      'Administrative compulsory measures',
      /^行政强制(?:措施|执行)?(?:事项|决定)?(?:数量?)?$/,
      {
        groups: ['第二十条第（六）项'],
      },
    ),
    row('fees', '行政事业性收费', 'Administrative fees', /^行政事业性?收费(?:项目)?$/, {
      groups: ['第二十条第（八）项'],
    }),
    row('procurement', '政府集中采购', 'Centralised government procurement', /^政府(?:集中)?采购(?:项目)?$/, {
      groups: ['第二十条第（九）项'],
      templates: OLD,
    }),
  ],
  columns: [
    column('made', '本年新制作数量', 'Made this year', /^本年(?:度)?新?制作数?量?/, [], '件'),
    column('newly_disclosed', '本年新公开数量', 'Newly disclosed this year', /^本年(?:度)?新?公开数?量?/, [], '件'),
    column('total_disclosed', '对外公开总数量', 'Disclosed in total', /对外公开总?数量?/, ['对外公开数量'], '件'),
    column('issued', '本年制发件数', 'Issued this year', /^本年(?:度)?制发/, ['本年制发数量'], '件'),
    column('repealed', '本年废止件数', 'Repealed this year', /^本年(?:度)?废止/, ['本年废止数量'], '件'),
    column('in_force', '现行有效件数', 'In force', /现行有效/, ['现行有效数量'], '件'),
    column(
      'previous_items',
      '上一年项目数量',
      'Items in the year before',
      /^上(?:一)?年(?:度)?项目/,
      ['上年项目数量'],
      '项',
    ),
    column('change', '本年增/减', 'Change this year', /^本年(?:度)?增/, ['本年增减', '本年增／减'], '项'),
    column('decisions', '本年处理决定数量', 'Decisions this year', /处理决定/, ['处理决定数量'], '件'),
    column('items', '采购项目数量', 'Procurement items', /采购项目/, [], '项'),
    column(
      'amount_wan_yuan',
      '本年收费金额（单位：万元）',
      'Amount (10,000 yuan)',
      /收费金额|采购总?金额|收费总?金额/,
      ['采购总金额', '采购总金额（万元）', '采购总金额（万元，保留四位小数）', '本年收费金额（万元）'],
      '万元',
    ),
  ],
};

/** Columns of a table-2 row, by generation; a row is absent from a generation's form where it is absent here. */
export const DISCLOSURE_COLUMNS: Readonly<Record<'2019' | '2021', Readonly<Record<string, readonly string[]>>>> = {
  '2019': {
    regulations: ['made', 'newly_disclosed', 'total_disclosed'],
    normative_documents: ['made', 'newly_disclosed', 'total_disclosed'],
    licensing: ['previous_items', 'change', 'decisions'],
    other_management: ['previous_items', 'change', 'decisions'],
    penalty: ['previous_items', 'change', 'decisions'],
    compulsory_measures: ['previous_items', 'change', 'decisions'],
    fees: ['previous_items', 'change'],
    procurement: ['items', 'amount_wan_yuan'],
  },
  '2021': {
    regulations: ['issued', 'repealed', 'in_force'],
    normative_documents: ['issued', 'repealed', 'in_force'],
    licensing: ['decisions'],
    penalty: ['decisions'],
    compulsory_measures: ['decisions'],
    fees: ['amount_wan_yuan'],
  },
};

const RESULTS = '三、本年度办理结果';
const DENIED = [RESULTS, '（三）不予公开'];
const UNAVAILABLE = [RESULTS, '（四）无法提供'];
const UNPROCESSED = [RESULTS, '（五）不予处理'];
const OTHER = [RESULTS, '（六）其他处理'];

/** Table 3: applications by applicant. */
const applications: TableEntry = {
  key: 'applications',
  label: '三、收到和处理政府信息公开申请情况',
  english: 'Applications received and handled',
  rows: [
    row('new_received', '一、本年新收政府信息公开申请数量', 'New applications received', /新收/),
    row('carried_in', '二、上年结转政府信息公开申请数量', 'Carried in from the year before', /上一?年(?:度)?结转/),
    row('granted', '（一）予以公开', 'Granted', /^(?:\(一\))?予以公开$/, { groups: [RESULTS] }),
    row(
      'partially_granted',
      '（二）部分公开（区分处理的，只计这一情形，不计其他情形）',
      'Partially granted',
      /^(?:\(二\))?部分公开/,
      { groups: [RESULTS], variants: ['（二）部分公开'] },
    ),
    row('denied_state_secret', '1.属于国家秘密', 'Denied: state secret', /国家秘密/, { groups: DENIED }),
    row('denied_law_prohibited', '2.其他法律行政法规禁止公开', 'Denied: prohibited by law', /其他法律.*禁止|禁止公开/, {
      groups: DENIED,
    }),
    row(
      'denied_three_securities_one_stability',
      '3.危及“三安全一稳定”',
      'Denied: three securities and one stability',
      /三安全/,
      { groups: DENIED },
    ),
    row('denied_third_party_rights', '4.保护第三方合法权益', 'Denied: rights of third parties', /第三方/, {
      groups: DENIED,
    }),
    row('denied_internal_affairs', '5.属于三类内部事务信息', 'Denied: internal affairs', /内部事务/, {
      groups: DENIED,
    }),
    row('denied_process_information', '6.属于四类过程性信息', 'Denied: process information', /过程性/, {
      groups: DENIED,
    }),
    row('denied_enforcement_file', '7.属于行政执法案卷', 'Denied: enforcement file', /执法案卷/, { groups: DENIED }),
    row('denied_administrative_inquiry', '8.属于行政查询事项', 'Denied: administrative inquiry', /行政查询/, {
      groups: DENIED,
    }),
    row('unavailable_not_held', '1.本机关不掌握相关政府信息', 'Unavailable: not held', /不掌握/, {
      groups: UNAVAILABLE,
    }),
    row(
      'unavailable_needs_creation',
      '2.没有现成信息需要另行制作',
      'Unavailable: would have to be created',
      /没有现成|另行制作/,
      { groups: UNAVAILABLE },
    ),
    row(
      'unavailable_unclear_after_correction',
      '3.补正后申请内容仍不明确',
      'Unavailable: unclear after correction',
      /补正后|仍不明确/,
      { groups: UNAVAILABLE },
    ),
    row(
      'unprocessed_petition_complaint',
      '1.信访举报投诉类申请',
      'Not processed: petition, report or complaint',
      /信访.*(?:举报|投诉)|举报.*投诉/,
      { groups: UNPROCESSED },
    ),
    row('unprocessed_repeated', '2.重复申请', 'Not processed: repeated', /^(?:2[.．])?重复申请$/, {
      groups: UNPROCESSED,
    }),
    row('unprocessed_published_material', '3.要求提供公开出版物', 'Not processed: published material', /公开出版物/, {
      groups: UNPROCESSED,
    }),
    row('unprocessed_excessive', '4.无正当理由大量反复申请', 'Not processed: excessive', /大量反复|反复申请/, {
      groups: UNPROCESSED,
    }),
    row(
      'unprocessed_reissue_confirmation',
      '5.要求行政机关确认或重新出具已获取信息',
      'Not processed: reissue or confirmation',
      /确认或重新|重新出具/,
      { groups: UNPROCESSED },
    ),
    row('other_handling', '（六）其他处理', 'Other handling', /^(?:\(六\))?其他处理(?:情况)?$/, {
      groups: [RESULTS],
      templates: OLD,
    }),
    row(
      'other_overdue_correction',
      '1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请',
      'Other: correction overdue',
      /逾期不补正/,
      { groups: OTHER, templates: NEW },
    ),
    row(
      'other_fee_unpaid',
      '2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请',
      'Other: fee unpaid',
      /收费通知|缴纳费用/,
      { groups: OTHER, templates: NEW },
    ),
    row('other_other', '3.其他', 'Other: other', /^(?:3[.．])?其他$/, { groups: OTHER, templates: NEW }),
    row('handled_total', '（七）总计', 'Handled in total', /^(?:\([五六七八]\))?[总合]计$/, {
      groups: [RESULTS],
      variants: ['（六）总计'],
    }),
    row('carried_out', '四、结转下年度继续办理', 'Carried out to the next year', /结转下(?:一)?年|继续办理/),
  ],
  columns: [
    column('natural_person', '自然人', 'Natural persons', /^自然人$/),
    column('commercial_enterprise', '商业企业', 'Commercial enterprises', /^商业企业$/),
    column('research_institution', '科研机构', 'Research institutions', /^科研机构$/),
    column('public_welfare_org', '社会公益组织', 'Public welfare organisations', /^社会(?:公益)?组织$|^公益组织$/, [
      '社会组织',
    ]),
    column('legal_service_org', '法律服务机构', 'Legal service organisations', /^法律服务机构$/),
    column('other_org', '其他', 'Other organisations', /^其他$/),
    column('total', '总计', 'Total', /^[总合]计$/, ['合计']),
  ],
};

/** Table 4: 3 proceedings × 5 outcomes, printed as one line of 15 numbers. */
const reviewLitigation: TableEntry = {
  key: 'review_litigation',
  label: '四、政府信息公开行政复议、行政诉讼情况',
  english: 'Administrative reconsideration and litigation',
  rows: [
    row('reconsideration', '行政复议', 'Administrative reconsideration', /^行政复议$/),
    row('litigation_direct', '未经复议直接起诉', 'Litigation without reconsideration', /^未经复议(?:直接)?起诉$/, {
      groups: ['行政诉讼'],
    }),
    row(
      'litigation_after_reconsideration',
      '复议后起诉',
      'Litigation after reconsideration',
      /^(?:经)?复议后(?:再)?起诉$/,
      {
        groups: ['行政诉讼'],
      },
    ),
  ],
  columns: [
    column('upheld', '结果维持', 'Upheld', /^结?果?维持$/, ['维持']),
    column('corrected', '结果纠正', 'Corrected', /^结?果?纠正$/, ['纠正']),
    column('other', '其他结果', 'Other outcome', /^其他(?:结果)?$/, ['其他']),
    column('pending', '尚未审结', 'Pending', /^(?:尚?未)(?:审结|办结)$/, ['未审结']),
    column('total', '总计', 'Total', /^[总合]计$/, ['合计']),
  ],
};

export const TABLES: Readonly<Record<TableKey, TableEntry>> = {
  disclosure,
  applications,
  review_litigation: reviewLitigation,
};

/** The rows of table 3 whose sum is `handled_total` (check 3). */
export const RESULT_ROWS: readonly string[] = applications.rows
  .map((entry) => entry.key)
  .filter((key) => !['new_received', 'carried_in', 'handled_total', 'carried_out'].includes(key));

/** The six applicants whose sum is `total` (check 2). */
export const APPLICANTS: readonly string[] = applications.columns
  .map((entry) => entry.key)
  .filter((key) => key !== 'total');

/** The row keys of table 3 in a generation's form, in printed order. */
export const applicationRowsOf = (template: '2019' | '2021'): readonly RowEntry[] =>
  applications.rows.filter((entry) => entry.templates.includes(template));
