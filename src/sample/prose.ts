import type { Random } from './random.ts';

/* Sentences of our own, with figures in them that a careless reader would take for cells. */
const INTRO = [
  '本报告根据《中华人民共和国政府信息公开条例》第五十条的规定编制，所列数据的统计期限自{year}年1月1日起至12月31日止。',
  '依据《中华人民共和国政府信息公开条例》，现公布{organ}{year}年度的有关情况，数据截至{year}年12月31日。',
  '本报告由{organ}编制，统计期限为{year}年1月1日至{year}年12月31日，电子版可在门户网站下载。',
];
const OVERVIEW = [
  '{year}年，我单位把公开当作日常工作来做，全年在门户网站发布各类信息{n}条。',
  '与{before}年相比，网站访问量上升，群众来电咨询{m}次，均当场答复。',
  '（一）主动公开。按目录逐项对照，补齐缺项{m}处，更新公开指南1份。',
  '（二）依申请公开。登记、受理、答复、归档四个环节各有专人，未发生逾期。',
  '（三）平台建设。网站栏目由{m}个并为3个，查找更方便。',
  '（四）监督保障。全年培训2次，参加{m}人次；考核结果计入年度评价。',
];
const PROBLEMS = [
  '一是部分文件解读不够通俗，二是更新有时滞后。',
  '存在的问题：公开内容与群众关心的事项还有差距。',
  '改进情况：每季度自查一次，对超过{m}日未更新的栏目及时提醒。',
  '下一步，将在{next}年重点做好解读工作，请群众评议。',
];
const OTHER = [
  '无。',
  '无其他需要报告的事项。',
  '根据《政府信息公开信息处理费管理办法》，{year}年度发出收费通知0件，总金额0元，实际收取0元。',
];
const NO_TABLE = {
  disclosure: ['{year}年我单位未制发规章和规范性文件，也没有行政许可、行政处罚和行政强制事项。'],
  applications: [
    '本年度未收到政府信息公开申请。',
    '{year}年，共收到政府信息公开申请{m}件，均已按时答复，没有结转下年度的申请。',
  ],
  review_litigation: ['本年度没有因政府信息公开工作被申请行政复议或者提起行政诉讼的情况。'],
};

export interface ProseFacts {
  readonly organ: string;
  readonly year: number;
}

function fill(sentence: string, facts: ProseFacts, random: Random): string {
  const words: Readonly<Record<string, string | number>> = {
    organ: facts.organ,
    year: facts.year,
    before: facts.year - 1,
    next: facts.year + 1,
    n: random.int(100, 4000),
    m: random.int(2, 60),
  };
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(words[name] ?? whole));
}

const some = (sentences: readonly string[], share: number, facts: ProseFacts, random: Random): string[] => {
  const kept = sentences.filter(() => random.chance(share));
  return (kept.length > 0 ? kept : sentences.slice(0, 1)).map((sentence) => fill(sentence, facts, random));
};

export const introOf = (facts: ProseFacts, random: Random): string => fill(random.pick(INTRO), facts, random);
export const overviewOf = (facts: ProseFacts, random: Random): string[] => some(OVERVIEW, 0.7, facts, random);
export const problemsOf = (facts: ProseFacts, random: Random): string[] => some(PROBLEMS, 0.6, facts, random);
export const otherOf = (facts: ProseFacts, random: Random): string[] => [fill(random.pick(OTHER), facts, random)];

/** What is written where a table should stand. */
export const insteadOf = (table: keyof typeof NO_TABLE, facts: ProseFacts, random: Random): string[] => [
  fill(random.pick(NO_TABLE[table]), facts, random),
];
