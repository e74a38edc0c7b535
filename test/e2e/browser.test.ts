import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ENCODINGS, generateReport, layoutNamed, renderReport } from '../../generator/index.ts';
import { reportPdf } from '../../generator/pdf.ts';
import { BrowserMissingError } from '../../src/crawlers/browser/find.ts';
import { openStore } from '../../src/store/store.ts';
import { hasBrowser } from '../support/browser.ts';
import { temporaryFolder, testCrawl } from '../support/crawling.ts';
import { type Handler, startServer, type TestServer } from '../support/server.ts';

const report = (seed: number, organ: string) =>
  generateReport(seed, { organ, year: 2023, form: '2021', variety: 'plain', title: 'usual' });
const one = report(1, '清溪县教育局');
const two = report(2, '清溪县财政局');
const UTF8 = ENCODINGS.find(({ name }) => name === 'utf8');
const page = (sample: typeof one) =>
  Buffer.from(renderReport(sample, layoutNamed('html-clean'), UTF8 === undefined ? {} : { encoding: UTF8 }).bytes);

let folder: ReturnType<typeof temporaryFolder>;
let server: TestServer;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(async () => {
  await server?.close();
  folder.remove();
});

const html = (response: Parameters<Handler>[1], body: string | Buffer, status = 200, headers = {}) =>
  response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(body);

const list = `<html><head><title>政府信息公开年报</title></head><body><ul><li><a href="one.html">${one.truth.title}</a></li><li><a href="two.html">${two.truth.title}</a></li></ul></body></html>`;

/** A challenge as real ones are: a script computes a cookie and loads the page again. */
function challenged(content: () => string | Buffer): Handler {
  return (request, response) => {
    if (/clearance=42/.test(request.headers.cookie ?? '')) return html(response, content());
    const script = '<script>setTimeout(function(){document.cookie="clearance="+(6*7);location.reload()},300)</script>';
    return html(response, `<html><head><meta id="x" r="m">${script}<script>$_ts=1</script></head></html>`, 412);
  };
}

const organs = () => {
  const store = openStore(folder.path, { readonly: true });
  try {
    return store.all<{ organ: string }>('SELECT organ FROM current_report ORDER BY organ').map(({ organ }) => organ);
  } finally {
    store.close();
  }
};
const both = ['清溪县教育局', '清溪县财政局'];
const slow = { limits: { idleMs: 5000, connectMs: 5000, totalMs: 20_000 } };

