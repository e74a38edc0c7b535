import { withoutSpace } from './characters.ts';
import { simplified } from './simplified.ts';

/** Labels of the block of information above an article; within a kind, the first is trusted most. */
export const FIELD_LABELS = {
  indexNumber: words('索引号 信息索引号 索引编号 信息索引 索取号 信息索取号'),
  organ: words(
    '发布机构 发文机关 发文机构 发布单位 公开机构 公开主体 公开责任部门 公开单位 责任部门 责任单位 发布部门 发布机关 制作单位 制发单位 制发机关 发文单位 成文机关 信息来源 文章来源 稿件来源 来源 稿源',
  ),
  date: words(
    '发布日期 发布时间 公布日期 公开日期 公开时间 发文日期 成文日期 生成日期 发文时间 印发日期 成文时间 更新日期 更新时间 时间 日期',
  ),
  title: words('信息名称 公文名称 文件名称 标题 名称 题名 题目'),
  other: words(
    '文号 发文字号 文件编号 主题分类 信息分类 主题词 关键词 有效性 效力状态 公开方式 公开形式 公开范围 公开时限 体裁分类 组配分类 服务对象 生效日期 生效时间 失效日期 失效时间 废止日期 废止时间 有效期 语种 分类 浏览次数 浏览量 阅读次数 点击数 点击量 访问量 浏览 阅读 点击 作者 编辑 责任编辑 字体 字号 内容概述 信息所属单位 审核 分享',
  ),
} as const;
export type FieldKind = keyof typeof FIELD_LABELS;

function words(list: string): readonly string[] {
  return list.split(' ');
}

const KIND_OF: ReadonlyMap<string, FieldKind> = new Map(
  (Object.keys(FIELD_LABELS) as FieldKind[]).flatMap((kind) =>
    FIELD_LABELS[kind].map((label): [string, FieldKind] => [label, kind]),
  ),
);

/** Labels are spaced out to be of one width: `索 引 号`, `文　　号`. */
export const spacedOut = (label: string): string => [...label].join('\\s*');

/** The longest is tried first. */
const LABEL = [...KIND_OF.keys()]
  .sort((left, right) => right.length - left.length)
  .map(spacedOut)
  .join('|');
const MARKED = new RegExp(
  `[【[]\\s*(${LABEL})\\s*[】\\]]\\s*[:：]?|(?<![\\p{Script=Han}\\w])(${LABEL})\\s*[:：]`,
  'gu',
);

/** A label (`kind` says of what), or what stands between two of them (`kind` is null). */
export interface FieldToken {
  readonly kind: FieldKind | null;
  readonly label: string;
  readonly text: string;
}

/** What a text that is a label and nothing else labels, with or without colon or brackets; null for any other text. */
export const fieldKind = (text: string): FieldKind | null => KIND_OF.get(bareLabel(text)) ?? null;

const bareLabel = (text: string): string => simplified(withoutSpace(text)).replace(/^[【[]|[】\]]$|[:：]$/g, '');

/** A value without the label of the next field, which nothing parts from it where a page's lines lost their gaps: …年报有效性： */
export function withoutNextLabel(value: string): string {
  if (!/[:：]$/.test(value)) return value;
  const text = value.slice(0, -1).trimEnd();
  for (const label of KIND_OF.keys())
    if (text.length > label.length && text.endsWith(label)) return text.slice(0, -label.length).trimEnd();
  return value;
}

/** A text as labels and values. */
export function fieldTokens(text: string): FieldToken[] {
  if (text === '' || /^[:：|]$/.test(text)) return [];
  const kind = fieldKind(text);
  if (kind) return [{ kind, label: bareLabel(text), text }];
  // Nearly all text of a page has none of the marks, and the pattern is slow.
  if (!/[:：【[]/.test(text)) return valueToken(text);
  const tokens: FieldToken[] = [];
  let end = 0;
  // Labels are found in simplified print, values stay as printed: 名稱：甲縣….
  const simple = simplified(text);
  for (const match of (simple.length === text.length ? simple : text).matchAll(MARKED)) {
    const label = withoutSpace(match[1] ?? match[2] ?? '');
    tokens.push(...valueToken(text.slice(end, match.index)), { kind: KIND_OF.get(label) ?? null, label, text: label });
    end = match.index + match[0].length;
  }
  return [...tokens, ...valueToken(text.slice(end))];
}

function valueToken(text: string): FieldToken[] {
  const value = text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^[:：|]\s*|(?<!\s)\s*[|]$/g, '');
  return value === '' ? [] : [{ kind: null, label: '', text: value }];
}
