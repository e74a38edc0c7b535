import { namesReport } from '../../../vocabulary/report-titles.ts';
import type { Page, SubChannel } from '../dialect.ts';
import { clean } from '../page/dom.ts';
import { resolveLink } from '../page/links.ts';
import type { ListRow } from '../page/row.ts';
import { FILE_URL } from '../page/row.ts';

/** Frames that hold no list: trees, counters, logins, sharing, maps, search boxes, the page's own head and foot. */
const OTHER =
  /(?:tree|visit|count|login|share|header|footer|top|bottom|search|map|weather|tianqi|jiucuo|comment)\w{0,60}\.(?:s?html?|jsp|aspx|php|do)/i;

/** A channel whose page is a shell around a frame of its own site: the frame is where the list is. None where the page has rows itself. */
export function listFrames(page: Page, rows: readonly ListRow[]): SubChannel[] {
  const listed = rows.some(({ frame, date, title }) => !frame && (date !== undefined || namesReport(title)));
  if (listed) return [];
  const { host } = new URL(page.url);
  const frames: SubChannel[] = [];
  page.$('iframe, frame').each((_, element) => {
    const { src, style, height, title, name } = element.attribs;
    const url = resolveLink(page, src ?? element.attribs['data-src']);
    if (url === null || new URL(url).host !== host || OTHER.test(url) || FILE_URL.test(url) || url === page.url) return;
    if (/display\s*:\s*none/i.test(style ?? '') || /^[01](?:px)?$/.test(height ?? '')) return;
    frames.push({ url, title: clean(title ?? name ?? '') });
  });
  return frames;
}
