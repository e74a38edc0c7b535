import { adHocPortal } from '../config/index.ts';
import { readMeta } from '../crawlers/platforms/detail/metadata.ts';
import type { Page } from '../crawlers/platforms/dialect.ts';
import { clean, squeeze, visibleTexts } from '../crawlers/platforms/page/dom.ts';
import { nameOf, resolveOrgan } from '../organs/index.ts';
import type { PortalIdentity } from './findings.ts';

/** What the person who probes says of it. */
export interface StatedIdentity {
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly code?: string | null | undefined;
}

/** Who runs the portal: the name in its meta tags, its title or copyright line; the code by its 网站标识码 or its name. */
export function identifyPortal(url: string, pages: readonly Page[], told: StatedIdentity = {}): PortalIdentity {
  const name = told.name ?? mostFrequent(pages.flatMap(nameIn)) ?? new URL(url).host;
  const id = told.id ?? adHocPortal(url).id.replace(/-gov-cn$/, '');
  if (told.code !== undefined)
    return { id, name, code: told.code, codeEvidence: 'as told', central: told.code === null };
  return { id, name, ...codeOf(name, pages) };
}

function mostFrequent(names: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

const ORGAN = /(?:人民政府|政府|办事处|局|厅|委|委员会|办公室|部|院|管委会|署|银行|行)$/;

/** One candidate a page; meta SiteName before the title before the copyright line. */
function nameIn(page: Page): string[] {
  if (!page.text.includes('<')) return [];
  const site = readMeta(page).get('sitename') ?? '';
  const title = clean(page.$('title').first().text());
  const parts = title.split(/\s*[-_|—–>·]+\s*|\s{1,}/);
  const footer = /(?:主办(?:单位)?|版权所有|网站主办)[\s:：©]*([\p{Script=Han}（）()]{4,24})/u.exec(shownText(page));
  const found = [site, ...parts.reverse(), footer?.[1] ?? ''].map(plainName).find((name) => ORGAN.test(name));
  return found === undefined ? [] : [found];
}

function shownText(page: Page): string {
  const root = page.$.root().get(0);
  return root === undefined ? '' : [...visibleTexts(root)].join(' ');
}

function plainName(text: string): string {
  return squeeze(text)
    .replace(/^(?:欢迎(?:访问|光临|您?来到)|中国|首页)(?=.{4})/, '')
    .replace(/(?:政府)?(?:门户)?(?:网站|官方网站|官网|网|首页)$/, (suffix) =>
      suffix.startsWith('政府') ? '人民政府' : '',
    )
    .replace(/人民人民政府$/, '人民政府')
    .replace(/(?:主办|承办|版权所有).*$/s, '');
}

/** 网站标识码: ten characters; of local governments the first six are GB/T 2260, of central organs it begins with bm. */
const SITE_CODE = /网站标识码[\s:：]*([0-9a-z]{10})/i;

function codeOf(name: string, pages: readonly Page[]): Pick<PortalIdentity, 'code' | 'codeEvidence' | 'central'> {
  const byName = resolveOrgan(name);
  const printed = mostFrequent(pages.flatMap(siteCodeIn));
  if (printed !== undefined && /^bm/i.test(printed))
    return { code: null, codeEvidence: `网站标识码 ${printed}: a central organ`, central: true };
  const division = printed?.slice(0, 6) ?? '';
  if (nameOf(division) !== null) {
    const other = byName?.code != null && byName.code !== division ? `; by its name it would be ${byName.code}` : '';
    return { code: division, codeEvidence: `网站标识码 ${printed}: ${nameOf(division)}${other}`, central: false };
  }
  const codeEvidence = byName?.evidence ?? 'no name to tell by';
  return { code: byName?.code ?? null, codeEvidence, central: /central organ|State Council/.test(codeEvidence) };
}

/** The 网站标识码 that the portal's pages print; null where they print none. */
export const printedSiteCode = (pages: readonly Page[]): string | null =>
  mostFrequent(pages.flatMap(siteCodeIn)) ?? null;

/** What the pages call themselves. */
export const pageTitles = (pages: readonly Page[]): string[] =>
  pages
    .map((page) => (page.text.includes('<') ? clean(page.$('title').first().text()) : ''))
    .filter((title) => title !== '');

function siteCodeIn(page: Page): string[] {
  if (!page.text.includes('<')) return [];
  const meta = /^(?:\d{10}|bm\d{8})$/i.exec(readMeta(page).get('siteidcode') ?? '')?.[0];
  const shown = meta ?? SITE_CODE.exec(shownText(page))?.[1];
  return shown === undefined ? [] : [shown];
}
