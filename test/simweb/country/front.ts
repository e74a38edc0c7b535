import type { Reply, SimRequest } from '../server.ts';

/** What a front page's author knows of the portal behind it. */
export interface Behind {
  /** The channel of annual reports: a path, or an address where the front stands on another host. */
  readonly channel: string;
  /** The division's name: 清溪县. */
  readonly place: string;
}

type Answer = string | ((request: SimRequest) => Reply | null);
/** Paths (with query) and what they answer; text is a page of its own. */
export type Pages = Readonly<Record<string, Answer>>;

/** A home page and the pages on the way from it to the channel, as one of many authors wrote them. */
export interface Front {
  /** What is peculiar about it. */
  readonly name: string;
  readonly kind: 'menu' | 'script' | 'service' | 'structure' | 'door' | 'words' | 'elsewhere';
  /** It stands on a host of its own. */
  readonly elsewhere?: boolean;
  /** What leads on is made by scripts that only a browser runs. */
  readonly browser?: boolean;
  readonly charset?: 'gbk';
  /** Paths that lead straight to the channel: as good as its own. */
  readonly aliases?: readonly string[];
  pages(behind: Behind): Pages;
}

/** An attribute's value. */
export const attr = (text: string): string => text.replace(/&/g, '&amp;').replace(/"/g, '&quot;');
export const link = (href: string, text: string): string => `<a href="${attr(href)}">${text}</a>`;
export const items = (...rows: readonly (readonly [string, string])[]): string =>
  rows.map(([href, text]) => `<li>${link(href, text)}</li>`).join('\n');

export const doc = (title: string, body: string, head = ''): string =>
  `<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>${title}</title>${head}</head>\n<body>${body}</body></html>`;

const HEADLINES = [
  '县委常委会召开会议传达学习上级精神',
  '县政府召开第二十次常务会议',
  '全县防汛工作视频会议召开',
  '我县开展春季义务植树活动',
  '县领导到柳林镇调研乡村振兴工作',
  '关于公开征集生活垃圾分类意见的公告',
  '2024年国民经济和社会发展统计公报',
  '县2023年财政决算公开',
  '县人民医院新院区投入使用',
  '关于调整公交线路的通告',
  '我县政务公开工作培训会召开',
  '县教育局2024年招生工作公告',
];

/** Headlines as any home page has them: none leads to a report. */
export const headlines = (count: number, from = 0): string =>
  Array.from({ length: count }, (_, index) => {
    const number = from + index;
    return `<li><a href="/xw/2024/${number}.html" title="${HEADLINES[number % HEADLINES.length]}">${HEADLINES[number % HEADLINES.length]}</a><span>05-${String((number % 27) + 1).padStart(2, '0')}</span></li>`;
  }).join('');

/** Sections that every portal has and that lead elsewhere. */
export const SECTIONS = items(
  ['/xw/', '新闻中心'],
  ['/fw/', '政务服务'],
  ['/hd/', '互动交流'],
  ['/zj/', '走进本地'],
  ['/sj/', '数据开放'],
  ['/tz/', '招商引资'],
);

/** Reports of other kinds, whose words come near. */
export const NEIGHBOURS = items(
  ['/fz/fzzf/', '法治政府建设年度报告'],
  ['/wz/bb/', '政府网站工作年度报表'],
  ['/qy/nbgs/', '企业年报公示'],
  ['/tj/tjnj/', '统计年鉴'],
  ['/cz/jsgk/', '财政预决算'],
);
