import { FORMS } from './forms/index.ts';
import { INDICATORS } from './indicators.ts';
import type { TableKey } from './model.ts';

/** A number of tables 2 to 4, or one of the lists of 2008 to 2018. */
export type SeriesPart =
  | { readonly figure: readonly [table: TableKey, row: string, column: string] }
  | { readonly indicator: string };

/** Numbers of one generation that add up to what a series holds; `near`: with the difference that `note` tells. */
export interface SeriesSide {
  readonly parts: readonly SeriesPart[];
  readonly relation: 'same' | 'near';
  readonly note: string;
  /** The same in Chinese. */
  readonly chineseNote: string;
}

interface SeriesNote {
  readonly en: string;
  readonly zh: string;
}

/** What the generations of the form count alike, under one key. */
export interface Series {
  readonly key: string;
  readonly label: string;
  readonly english: string;
  readonly unit: '件';
  /** Tables 2 to 4, from 2019. */
  readonly tables: SeriesSide;
  /** The lists of 2008 to 2018. */
  readonly lists: SeriesSide;
}

const total = (...rows: string[]): SeriesPart[] => rows.map((row) => ({ figure: ['applications', row, 'total'] }));
const proceeding = (column: string, ...rows: string[]): SeriesPart[] =>
  rows.map((row) => ({ figure: ['review_litigation', row, column] }));
const listed = (...keys: string[]): SeriesPart[] => keys.map((indicator) => ({ indicator }));
const same = (parts: SeriesPart[]): SeriesSide => ({ parts, relation: 'same', note: '', chineseNote: '' });
const near = (parts: SeriesPart[], { en, zh }: SeriesNote): SeriesSide => ({
  parts,
  relation: 'near',
  note: en,
  chineseNote: zh,
});

const LITIGATION = ['litigation_direct', 'litigation_after_reconsideration'] as const;
const PENDING: SeriesNote = {
  en: 'Tables since 2019 count cases that are not decided yet, too.',
  zh: '2019 年起的表格还包括尚未审结的。',
};

export const SERIES: readonly Series[] = [
  one('received', '收到申请', 'Applications received', same(total('new_received')), same(listed('received'))),
  one(
    'handled',
    '办结申请',
    'Applications concluded',
    same(total('handled_total')),
    near(listed('handled'), {
      en: 'Annexes of before 2014 have answers only, and no such number.',
      zh: '2014 年以前的附表只有答复数，没有办结数。',
    }),
  ),
  one(
    'granted',
    '予以公开',
    'Granted',
    same(total('granted')),
    near(listed('granted', 'already_public'), {
      en: 'The list of 2014 counts what was public already apart; since 2019 an answer that tells where it is counts as granted.',
      zh: '2014 年统计表把已主动公开的单列；2019 年起告知获取途径的答复计入予以公开。',
    }),
  ),
  one('partly_granted', '部分公开', 'Partly granted', same(total('partially_granted')), same(listed('partly_granted'))),
  one(
    'denied',
    '不予公开',
    'Refused on any ground',
    same(
      total(
        'denied_state_secret',
        'denied_law_prohibited',
        'denied_three_securities_one_stability',
        'denied_third_party_rights',
        'denied_internal_affairs',
        'denied_process_information',
        'denied_enforcement_file',
        'denied_administrative_inquiry',
      ),
    ),
    near(listed('denied'), {
      en: 'Until 2018 with what was held to be no government information, which the Regulations of 2019 count elsewhere.',
      zh: '2018 年以前含不属于政府信息的，2019 年条例另计。',
    }),
  ),
  one(
    'denied_secret',
    '国家秘密',
    'Refused: state secret',
    same(total('denied_state_secret')),
    same(listed('denied_secret')),
  ),
  one(
    'denied_security',
    '三安全一稳定',
    'Refused: security and stability',
    same(total('denied_three_securities_one_stability')),
    same(listed('denied_security')),
  ),
  one(
    'denied_third_party',
    '第三方合法权益',
    'Refused: rights of third parties',
    same(total('denied_third_party_rights')),
    near(listed('denied_trade_secret', 'denied_privacy'), {
      en: 'Trade secrets and privacy, the two rights that the list names.',
      zh: '统计表所列的商业秘密与个人隐私两项。',
    }),
  ),
  one(
    'not_held',
    '不掌握或不存在',
    'Not held',
    same(total('unavailable_not_held')),
    near(listed('nonexistent', 'not_this_organ'), {
      en: 'The list tells what does not exist from what another organ holds; since 2019 both are 本机关不掌握.',
      zh: '统计表分列信息不存在与非本机关掌握，2019 年起均计为本机关不掌握。',
    }),
  ),
  one(
    'recon',
    '行政复议',
    'Administrative reconsiderations',
    near(proceeding('total', 'reconsideration'), PENDING),
    same(listed('recon')),
  ),
  one(
    'recon_upheld',
    '复议维持',
    'Reconsideration: upheld',
    same(proceeding('upheld', 'reconsideration')),
    same(listed('recon_upheld')),
  ),
  one(
    'recon_corrected',
    '复议纠正',
    'Reconsideration: corrected',
    same(proceeding('corrected', 'reconsideration')),
    same(listed('recon_corrected')),
  ),
  one(
    'litigation',
    '行政诉讼',
    'Administrative litigation',
    near(proceeding('total', ...LITIGATION), PENDING),
    same(listed('litigation')),
  ),
  one(
    'litigation_upheld',
    '诉讼维持',
    'Litigation: upheld or dismissed',
    same(proceeding('upheld', ...LITIGATION)),
    same(listed('litigation_upheld')),
  ),
  one(
    'litigation_corrected',
    '诉讼纠正',
    'Litigation: corrected',
    same(proceeding('corrected', ...LITIGATION)),
    same(listed('litigation_corrected')),
  ),
  one(
    'normative_issued',
    '制发规范性文件',
    'Normative documents issued',
    near([{ figure: ['disclosure', 'normative_documents', 'issued'] }], {
      en: 'The form of 2019 and 2020 asks for 新制作数量 instead, which is not taken for it.',
      zh: '2019、2020 年的表格填新制作数量，不作为制发数。',
    }),
    same(listed('normative_issued')),
  ),
];

