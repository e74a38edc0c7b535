import type { Page } from '../../crawlers/platforms/dialect.ts';
import { decodeEntities } from '../../crawlers/platforms/page/links.ts';
import type { Link } from './link.ts';
import { scorePath } from './score.ts';

/** Site maps of a site map that are looked into. */
const MOST_MAPS = 5;
const MAP_SCORE = 30;

/** Entries of a sitemap.xml worth following: deeper site maps, and addresses whose folder speaks of disclosure. */
export function siteMapLinks(page: Page): (Link & { readonly score: number })[] {
  const isIndex = /<sitemapindex\b/i.test(page.text);
  const addresses = [...page.text.matchAll(/<loc>\s*(?:<!\[CDATA\[)?\s*([^<\]]+?)\s*(?:\]\]>)?\s*<\/loc>/gi)]
    .map(([, address]) => decodeEntities(address ?? ''))
    .filter((address) => URL.canParse(address, page.url))
    .map((address) => new URL(address, page.url).href);
  // Of thousands of articles in a channel only the channel's own page counts: the shortest address of each folder.
  const wanted = isIndex
    ? addresses.slice(0, MOST_MAPS)
    : shortestOfEachFolder(addresses.filter((url) => scorePath(url) > 0));
  return wanted.map((url) => ({ url, title: '', from: 'link', score: isIndex ? MAP_SCORE : scorePath(url) }));
}

export function isSiteMap(page: Page): boolean {
  return /<(?:urlset|sitemapindex)\b/i.test(page.text.slice(0, 2000));
}

function shortestOfEachFolder(urls: readonly string[]): string[] {
  const folders = new Map<string, string>();
  for (const url of urls) {
    const folder = new URL(url).pathname
      .split('/')
      .slice(0, 4)
      .join('/')
      .replace(/\d+.*$/, '');
    const known = folders.get(folder);
    if (known === undefined || url.length < known.length) folders.set(folder, url);
  }
  return [...folders.values()];
}
