import { SECTIONS } from '../codebook/index.ts';
import type { Random } from './random.ts';

const HAN = ['一', '二', '三', '四', '五', '六', '七', '八', '九'];

type HeadingNumbering = (position: number, random: Random) => string;

const NUMBERINGS: readonly HeadingNumbering[] = [
  (position) => `${HAN[position]}、`,
  (position) => `${HAN[position]}、 `,
  (position) => `${position + 1}、`,
  (position) => `${position + 1}、 `,
  (position) => `${HAN[position]}．`,
  (position, random) => (random.chance(0.5) ? `${HAN[position]}、` : `${position + 1}、`),
];

const WORDINGS: Readonly<Record<string, readonly string[]>> = {
  overview: ['总体情况', '总体情况', '基本情况', '总体工作情况'],
  disclosure: ['主动公开政府信息情况', '主动公开政府信息情况', '主动公开政府信息的情况'],
  applications: ['收到和处理政府信息公开申请情况'],
  review_litigation: [
    '政府信息公开行政复议、行政诉讼情况',
    '政府信息公开行政法复议、行政诉讼情况',
    '因政府信息公开工作被申请行政复议、提起行政诉讼情况',
    '政府信息公开行政复议、行政诉讼情况',
  ],
  problems: ['存在的主要问题及改进情况', '政府信息公开工作存在的主要问题及改进情况', '存在的主要问题和改进措施'],
  other: ['其他需要报告的事项', '其它需要报告的事项'],
};

/** Gives the printed heading of each section, numbered in one report's manner. */
export function makeHeadings(plain: boolean, random: Random): (key: string) => string {
  const numbering = (plain ? NUMBERINGS[0] : random.pick(NUMBERINGS)) ?? ((position) => `${HAN[position]}、`);
  return (key) => {
    const position = SECTIONS.findIndex((section) => section.key === key);
    const label = SECTIONS[position]?.label ?? key;
    return `${numbering(position, random)}${plain ? label : random.pick(WORDINGS[key] ?? [label])}`;
  };
}
