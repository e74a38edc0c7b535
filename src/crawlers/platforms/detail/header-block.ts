import { namesReport } from '../../../vocabulary/report-titles.ts';
import type { Page } from '../dialect.ts';
import { clean, squeeze, visibleTexts } from '../page/dom.ts';
import { printedDate } from './dates.ts';

export interface HeaderBlock {
  readonly title?: string;
  readonly organ?: string;
  readonly date?: string;
  readonly indexNumber?: string;
}

/** Labels of the block above an article; within a kind, the first is trusted most. */
const LABELS = {
  indexNumber: ['索引号', '信息索引号', '索引编号', '信息索引'],
  organ: [
    '发布机构',
    '发文机关',
    '发文机构',
    '发布单位',
    '公开机构',
    '公开主体',
    '公开责任部门',
    '公开单位',
    '责任部门',
    '责任单位',
    '发布部门',
    '发布机关',
    '制作单位',
    '制发单位',
    '发文单位',
    '成文机关',
    '信息来源',
    '文章来源',
    '稿件来源',
    '来源',
  ],
  date: [
    '发布日期',
    '发布时间',
    '公开日期',
    '公开时间',
    '发文日期',
    '成文日期',
    '生成日期',
    '发文时间',
    '印发日期',
    '成文时间',
    '更新日期',
    '更新时间',
    '时间',
    '日期',
  ],
  title: ['信息名称', '公文名称', '文件名称', '标题', '名称'],
  other: [
    '文号',
    '发文字号',
    '文件编号',
    '主题分类',
    '信息分类',
    '主题词',
    '关键词',
    '有效性',
    '效力状态',
    '公开方式',
    '公开形式',
    '公开范围',
    '公开时限',
    '体裁分类',
    '组配分类',
    '服务对象',
    '生效日期',
    '生效时间',
    '失效日期',
    '失效时间',
    '废止日期',
    '废止时间',
    '有效期',
    '语种',
    '分类',
    '浏览次数',
    '浏览量',
    '阅读次数',
    '点击数',
    '点击量',
    '访问量',
    '浏览',
    '阅读',
    '点击',
    '作者',
    '编辑',
    '责任编辑',
    '字体',
    '字号',
    '内容概述',
    '信息所属单位',
    '审核',
    '分享',
  ],
} as const;
type Kind = keyof typeof LABELS;

const KIND_OF = new Map<string, Kind>(
  Object.entries(LABELS).flatMap(([kind, labels]) => labels.map((label): [string, Kind] => [label, kind as Kind])),
);
/** Labels are spaced out to be of one width: `索 引 号`, `文　　号`. The longest is tried first. */
const LABEL = [...KIND_OF.keys()]
  .sort((left, right) => right.length - left.length)
  .map((label) => [...label].join('\\s*'))
  .join('|');
const MARKED_LABEL = new RegExp(
  `[【[]\\s*(${LABEL})\\s*[】\\]]\\s*[:：]?|(?<![\\p{Script=Han}\\w])(${LABEL})\\s*[:：]`,
  'gu',
);

interface Token {
  readonly kind: Kind | null;
  readonly label: string;
  readonly text: string;
}

/**
 * The block above an article, whatever it is made of: a table, `<p><strong>`, `<ul><li>`. Labels are found as words of their own (with or
 * without colon), and a value is what stands between a label and the next. A label without a value keeps none: 文号 is often blank.
 */
export function readHeaderBlock(page: Page): HeaderBlock {
  const tokens = tokenise(page);
  const found: Record<'indexNumber' | 'organ' | 'date' | 'title', string | undefined> = {
    indexNumber: best(tokens, 'indexNumber', (text) => indexNumber(text)),
    organ: best(tokens, 'organ', (text) => usableOrgan(text)),
    date: best(tokens, 'date', (text) => (text.length <= 40 ? printedDate(text) : undefined)),
    title: best(tokens, 'title', (text) => (namesReport(text) && text.length <= 120 ? text : undefined)),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

/** Of the labels of one kind the most trusted that has a usable value; of two equal labels the first on the page. */
function best(tokens: readonly Token[], kind: Kind, read: (text: string) => string | undefined): string | undefined {
  const rank = new Map<string, number>(LABELS[kind].map((label, index) => [label, index]));
  let chosen: { rank: number; value: string } | undefined;
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== kind) continue;
    const next = tokens[index + 1];
    const value = next?.kind === null ? read(next.text) : undefined;
    const own = rank.get(token.label) ?? Number.POSITIVE_INFINITY;
    if (value !== undefined && (chosen === undefined || own < chosen.rank)) chosen = { rank: own, value };
  }
  return chosen?.value;
}

function tokenise(page: Page): Token[] {
  const top = page.$('body').get(0) ?? page.$.root().get(0);
  return top ? [...visibleTexts(top)].flatMap(split) : [];
}

/** A text node as labels and values. */
function split(text: string): Token[] {
  if (text === '' || /^[:：|]$/.test(text)) return [];
  const whole = squeeze(text).replace(/^[【[]|[】\]]$|[:：]$/g, '');
  const kind = KIND_OF.get(whole);
  if (kind) return [{ kind, label: whole, text }];
  const tokens: Token[] = [];
  // Nearly all text of a page has none of the marks, and the pattern is slow.
  if (!/[:：【[]/.test(text)) {
    push(tokens, text);
    return tokens;
  }
  let end = 0;
  for (const match of text.matchAll(MARKED_LABEL)) {
    push(tokens, text.slice(end, match.index));
    const label = squeeze(match[1] ?? match[2] ?? '');
    tokens.push({ kind: KIND_OF.get(label) ?? null, label, text: label });
    end = match.index + match[0].length;
  }
  push(tokens, text.slice(end));
  return tokens;
}

function push(tokens: Token[], text: string): void {
  const value = clean(text).replace(/^[:：|]\s*|\s*[|]$/g, '');
  if (value !== '') tokens.push({ kind: null, label: '', text: value });
}

function indexNumber(text: string): string | undefined {
  const value = text.replace(/\s/g, '');
  return /\d/.test(value) && /^[\w\-/.:：—–()（）\p{Script=Han}]{5,80}$/u.test(value) ? value : undefined;
}

/** 本站, 本网 and the like name no organ. */
export function usableOrgan(text: string | undefined): string | undefined {
  const organ = clean(text ?? '').replace(/\s/g, '');
  if (organ.length < 2 || organ.length > 40 || !/^[\p{Script=Han}（）()、·\d]+$/u.test(organ)) return undefined;
  return /^(?:本站|本网|本网站|原创|网络|互联网|未知|其他|转载|本站原创|无)$/.test(organ) ? undefined : organ;
}