/** What looks alike in two generations and is not, with the reason. */
export const NO_SERIES: readonly { readonly names: string; readonly why: string }[] = [
  {
    names: '告知作出更改补充数 (`told_to_correct`) · 补正后申请内容仍不明确 (`unavailable_unclear_after_correction`)',
    why: 'The one counts every request to correct an application, the other only those that stayed unclear.',
  },
  {
    names: '法律法规规定的其他情形 (`denied_other_law`) · 其他法律行政法规禁止公开 (`denied_law_prohibited`)',
    why: 'The one is what no other ground covers; internal affairs, process information and files were in it, which have rows of their own since 2019.',
  },
  {
    names: '依申请公开信息收取的费用 (`fees`) · 行政事业性收费 (`fees/amount_wan_yuan`)',
    why: 'Fees for information on application against all administrative fees of the organ.',
  },
  {
    names: '申请答复数 (`answered`) · 本年度办理结果总计 (`handled_total`)',
    why: 'Answers against applications concluded, with those that need no answer; 申请办结数 (`handled`) is the like number.',
  },
  {
    names: '主动公开规范性文件数 (`disclosed_normative`) · 对外公开总数量, 现行有效件数 (`normative_documents`)',
    why: 'What was disclosed in the year against all that is disclosed, or in force.',
  },
  {
    names: '投诉举报 (`complaints`), staff, budget, meetings, channels of disclosure',
    why: 'Not asked for since 2019.',
  },
  {
    names:
      '结转 (`carried_in`, `carried_out`), applicants by kind, internal affairs, process information, enforcement files, inquiries, 不予处理',
    why: 'Not asked for before 2019.',
  },
];

function one(key: string, label: string, english: string, tables: SeriesSide, lists: SeriesSide): Series {
  for (const part of [...tables.parts, ...lists.parts]) assertKnown(key, part);
  return { key, label, english, unit: '件', tables, lists };
}

/** A mistake names its series, and never waits for a report. */
function assertKnown(series: string, part: SeriesPart): void {
  const isKnown =
    'figure' in part ? FORMS.exportName(...part.figure) !== null : INDICATORS.some(({ key }) => key === part.indicator);
  if (!isKnown) throw new RangeError(`series ${series} names ${JSON.stringify(part)}, which no form has`);
}
