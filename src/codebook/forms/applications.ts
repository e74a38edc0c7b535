import type { ColumnEntry, RowEntry, SumCheck, TableEntry } from '../model.ts';
import { column, keysOf, row } from './entries.ts';

/* Table 3, applications by applicant: what its forms have in common. */

const RESULTS = '三、本年度办理结果';
const DENIED = { groups: [RESULTS, '（三）不予公开'] };
const UNAVAILABLE = { groups: [RESULTS, '（四）无法提供'] };
const UNPROCESSED = { groups: [RESULTS, '（五）不予处理'] };
/** The group that holds all results, for the rows that a form has of its own. */
export const RESULT = { groups: [RESULTS] };
export const OTHER_RESULT = { groups: [RESULTS, '（六）其他处理'] };

const RECEIVED: readonly RowEntry[] = [
  row('new_received', 'new_received', '一、本年新收政府信息公开申请数量', 'New applications received', /新收/),
  row(
    'carried_in',
    'carried_in',
    '二、上年结转政府信息公开申请数量',
    'Carried in from the year before',
    /上一?年(?:度)?结转/,
  ),
];

/** The results that every form has; （六）其他处理 is its own. */
const COMMON_RESULTS: readonly RowEntry[] = [
  row('granted', 'granted', '（一）予以公开', 'Granted', /^(?:\(一\))?予以公开$/, RESULT),
  row(
    'partially_granted',
    'partly_granted',
    '（二）部分公开（区分处理的，只计这一情形，不计其他情形）',
    'Partially granted',
    /^(?:\(二\))?部分公开/,
    { ...RESULT, variants: ['（二）部分公开'] },
  ),
  row('denied_state_secret', 'denied_secret', '1.属于国家秘密', 'Denied: state secret', /国家秘密/, DENIED),
  row(
    'denied_law_prohibited',
    'denied_law',
    '2.其他法律行政法规禁止公开',
    'Denied: prohibited by law',
    /其他法律.*禁止|禁止公开/,
    DENIED,
  ),
  row(
    'denied_three_securities_one_stability',
    'denied_security',
    '3.危及“三安全一稳定”',
    'Denied: three securities and one stability',
    /三安全/,
    DENIED,
  ),
  row(
    'denied_third_party_rights',
    'denied_3rd_party',
    '4.保护第三方合法权益',
    'Denied: rights of third parties',
    /第三方/,
    DENIED,
  ),
  row(
    'denied_internal_affairs',
    'denied_internal',
    '5.属于三类内部事务信息',
    'Denied: internal affairs',
    /内部事务/,
    DENIED,
  ),
  row(
    'denied_process_information',
    'denied_process',
    '6.属于四类过程性信息',
    'Denied: process information',
    /过程性/,
    DENIED,
  ),
  row('denied_enforcement_file', 'denied_file', '7.属于行政执法案卷', 'Denied: enforcement file', /执法案卷/, DENIED),
  row(
    'denied_administrative_inquiry',
    'denied_inquiry',
    '8.属于行政查询事项',
    'Denied: administrative inquiry',
    /行政查询/,
    DENIED,
  ),
  row(
    'unavailable_not_held',
    'unavail_not_held',
    '1.本机关不掌握相关政府信息',
    'Unavailable: not held',
    /不掌握/,
    UNAVAILABLE,
  ),
  row(
    'unavailable_needs_creation',
    'unavail_creation',
    '2.没有现成信息需要另行制作',
    'Unavailable: would have to be created',
    /没有现成|另行制作/,
    UNAVAILABLE,
  ),
  row(
    'unavailable_unclear_after_correction',
    'unavail_unclear',
    '3.补正后申请内容仍不明确',
    'Unavailable: unclear after correction',
    /补正后|仍不明确/,
    UNAVAILABLE,
  ),
  row(
    'unprocessed_petition_complaint',
    'unproc_petition',
    '1.信访举报投诉类申请',
    'Not processed: petition, report or complaint',
    /信访.*(?:举报|投诉)|举报.*投诉/,
    UNPROCESSED,
  ),
  row(
    'unprocessed_repeated',
    'unproc_repeated',
    '2.重复申请',
    'Not processed: repeated',
    /^(?:2[.．])?重复申请$/,
    UNPROCESSED,
  ),
  row(
    'unprocessed_published_material',
    'unproc_published',
    '3.要求提供公开出版物',
    'Not processed: published material',
    /公开出版物/,
    UNPROCESSED,
  ),
  row(
    'unprocessed_excessive',
    'unproc_excessive',
    '4.无正当理由大量反复申请',
    'Not processed: excessive',
    /大量反复|反复申请/,
    UNPROCESSED,
  ),
  row(
    'unprocessed_reissue_confirmation',
    'unproc_reissue',
    '5.要求行政机关确认或重新出具已获取信息',
    'Not processed: reissue or confirmation',
    /确认或重新|重新出具/,
    UNPROCESSED,
  ),
];

