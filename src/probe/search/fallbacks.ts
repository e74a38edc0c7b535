import type { Page } from '../../crawlers/platforms/dialect.ts';
import type { Visitor } from '../visit/visitor.ts';
import type { Link } from './link.ts';
import { searchAddress } from './search-form.ts';

/** Where to look when no link leads on, one try after the other: the home page, Guangdong's catalogue, site maps, the portal's search. */
export function* fallbacks(parts: {
  readonly visitor: Visitor;
  readonly start: string;
  readonly pages: readonly Page[];
}): Generator<readonly Link[], void> {
  const at = (path: string, title: string): Link => ({
    url: new URL(path, parts.start).href,
    title,
    from: 'link',
    score: 50,
  });
  yield [at('/', '首页')];
  if (
    parts.pages.some(({ text }) => text.includes('gkmlpt')) ||
    /\.(?:gd|gz|sz)\.gov\.cn$/.test(new URL(parts.start).hostname)
  )
    yield [at('/gkmlpt/annualreport', '政府信息公开年报')];
  yield parts.visitor.siteMaps.slice(0, 3).map((url) => ({ url, title: '', from: 'link', score: 50 }));
  yield [at('/sitemap.xml', '')];
  const search = parts.pages.map(searchAddress).find((url) => url !== null);
  if (search != null) yield [{ url: search, title: '搜索', from: 'search', score: 50 }];
  yield [at('/gkmlpt/annualreport', '政府信息公开年报')];
}
