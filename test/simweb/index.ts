import { type Article, makeCorpus, PLACE } from './corpus.ts';
import { CLICK_FAMILIES } from './families/click-pagers.ts';
import { DRAWN_FAMILIES } from './families/drawn-lists.ts';
import { EMPTY_FAMILIES } from './families/empty-pages.ts';
import { HANWEB_FAMILIES } from './families/hanweb.ts';
import { SERVICE_FAMILIES } from './families/services.ts';
import { STATIC_FAMILIES } from './families/static-sites.ts';
import { STRUCTURE_FAMILIES } from './families/structure.ts';
import { UNKNOWN_FAMILIES } from './families/unknown.ts';
import { html, type SimFamily, type Site } from './family.ts';
import { shell } from './markup.ts';
import { type Hit, type Reply, type SimRequest, serve } from './server.ts';

export type { Hit } from './server.ts';

/** Every simulated portal system. */
export const FAMILIES: readonly SimFamily[] = [
  ...STATIC_FAMILIES,
  ...HANWEB_FAMILIES,
  ...SERVICE_FAMILIES,
  ...STRUCTURE_FAMILIES,
  ...UNKNOWN_FAMILIES,
  ...CLICK_FAMILIES,
];

/** Shapes of lists and pages that no system is known by: each crawled once, and no part of probes and of the country. */
export const SHAPES: readonly SimFamily[] = [...DRAWN_FAMILIES, ...EMPTY_FAMILIES];

export const PORTALS: readonly SimFamily[] = [...FAMILIES, ...SHAPES];

export interface FamilyOptions {
  readonly reports?: number;
  /** The addresses of two articles answer a throttle page with status 200 at first, one an index page. Default true. */
  readonly throttle?: boolean;
  /** The division that the portal is of, in place of 清溪县. */
  readonly place?: string;
  /** Pages in front of the channel, in place of a plain menu; given its path. Null: none of theirs. */
  readonly front?: (channel: string) => (request: SimRequest) => Reply | null;
}

/** What a perfect crawl finds. */
export interface TruthReport {
  readonly organ: string;
  readonly year: number;
  readonly title: string;
  readonly url: string;
  readonly files: readonly string[];
}

export interface RunningFamily {
  readonly origin: string;
  /** The portal's front page, two links above the channel. */
  readonly home: string;
  readonly channel: string;
  readonly truth: readonly TruthReport[];
  /** Addresses that a crawl has no business with. */
  readonly offLimits: readonly string[];
  /** The fewest requests in which all reports can be had, robots.txt and repeats after a throttle page included. */
  readonly least: number;
  readonly log: readonly Hit[];
  close(): Promise<void>;
}

/** Starts a family by its name on a free port of 127.0.0.1. */
export async function startFamily(name: string, options: FamilyOptions = {}): Promise<RunningFamily> {
  const family = PORTALS.find((one) => one.name === name);
  if (family === undefined)
    throw new RangeError(
      `no simulated family is called ${name}; there are ${PORTALS.map((one) => one.name).join(', ')}`,
    );
  const seed = PORTALS.indexOf(family) + 1;
  const place = options.place ?? PLACE;
  const { reports: count = 18, fileEvery = 7, isLost = () => false } = family;
  const articles = makeCorpus({ seed, reports: options.reports ?? count, fileEvery, place });
  const site = family.site(articles);
  const throttled =
    options.throttle === false ? [] : articles.filter((one) => one.report && one.number % 9 === 0).map(site.pathOf);
  let origin = '';
  const front = options.front?.(site.channel) ?? plainFront(site.channel);
  const listening = await serve(
    portal(site, throttled, { origin: () => origin, front, place }),
    family.charset ?? { bytes: 'utf8', label: 'utf-8' },
  );
  origin = listening.origin;
  const reports = articles.flatMap((one) => (one.report ? [{ article: one, report: one.report }] : []));
  const truth = reports
    .filter(({ article }) => !isLost(article))
    .map(
      ({ article, report }): TruthReport => ({
        organ: report.truth.organ,
        year: report.truth.year,
        title: article.title,
        url: origin + site.pathOf(article),
        files: site.filesOf(article).map((path) => origin + path),
      }),
    );
  const files = truth.reduce((sum, one) => sum + one.files.length, 0);
  return {
    origin,
    home: `${origin}/`,
    channel: origin + site.channel,
    truth,
    offLimits: offLimits(origin, articles, site),
    least: 1 + site.lists + reports.length + files + throttled.length,
    log: listening.log,
    close: listening.close,
  };
}

function offLimits(origin: string, articles: readonly Article[], site: Site): string[] {
  const strangers = articles.filter((one) => one.report === null).map((one) => origin + site.pathOf(one));
  return [...strangers, `${origin}/admin/login.html`, `${origin}/help/sysm.pdf`];
}

const MENU = (channel: string): string =>
  `<ul class="xxgk-menu"><li><a href="/zwgk/zn.html">政府信息公开指南</a></li><li><a href="/zwgk/zd.html">政府信息公开制度</a></li><li><a href="/zwgk/fdzd.html">法定主动公开内容</a></li><li><a href="${channel.replace(/&/g, '&amp;')}">政府信息公开年报</a></li></ul>`;

/** A home page with a link to 政府信息公开, and its menu. */
function plainFront(channel: string): (request: SimRequest) => Reply | null {
  const home =
    '<p>清溪县人民政府门户网站</p><ul><li><a href="/zwgk/">政府信息公开</a></li><li><a href="/news/1.html">县政府召开常务会议</a></li></ul>';
  return ({ path }) => {
    if (path === '/') return html(shell({ title: '清溪县人民政府' }, home));
    return path === '/zwgk/' ? html(shell({ title: '政府信息公开', at: '正文' }, MENU(channel))) : null;
  };
}

interface PortalParts {
  readonly origin: () => string;
  readonly front: (request: SimRequest) => Reply | null;
  readonly place: string;
}

function portal(
  site: Site,
  throttled: readonly string[],
  { origin, front, place }: PortalParts,
): (request: SimRequest) => Reply {
  const asked = new Set<string>();
  const here = (reply: Reply): Reply =>
    typeof reply.body === 'string'
      ? { ...reply, body: reply.body.replaceAll('127.0.0.1:PORT', new URL(origin()).host).replaceAll(PLACE, place) }
      : reply;
  return (request) => {
    const { path } = request;
    const fronted = front(request);
    if (fronted !== null) return here(fronted);
    if (path === '/robots.txt') return { type: 'text/plain', body: 'User-agent: *\nDisallow: /admin/\n' };
    const index = throttled.findIndex((one) => one.replace(/\?.*$/, '') === path && !asked.has(one));
    const slow = throttled[index];
    if (slow !== undefined && (!slow.includes('?') || slow.endsWith(`n=${request.query.get('n')}`))) {
      asked.add(slow);
      // Once a notice, once the index page: both with status 200.
      if (index % 2 === 0)
        return html('<html><head><title>提示</title></head><body>您的访问过于频繁，请稍后再试！</body></html>');
      return here(html(shell({ title: '清溪县人民政府', at: '首页' }, MENU(site.channel))));
    }
    const reply = site.answer(request);
    if (reply !== null) return here(reply);
    // A soft 404: status 200.
    return html('<html><head><title>404</title></head><body><p>您访问的页面不存在或已删除。</p></body></html>');
  };
}