const CLOSING: readonly RowEntry[] = [
  row('handled_total', 'handled_total', '（七）总计', 'Handled in total', /^(?:\([五六七八]\))?[总合]计$/, {
    ...RESULT,
    variants: ['（六）总计'],
  }),
  row(
    'carried_out',
    'carried_out',
    '四、结转下年度继续办理',
    'Carried out to the next year',
    /结转下(?:一)?年|继续办理/,
  ),
];

const APPLICANT = { groups: ['申请人情况'] };
const ORGANISATION = { groups: ['申请人情况', '法人或其他组织'] };

const APPLICANTS: readonly ColumnEntry[] = [
  column('natural_person', 'natural', '自然人', 'Natural persons', /^自然人$/, APPLICANT),
  column('commercial_enterprise', 'enterprise', '商业企业', 'Commercial enterprises', /^商业企业$/, ORGANISATION),
  column('research_institution', 'research', '科研机构', 'Research institutions', /^科研机构$/, ORGANISATION),
  column(
    'public_welfare_org',
    'welfare',
    '社会公益组织',
    'Public welfare organisations',
    /^社会(?:公益)?组织$|^公益组织$/,
    { ...ORGANISATION, variants: ['社会组织'] },
  ),
  column('legal_service_org', 'legal', '法律服务机构', 'Legal service organisations', /^法律服务机构$/, ORGANISATION),
  column('other_org', 'other', '其他', 'Other organisations', /^其他$/, ORGANISATION),
];
const TOTAL = column('total', 'total', '总计', 'Total', /^[总合]计$/, { ...APPLICANT, variants: ['合计'] });

/** Table 3 with a form's own results between the common ones and the total, and applicants behind the common ones. */
export const applicationsTable = (
  ownResults: readonly RowEntry[],
  ownApplicants: readonly ColumnEntry[] = [],
): TableEntry => ({
  key: 'applications',
  short: 'app',
  label: '三、收到和处理政府信息公开申请情况',
  english: 'Applications received and handled',
  opens: '申请人情况',
  rows: [...RECEIVED, ...COMMON_RESULTS, ...ownResults, ...CLOSING],
  columns: [...APPLICANTS, ...ownApplicants, TOTAL],
});

/** The sums that table 3 promises: rules 1 to 3. */
export const applicationsChecks = (
  ownResults: readonly RowEntry[],
  ownApplicants: readonly ColumnEntry[] = [],
): SumCheck[] => [
  {
    rule: 'balance',
    table: 'applications',
    over: 'column',
    left: ['new_received', 'carried_in'],
    right: ['handled_total', 'carried_out'],
    english: 'new + carried in = handled + carried out',
  },
  {
    rule: 'row_sum',
    table: 'applications',
    over: 'row',
    left: keysOf([...APPLICANTS, ...ownApplicants]),
    right: ['total'],
    english: `${ownApplicants.length === 0 ? 'six ' : ''}applicants = total`,
  },
  {
    rule: 'result_sum',
    table: 'applications',
    over: 'column',
    left: keysOf([...COMMON_RESULTS, ...ownResults]),
    right: ['handled_total'],
    open: true,
    english: 'results = handled total',
  },
];
