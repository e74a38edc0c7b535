import { describe, type TestContext, test } from 'vitest';
import { ENCODINGS, generateReport, layoutNamed, renderReport } from '../../generator/index.ts';
import { openStore } from '../../src/store/store.ts';
import { hasBrowser } from '../support/browser.ts';
import { temporaryFolder, testCrawl } from '../support/crawling.ts';
import { type Handler, startServer } from '../support/server.ts';

const TITLE = (n: number) => `清溪县第${n}局2023年政府信息公开工作年度报告`;
const rows = (count: number) =>
  Array.from({ length: count }, (_, n) => `<li><a href="${n}.html">${TITLE(n)}</a><span>2024-01-30</span></li>`).join(
    '',
  );
/** A title, a script, and nothing that it adds. */
const empty = (n: number) =>
  `<html><head><meta charset="utf-8"><title>${TITLE(n)}</title><script src="/app.js"></script></head><body><h1>${TITLE(n)}</h1><p>见附件。</p></body></html>`;

const oneByOne = { parallel: 1, limits: { idleMs: 5000, connectMs: 5000, totalMs: 20_000 } };

/** A portal and a data folder of one test's own; they are gone after it. */
async function portalOf(pages: Record<string, Handler | string>, onTestFinished: TestContext['onTestFinished']) {
  const folder = temporaryFolder();
  const server = await startServer(pages);
  onTestFinished(async () => {
    await server.close();
    folder.remove();
  });
  const crawl = (settings = {}) =>
    testCrawl({
      dataDir: folder.path,
      urls: [`${server.url}/nb/`],
      settings: { concurrency: 1, retries: 0, ...settings },
      options: oneByOne,
    });
  const read = <T>(sql: string): T[] => {
    const store = openStore(folder.path, { readonly: true });
    try {
      return store.all<T>(sql);
    } finally {
      store.close();
    }
  };
  const looks = () => read<{ url: string; gave_more: number }>('SELECT url, gave_more FROM browser_retry ORDER BY url');
  return { server, crawl, read, looks };
}

