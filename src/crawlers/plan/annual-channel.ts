import { classifyTitle } from '../../vocabulary/link-titles.ts';
import { namesAnnualReports } from '../../vocabulary/report-titles.ts';
import { readMeta } from '../platforms/detail/metadata.ts';
import type { ListItem, Page } from '../platforms/dialect.ts';

/** The pinyin initials that portals use in paths: xxgk-nb, zfxxgk-nb, gk-nb, nd-bg … */
const IN_PATH =
  /\/(?:[a-z]*xxgk[a-z]*|[a-z]*gk|[a-z]*gz|zf|szf)?(?:nb|ndbg|nianbao|niandubaogao|annual-?reports?)(?:[_\d-][^/]*)?(?:\/|\.|$|[?#])/i;

/**
 * Whether a channel is one of annual reports, so that `2023年` or an organ's name is enough of a title in it: by its name, its address, or
 * by what stands in it. A portal's home page, which a person may give too, is none.
 */
export function isAnnualChannel(
  page: Page,
  channel: { url: string; title: string | null },
  items: readonly ListItem[],
): boolean {
  if (
    namesAnnualReports(channel.title ?? '') ||
    IN_PATH.test(new URL(channel.url).pathname + new URL(channel.url).search)
  )
    return true;
  const meta = isHtml(page) ? readMeta(page) : new Map<string, string>();
  if (
    namesAnnualReports(meta.get('columnname') ?? '') ||
    namesAnnualReports(isHtml(page) ? page.$('title').first().text() : '')
  )
    return true;
  const kinds = items.map(({ title }) => classifyTitle(title, { annualChannel: true }));
  const reports = items.filter(({ title }) => classifyTitle(title, { annualChannel: false }) === 'report').length;
  const plausible = kinds.filter((kind) => kind === 'report' || kind === 'bare').length;
  // Real channels hold a few strangers (a guide, a link to the next level); a home page holds a few reports among hundreds of links.
  return items.length > 0 && (reports * 3 >= items.length || plausible * 10 >= items.length * 9);
}

/** What a channel's page calls itself: its ColumnName, or a title that speaks of annual reports; null where it does not say. */
export function channelTitle(page: Page): string | null {
  if (!isHtml(page)) return null;
  const name = readMeta(page).get('columnname') ?? '';
  const title = page.$('title').first().text().replace(/\s+/g, ' ').trim();
  if (namesAnnualReports(title) && !namesAnnualReports(name)) return title;
  return name || null;
}

function isHtml(page: Page): boolean {
  return /^\s*</.test(page.text.slice(0, 500).replace(/^\ufeff/, ''));
}
