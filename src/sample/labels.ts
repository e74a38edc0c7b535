import type { Random } from './random.ts';

/** How one report spells its labels. */
export interface LabelStyle {
  readonly brackets: 'full' | 'half';
  readonly other: '其他' | '其它';
  /** What stands after the ordinal of a numbered row. */
  readonly ordinal: '.' | '．' | '、' | '. ';
  /** Share of the labels with a line break, or a space, inside. */
  readonly breaks: number;
  readonly spaces: number;
  /** Merged cells at the side are set one character a line. */
  readonly vertical: boolean;
  /** Known misspellings and shortened labels are used. */
  readonly loose: boolean;
}

export const PLAIN_LABELS: LabelStyle = {
  brackets: 'full',
  other: '其他',
  ordinal: '.',
  breaks: 0,
  spaces: 0,
  vertical: false,
  loose: false,
};

export function makeLabelStyle(random: Random): LabelStyle {
  return {
    brackets: random.chance(0.7) ? 'full' : 'half',
    other: random.chance(0.85) ? '其他' : '其它',
    ordinal: random.pick(['.', '.', '.', '．', '、', '. ']),
    breaks: random.pick([0, 0, 0.1, 0.3]),
    spaces: random.pick([0, 0, 0.1, 0.3]),
    vertical: random.chance(0.3),
    loose: random.chance(0.4),
  };
}

/** What people type instead; each was seen in print. Applied to the whole label, the first that fits. */
const LOOSE: readonly (readonly [RegExp, string])[] = [
  [/^第二十条第/, '第二是条第'],
  [/社会公益组织/, '社会组织'],
  [/^上一年项目数量/, '上年项目数量'],
  [/^本年增\/减/, '本年增减'],
  [/^行政规范性文件/, '规范性文件'],
  [/法律行政法规/, '法律、行政法规'],
  [/信访举报投诉/, '信访、举报、投诉'],
  [/结转下年度/, '结转下一年度'],
  [/（区分处理的.*$/s, ''],
  [/^本年收费金额（单位：万元）/, '本年收费金额（万元）'],
  [/^结果维持/, '维持'],
  [/^结果纠正/, '纠正'],
  [/^尚未审结/, '未审结'],
  [/^总计$/, '合计'],
  [/^本年制发件数/, '本年制发数量'],
  [/^本年废止件数/, '本年废止数量'],
  [/^现行有效件数/, '现行有效数量'],
  [/^对外公开总数量/, '对外公开数量'],
  [/^危及“三安全一稳定”/, '危及三安全一稳定'],
  [/^采购总金额（万元）/, '采购总金额（单位：万元，保留4位小数）'],
];

/** A label as this report prints it. `side` marks the merged cells at the side, which may be set vertically. */
export function printLabel(label: string, style: LabelStyle, random: Random, side = false): string {
  let text = style.loose && random.chance(0.4) ? misspelt(label) : label;
  text = text.replace(/其他/g, style.other).replace(/^(\d)\./, `$1${style.ordinal}`);
  if (style.brackets === 'half') text = halfWidth(text);
  if (side && style.vertical) return [...text].join('\n');
  if (random.chance(style.breaks)) text = insert(text, '\n', random);
  if (random.chance(style.spaces)) text = insert(text, random.pick([' ', '\u00a0', '\u3000']), random);
  return text;
}

function misspelt(label: string): string {
  const found = LOOSE.find(([pattern]) => pattern.test(label));
  return found === undefined ? label : label.replace(found[0], found[1]);
}

const HALF: Readonly<Record<string, string>> = { '（': '(', '）': ')', '，': ',', '：': ':', '“': '"', '”': '"' };
const halfWidth = (text: string): string => text.replace(/[（），：“”]/g, (sign) => HALF[sign] ?? sign);

/** Between two Han characters only: nobody breaks a line inside 20 or after an opening bracket. */
function insert(text: string, sign: string, random: Random): string {
  const places = [...text.matchAll(/(?<=\p{Script=Han})(?=\p{Script=Han})/gu)].map((match) => match.index);
  if (places.length === 0) return text;
  const at = random.pick(places);
  return text.slice(0, at) + sign + text.slice(at);
}