// Side by side: a look waits seconds for a page to show more, and the processor has nothing to do meanwhile.
describe.skipIf(!hasBrowser).concurrent('what looks with the browser have taught', () => {
  test('three pages of one shape that gave nothing more tell of the others, tonight and tomorrow', async ({
    expect,
    onTestFinished,
  }) => {
    const pages: Record<string, Handler | string> = { '/nb/': `<ul>${rows(7)}</ul>`, '/app.js': 'var started = 1;' };
    for (let n = 0; n < 7; n++) pages[`/nb/${n}.html`] = empty(n);
    const { server, crawl, looks } = await portalOf(pages, onTestFinished);
    await crawl();
    const first = looks();
    expect(first.map(({ gave_more }) => gave_more)).toEqual([0, 0, 0]);
    const before = server.log.filter(({ line }) => line.includes('/app.js')).length;
    await crawl();
    expect(looks()).toEqual(first);
    expect(server.log.filter(({ line }) => line.includes('/app.js'))).toHaveLength(before);
  });

  test('a page that the browser fills is opened again, and its like too', async ({ expect, onTestFinished }) => {
    const UTF8 = ENCODINGS.find(({ name }) => name === 'utf8');
    const reports = [1, 2, 3, 4].map((seed) =>
      generateReport(seed, {
        organ: `清溪县第${seed - 1}局`,
        year: 2023,
        form: '2021',
        variety: 'plain',
        title: 'usual',
      }),
    );
    const pages: Record<string, Handler | string> = { '/nb/': `<ul>${rows(4)}</ul>` };
    for (const [n, report] of reports.entries()) {
      const shown = renderReport(report, layoutNamed('html-clean'), UTF8 === undefined ? {} : { encoding: UTF8 }).bytes;
      pages[`/nb/${n}.html`] = empty(n).replace('/app.js', '/fill.js').replace('见附件。', '');
      pages[`/nb/${n}.txt`] = (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(shown);
    }
    pages['/fill.js'] =
      "addEventListener('load', () => fetch(location.pathname.replace('.html', '.txt')).then((r) => r.text()).then((t) => { document.body.innerHTML = t.replace(/[^]*<body[^>]*>/i, ''); }));";
    const { crawl, looks } = await portalOf(pages, onTestFinished);
    await crawl();
    expect(looks().map(({ gave_more }) => gave_more)).toEqual([1, 1, 1, 1]);
  });

  test('a list whose first rows are as they were is not pressed again, and all its rows are looked at', async ({
    expect,
    onTestFinished,
  }) => {
    const line = (n: number) => `<li><a href="/nb/${n}.html">${TITLE(n)}</a><span>2024-01-30</span></li>`;
    const list = (
      first: number,
    ) => `<html><head><meta charset="utf-8"></head><body><ul id="l">${line(first)}${line(1)}</ul><button id="go" type="button">加载更多</button>
<script>var rest = [2, 3]; document.getElementById('go').onclick = function () { var n = rest.shift();
document.getElementById('l').insertAdjacentHTML('beforeend', '<li><a href="/nb/' + n + '.html">清溪县第' + n + '局2023年政府信息公开工作年度报告</a><span>2024-01-30</span></li>');
if (rest.length === 0) this.remove(); };</script></body></html>`;
    let first = 0;
    const pages: Record<string, Handler | string> = {
      '/nb/': (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(list(first)),
    };
    for (const n of [0, 1, 2, 3, 9])
      pages[`/nb/${n}.html`] =
        `<html><head><meta charset="utf-8"></head><body><h1>${TITLE(n)}</h1><p>一、总体情况</p><p>二、主动公开政府信息情况</p></body></html>`;
    const { server, crawl, read } = await portalOf(pages, onTestFinished);
    const visited = () => {
      const before = server.log.length;
      return crawl().then(() => {
        const [channel] = read<{ completeness: string; completeness_evidence: string }>('SELECT * FROM channel');
        const asked = server.log.slice(before).map(({ line: text }) => text);
        return { ...channel, reports: new Set(asked.filter((text) => /nb\/\d\.html$/.test(text))).size };
      });
    };
    const pressed = await visited();
    expect(pressed).toMatchObject({ completeness: 'complete', reports: 4 });
    expect(pressed.completeness_evidence).toMatch(
      /no control is left in a browser, after 2 presses \(\d+ requests, \d+ s\)$/,
    );
    const kept = await visited();
    expect(kept).toMatchObject({ completeness: 'complete', reports: 4 });
    expect(kept.completeness_evidence).toBe(
      `${pressed.completeness_evidence}, on ${new Date().toISOString().slice(0, 10)}; the first rows are as they were`,
    );
    first = 9;
    const anew = await visited();
    expect(anew.completeness_evidence).toMatch(/ s\)$/);
    // The report that has left the list is asked for once more.
    expect(anew.reports).toBe(5);
  });

  test('is not asked where the list names the files, or the page holds the report as data', async ({
    expect,
    onTestFinished,
  }) => {
    const report = generateReport(9, {
      organ: '清溪县第0局',
      year: 2023,
      form: '2021',
      variety: 'plain',
      title: 'usual',
    });
    const UTF8 = ENCODINGS.find(({ name }) => name === 'utf8');
    const whole = Buffer.from(
      renderReport(report, layoutNamed('html-clean'), UTF8 === undefined ? {} : { encoding: UTF8 }).bytes,
    ).toString();
    const data = JSON.stringify(whole.replace(/[\s\S]*<body[^>]*>/i, '').replace(/<\/body>[\s\S]*/i, '')).replaceAll(
      '</',
      '<\\/',
    );
    const page = empty(0)
      .replace('见附件。', '')
      .replace('</body>', `<script>var _CONFIG={"content":${data}}</script></body>`);
    const pages = { '/nb/': `<ul>${rows(1)}</ul>`, '/nb/0.html': page, '/app.js': '' };
    const { crawl, looks, read } = await portalOf(pages, onTestFinished);
    const { summary } = await crawl();
    expect(looks()).toEqual([]);
    expect(summary.failed).toBe(0);
    expect(read('SELECT organ, year FROM current_report')).toEqual([{ organ: '清溪县第0局', year: 2023 }]);
  });
});
