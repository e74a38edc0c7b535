import { mkdirSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { testCrawl } from '../support/crawling.ts';
import { startServer, type TestServer } from '../support/server.ts';

/** How a portal behaves. */
export type Mood =
  | 'well'
  | 'grown'
  | 'gone'
  | 'home page instead'
  | 'elsewhere'
  | 'forbidden'
  | 'challenge'
  | 'challenge for browsers'
  | 'captcha'
  | 'busy notice'
  | 'too many requests'
  | 'another system'
  | 'other titles'
  | 'service'
  | 'service broken'
  | 'few rows'
  | 'no rows'
  | 'server error'
  | 'robots';

const page = (title: string, body: string, head = ''): string =>
  `<html><head><meta charset="utf-8"><title>${title}</title>${head}</head><body>${body}</body></html>`;

const YEARS = [2018, 2019, 2020, 2021, 2022, 2023];
const href = (year: number): string => `./${year + 1}01/t${year + 1}0120_${year}.html`;
const row = (year: number, title: string): string =>
  `<li><a href="${href(year)}" title="${title}">${title}</a><span>${year + 1}-01-20</span></li>`;
const titleOf = (year: number): string => `清溪县人民政府${year}年政府信息公开工作年度报告`;

/** As TRS publishes a channel. */
function channel(years: readonly number[], title: (year: number) => string = titleOf): string {
  const rows = years.map((year) => row(year, title(year))).join('');
  return page('政府信息公开年报', `<ul>${rows}</ul><script>createPageHTML(1, 0, "index", "html");</script>`);
}

/** As UCAP does, with a list that a script asks another address for. */
const UCAP = page(
  '信息公开',
  '<ul id="list"></ul><script>$.get("/common/search/a1a078ee0bc54721ab6b148884c784a8", {_isAgg: true}, draw);</script>',
  '<meta name="channelid" content="a1a078ee0bc54721ab6b148884c784a8">',
);

/** A search service draws the list. */
const FRAME = page(
  '政府信息公开年报',
  '<div id="docs"></div><script>$.getJSON("/was5/web/search?channelid=229105&templet=docs.jsp&sortfield=-docreltime&classsql=chnlid%3D5727&prepage=15&page=" + page, draw);</script>',
);

const report = (year: number): string =>
  page(
    titleOf(year),
    `<h1>${titleOf(year)}</h1><p>一、总体情况</p><p>本机关按时公开。</p><p>五、存在的主要问题</p><p>无。</p>`,
  );

const send = (response: ServerResponse, status: number, body: string, headers: Record<string, string> = {}): void => {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(body);
};

const CHANNEL: Readonly<Record<Mood, (response: ServerResponse, request: IncomingMessage) => void>> = {
  well: (response) => send(response, 200, channel(YEARS)),
  grown: (response) => send(response, 200, channel([2024, ...YEARS])),
  gone: (response) => send(response, 404, 'not here'),
  'home page instead': (response) => send(response, 302, '', { location: '/' }),
  elsewhere: (response) => send(response, 301, '', { location: '/xxgk/new/' }),
  forbidden: (response) => send(response, 403, '<html><body>Forbidden</body></html>'),
  challenge: (response) =>
    send(
      response,
      412,
      '<html><head><meta id="x" content="y" r="m"><script>$_ts=window["$_ts"];</script></head></html>',
    ),
  'challenge for browsers': (response, request) =>
    request.headers.cookie?.includes('pass=1')
      ? send(response, 200, channel(YEARS))
      : send(
          response,
          412,
          '<html><head><meta id="x" content="y" r="m"><script>$_ts={};document.cookie="pass=1;path=/";location.reload();</script></head></html>',
        ),
  captcha: (response) => send(response, 200, '<html><body>请输入验证码 <img src="/code"></body></html>'),
  'busy notice': (response) => send(response, 200, '<html><body>您的访问过于频繁，请稍后再试！</body></html>'),
  'too many requests': (response) => send(response, 429, 'slow down', { 'retry-after': '0' }),
  'another system': (response) => send(response, 200, UCAP),
  service: (response) => send(response, 200, FRAME),
  'service broken': (response) => send(response, 200, FRAME),
  'other titles': (response) =>
    send(
      response,
      200,
      channel(YEARS, (year) => `清溪县工作动态第${year}期`),
    ),
  'few rows': (response) => send(response, 200, channel(YEARS.slice(0, 2))),
  'no rows': (response) => send(response, 200, channel([])),
  'server error': (response) => send(response, 500, 'broken'),
  robots: (response) => send(response, 200, channel(YEARS)),
};

export interface MoodyPortal {
  readonly id: string;
  readonly url: string;
  readonly server: TestServer;
  mood: Mood;
  /** Crawls it as it is now. */
  crawl(dataDir: string): Promise<void>;
}

/** A portal that can fall ill, and its config under `configDir`. */
export async function moodyPortal(id: string, configDir: string, browser = 'never'): Promise<MoodyPortal> {
  const state = { mood: 'well' as Mood };
  const server: TestServer = await startServer({
    '/': page('清溪县人民政府', '<p>欢迎</p><a href="/zwgk/nb/">政府信息公开年报</a>'),
    '/robots.txt': (_, response) =>
      response
        .writeHead(200, { 'content-type': 'text/plain' })
        .end(state.mood === 'robots' ? 'User-agent: *\nDisallow: /' : ''),
    '/zwgk/nb/': (request, response) => CHANNEL[state.mood](response, request),
    '/xxgk/new/': channel(YEARS),
    '/was5/web/search': (_, response) => {
      const docs = YEARS.map((year) => ({
        title: titleOf(year),
        url: new URL(href(year), `${server.url}/zwgk/nb/`).href,
      }));
      if (state.mood === 'service') send(response, 200, JSON.stringify({ count: String(docs.length), docs }));
      else send(response, 404, 'not here');
    },
    ...Object.fromEntries(YEARS.map((year) => [new URL(href(year), 'http://x/zwgk/nb/').pathname, report(year)])),
  });
  const url = `${server.url}/zwgk/nb/`;
  const folder = join(configDir, 'portals');
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, `${id}.yaml`),
    `id: ${id}\nname: 清溪县\ncode: null\nchannels:\n  - url: ${url}\nhosts: ['127.0.0.1:${server.port}']\nbrowser: ${browser}\n`,
  );
  return {
    id,
    url,
    server,
    get mood() {
      return state.mood;
    },
    set mood(mood: Mood) {
      state.mood = mood;
    },
    crawl: async (dataDir) => {
      await testCrawl({ dataDir, urls: [url], config: { id }, settings: { browser: 'never' } });
    },
  };
}