describe.skipIf(!hasBrowser)('a browser, where a plain request is not enough', () => {
  test('gets past a challenge that any browser passes; further requests go without it', async () => {
    server = await startServer({
      '/nb/': challenged(() => list),
      '/nb/one.html': challenged(() => page(one)),
      '/nb/two.html': challenged(() => page(two)),
    });
    const { summary } = await testCrawl({
      dataDir: folder.path,
      urls: [`${server.url}/nb/`],
      settings: { concurrency: 1 },
      options: slow,
    });
    expect(summary.failures).toEqual([]);
    expect(organs()).toEqual(both);
    const store = openStore(folder.path, { readonly: true });
    const captured = store.all<{ url: string; status: number }>(
      "SELECT url, status FROM capture WHERE url LIKE '%/nb/' ORDER BY id",
    );
    store.close();
    // The plain request, then the browser's own, each as it went over the wire.
    expect(captured.map(({ status }) => status)).toEqual([412, 412, 200]);
    // The pass is a cookie: the reports came at once.
    expect(server.log.filter(({ line }) => line.includes('one.html'))).toHaveLength(1);
  });

  test('gets past rounds of cookies, which scripts set or redirects give', async () => {
    const round = (cookie: string): string =>
      `<script>document.cookie='__jsl_clearance_s=${cookie};path=/';location.href=location.pathname+location.search</script>`;
    /** 521 twice, each with a script that sets the next cookie; then the page. */
    const rounds =
      (content: () => string | Buffer): Handler =>
      (request, response) => {
        const [, got] = /__jsl_clearance_s=(\w+)/.exec(request.headers.cookie ?? '') ?? [];
        if (got === 'second') html(response, content());
        else html(response, round(got === 'first' ? 'second' : 'first'), 521, { 'set-cookie': '__jsluid_s=1; path=/' });
      };
    let redirects = 0;
    server = await startServer({
      '/nb/': rounds(() => list),
      '/nb/one.html': rounds(() => page(one)),
      // Sent to itself until its cookie comes back: no browser is needed.
      '/nb/two.html': (request, response) => {
        if (/CT6T=7/.test(request.headers.cookie ?? '')) html(response, page(two));
        else {
          redirects++;
          response.writeHead(302, { location: request.url ?? '', 'set-cookie': 'CT6T=7; path=/' }).end();
        }
      },
    });
    const { summary } = await testCrawl({
      dataDir: folder.path,
      urls: [`${server.url}/nb/`],
      settings: { concurrency: 1 },
      options: slow,
    });
    expect(summary.failures).toEqual([]);
    expect(organs()).toEqual(both);
    expect(redirects).toBe(1);
    const asked = server.log.map(({ line }) => line);
    // The plain request, then the browser's three; the report came with the cookie at once.
    expect(asked.filter((line) => line === 'GET /nb/')).toHaveLength(4);
    expect(asked.filter((line) => line.includes('one.html'))).toHaveLength(1);
  });

  test('reads a list that a script builds, and a report that a script puts in', async () => {
    const tables = page(two)
      .toString('utf8')
      .replace(/^[\s\S]*<body[^>]*>|<\/body>[\s\S]*$/g, '');
    server = await startServer({
      '/nb/':
        '<html><head><title>年报</title></head><body><div id="app"></div><img src="/logo.png"><script src="app.js"></script></body></html>',
      '/nb/app.js': (_, response) =>
        response
          .writeHead(200, { 'content-type': 'application/javascript; charset=utf-8' })
          .end(
            `fetch('list.json').then(r=>r.json()).then(rows=>{document.getElementById('app').innerHTML=rows.map(r=>'<li><a href="'+r.u+'">'+r.t+'</a></li>').join('')})`,
          ),
      '/nb/list.json': (_, response) =>
        response.writeHead(200, { 'content-type': 'application/json' }).end(
          JSON.stringify([
            { u: 'one.html', t: one.truth.title },
            { u: 'two.html', t: two.truth.title },
          ]),
        ),
      '/nb/one.html': (_, response) => html(response, page(one)),
      '/nb/two.html':
        '<html><head><meta charset="utf-8"><title>清溪县</title></head><body><div id="zoom"></div><script src="two.js"></script></body></html>',
      '/nb/two.js': (_, response) =>
        response
          .writeHead(200, { 'content-type': 'text/javascript' })
          .end(`document.getElementById('zoom').innerHTML=${JSON.stringify(tables)}`),
    });
    const { summary } = await testCrawl({ dataDir: folder.path, urls: [`${server.url}/nb/`], options: slow });
    expect(summary.failures).toEqual([]);
    expect(organs()).toEqual(both);
    const asked = server.log.map(({ line }) => line);
    expect(asked.some((line) => line.includes('logo.png'))).toBe(false);
    expect(asked.filter((line) => line.includes('list.json'))).toHaveLength(1);
    const store = openStore(folder.path, { readonly: true });
    expect(
      store.get("SELECT record_type FROM capture WHERE url LIKE '%two.html' AND record_type = 'resource'"),
    ).toBeDefined();
    expect(store.get("SELECT 1 FROM capture WHERE url LIKE '%list.json'")).toBeDefined();
    store.close();
  });

  test('survives its own death, and reads what scripts make, draw or are sent on for', async () => {
    const shell = (script: string) =>
      Buffer.from(
        `<html><head><meta charset="utf-8"></head><body><div id="c"></div><script>${script}</script></body></html>`,
      );
    const show = (body: string) => `document.getElementById('c').innerHTML=${body}`;
    const bodyOf = (sample: typeof one) =>
      page(sample)
        .toString('utf8')
        .replace(/^[\s\S]*<body[^>]*>|<\/body>[\s\S]*$/g, '');
    const made = Buffer.from(reportPdf(report(3, '清溪县民政局'))).toString('base64');
    const drawn = Buffer.from(reportPdf(report(4, '清溪县水利局')));
    const organsByPage = { killed: '教育局', sent: '财政局', blob: '民政局', drawn: '水利局' };
    const rows = Object.entries(organsByPage).map(
      ([name, organ]) => `<li><a href="${name}.html">清溪县${organ}2023年政府信息公开工作年度报告</a></li>`,
    );
    let kills = 0;
    server = await startServer({
      '/nb/': `<html><head><title>政府信息公开年报</title></head><body><ul>${rows.join('')}</ul></body></html>`,
      '/nb/killed.html': (_, response) =>
        html(response, shell(`fetch('data').then(r=>r.text()).then(t=>{${show('t')}})`)),
      '/nb/data': (_, response) => {
        if (kills++ === 0) killBrowser();
        html(response, bodyOf(one));
      },
      // A redirect of the page itself, and one of what its script asks for.
      '/nb/sent.html': (_, response) => html(response, shell("setTimeout(()=>{location.href='moved'+'?x'},100)")),
      '/nb/moved': (_, response) => response.writeHead(302, { location: '/nb/shown.html' }).end(),
      '/nb/shown.html': (_, response) =>
        html(response, shell(`alert(1);open('/popup');fetch('old').then(r=>r.text()).then(t=>{${show('t')}})`)),
      '/nb/old': (_, response) => response.writeHead(302, { location: 'new' }).end(),
      '/nb/new': (_, response) => html(response, bodyOf(two)),
      '/nb/blob.html': (_, response) =>
        html(
          response,
          shell(
            `const b=Uint8Array.from(atob('${made}'),c=>c.charCodeAt(0));const u=URL.createObjectURL(new Blob([b],{type:'application/pdf'}));${show("'<iframe src='+u+'></iframe>'")}`,
          ),
        ),
      '/nb/drawn.html': (_, response) =>
        html(response, shell(`fetch('file?id=4').then(r=>r.arrayBuffer()).then(()=>{${show("'第1页'")}})`)),
      '/nb/file': (_, response) => response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(drawn),
    });
    const { summary } = await testCrawl({ dataDir: folder.path, urls: [`${server.url}/nb/`], options: slow });
    expect(summary.failures).toEqual([]);
    expect(organs()).toEqual(['清溪县教育局', '清溪县民政局', '清溪县水利局', '清溪县财政局']);
    expect(kills).toBe(2);
    expect(server.log.filter(({ line }) => line.includes('popup'))).toEqual([]);
  });

  test('takes a stop in the middle of a visit for no refusal', async () => {
    const stop = new AbortController();
    const channel = challenged(() => list);
    server = await startServer({
      '/nb/': (request, response) => {
        // The second request is the browser's.
        if (server.log.filter(({ line }) => line === 'GET /nb/').length === 2) stop.abort();
        channel(request, response);
      },
      '/nb/one.html': (_, response) => html(response, page(one)),
      '/nb/two.html': (_, response) => html(response, page(two)),
    });
    const task = { dataDir: folder.path, urls: [`${server.url}/nb/`] };
    const stopped = await testCrawl({ ...task, options: { ...slow, signal: stop.signal } });
    expect(stopped).toMatchObject({ outcome: 'interrupted', summary: { failures: [] } });
    await testCrawl({ ...task, options: slow });
    expect(organs()).toEqual(both);
  });

  test('records a host that keeps refusing', async () => {
    server = await startServer({
      '/nb/': (_, response) =>
        html(response, '<html><body>请输入验证码继续访问<img src="captcha.png"></body></html>', 403),
    });
    const { summary, outcome } = await testCrawl({ dataDir: folder.path, urls: [`${server.url}/nb/`], options: slow });
    expect(outcome).toBe('failures');
    expect(summary.failures.map(({ failure }) => failure)).toEqual(['refused']);
    expect(server.log.filter(({ line }) => line.includes('/nb/'))).toHaveLength(1);
  });

  test('stays out of private addresses and foreign hosts', async () => {
    const secret = await startServer({ '*': 'secret' });
    const foreign = secret.url.replace('127.0.0.1', 'localhost');
    server = await startServer({
      '/nb/': `<html><head><title>年报</title></head><body><div id="app"></div>
        <script>fetch('${foreign}/steal').catch(()=>0).then(()=>fetch('http://169.254.169.254/latest')).catch(()=>0).then(()=>{
          document.getElementById('app').innerHTML='<a href="one.html">${one.truth.title}</a>'})</script></body></html>`,
      '/nb/one.html': (_, response) => html(response, page(one)),
    });
    await testCrawl({ dataDir: folder.path, urls: [`${server.url}/nb/`], options: slow });
    expect(organs()).toEqual(['清溪县教育局']);
    expect(secret.log).toEqual([]);
    await secret.close();
  });
});

/** Ends the Chromium that this process has started, as the kernel does where memory is short. */
function killBrowser(): void {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const [, name = '', parent] = /\((.*)\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
      if (Number(parent) === process.pid && /chrom|headless/i.test(name)) process.kill(Number(pid), 'SIGKILL');
    } catch {
      // A process that ended meanwhile.
    }
  }
}

test('without a browser the message says how to get one', () => {
  expect(new BrowserMissingError().message).toContain('apt-get install chromium');
  const broken = { program: '/usr/bin/chromium', complaint: 'error while loading shared libraries: libnss3.so' };
  expect(new BrowserMissingError(broken).message).toMatch(/\/usr\/bin\/chromium does not start.*libnss3\.so/);
});
