import { afterEach, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import type { ChannelFinding, ProbeResult } from '../../src/probe/findings.ts';
import { hasBrowser } from '../support/browser.ts';
import { nianbao } from '../support/cli.ts';
import { type Handler, startServer, type TestServer } from '../support/server.ts';
import { channel, link, longChannel, PAGE_SIZE, page, plain, reportPage, row, titleOf } from './portals.ts';

let server: TestServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

interface Outcome {
  readonly code: number;
  readonly err: string;
  readonly result: ProbeResult;
  /** Paths that were asked for. */
  readonly asked: readonly string[];
}

async function probe(answers: Record<string, Handler | string>, path = '/', ...options: string[]): Promise<Outcome> {
  server = await startServer(answers);
  const local = ['--allow-private', '127.0.0.1', '--delay', '1', '--json'];
  const { code, out, err } = await nianbao('probe', `${server.url}${path}`, ...local, ...options);
  const asked = server.log.map(({ line }) => line.replace(/^\w+ /, ''));
  return { code, err, asked, result: JSON.parse(out || 'null') as ProbeResult };
}

const paths = (channels: readonly ChannelFinding[]): string[] => channels.map(({ url }) => new URL(url).pathname);
const years = ({ reports }: ChannelFinding): (number | null)[] => reports.map(({ year }) => year);

const CHANNEL = channel('/zwgk/zfxxgk/nb/', '清溪县人民政府', [2023, 2022, 2021]);
const MENU = link('/zwgk/zfxxgk/nb/', '政府信息公开年报');

describe('the way to the channel', () => {
  it('follows menus, best first, and asks for nothing else', async () => {
    const { result, asked, code } = await probe({
      '/': page(
        '清溪县人民政府',
        ['要闻', '办事大厅', '互动交流', '走进清溪'].map((text, i) => link(`/${i}/`, text)).join('') +
          link('/zwgk/', '政务公开'),
      ),
      '/zwgk/': page('政务公开', link('/zwgk/zfxxgk/', '政府信息公开') + link('/zwgk/zcjd/', '政策解读')),
      '/zwgk/zfxxgk/': page('政府信息公开', link('/zwgk/zfxxgk/zn/', '政府信息公开指南') + MENU),
      ...CHANNEL,
    });
    expect(code).toBe(0);
    expect(result.channels[0]?.way).toEqual(['政务公开', '政府信息公开', '政府信息公开年报']);
    expect(years(result.channels[0] as ChannelFinding)).toEqual([2023, 2022, 2021]);
    expect(asked).toEqual([
      '/robots.txt',
      '/',
      '/zwgk/',
      '/zwgk/zfxxgk/',
      '/zwgk/zfxxgk/nb/',
      '/zwgk/zfxxgk/nb/202401/t20240120_2023.html',
    ]);
  });

  it.each([
    ['document.write', `document.write("<li><a href=\\"/zwgk/zfxxgk/nb/\\">政府信息公开年报<\\/a></li>");`],
    [
      'objects',
      `var zNodes=[{id:1,pId:0,name:"政府信息公开指南",url:"/zn/"},{id:2,pId:0,name:"政府信息公开年报",url:"/zwgk/zfxxgk/nb/"},{id:3,name:"依申请公开",url:"/ysq/"}];`,
    ],
    ['calls', `d.add(7,0,'政府信息公开制度','/zd/');d.add(8,0,'政府信息公开年报','/zwgk/zfxxgk/nb/');`],
    [
      'escapes',
      `var m={"title":"\\u653f\\u5e9c\\u4fe1\\u606f\\u516c\\u5f00\\u5e74\\u62a5","href":"\\/zwgk\\/zfxxgk\\/nb\\/"};`,
    ],
  ])('reads menus that scripts hold: %s', async (_, script) => {
    const { result } = await probe({ '/': page('清溪县', `<script>${script}</script>`), ...CHANNEL });
    expect(paths(result.channels)).toEqual(['/zwgk/zfxxgk/nb/']);
  });

  it('loads the script that draws the menu', async () => {
    const { result } = await probe({
      '/': page(
        '清溪县',
        '<div id="nav"></div><script src="/js/jquery.min.js"></script><script src="/js/leftmenu.js"></script>',
      ),
      '/js/leftmenu.js': plain(`var menu=[["政府信息公开年报","/zwgk/zfxxgk/nb/"]];`, 'application/javascript'),
      ...CHANNEL,
    });
    expect(paths(result.channels)).toEqual(['/zwgk/zfxxgk/nb/']);
  });

  it('looks into frames, click handlers, drop-down lists and image maps', async () => {
    const { result } = await probe({
      '/': page('清溪县', '<iframe src="/left.html"></iframe>'),
      '/left.html': page('', `<div onclick="window.open('/zwgk/')">信息公开</div>`),
      '/zwgk/': page(
        '信息公开',
        '<select><option value="">请选择</option><option value="/xxgk/">政府信息公开</option></select>',
      ),
      '/xxgk/': page(
        '政府信息公开',
        '<map><area href="/zwgk/zfxxgk/nb/" alt="" title="政府信息公开年报"></map><a href="/zwgk/zfxxgk/nb/"><img src="a.png" alt="年报"></a>',
      ),
      ...CHANNEL,
    });
    expect(paths(result.channels)).toEqual(['/zwgk/zfxxgk/nb/']);
  });

  it('goes from a report to its channel, by the breadcrumb or by the folder', async () => {
    const crumbs = `当前位置：${link('/', '首页')} > ${link('/xxgk/', '政府信息公开')} > ${MENU}`;
    const start = '/zwgk/zfxxgk/nb/202401/t20240120_2023.html';
    const byCrumb = await probe(channel('/zwgk/zfxxgk/nb/', '清溪县人民政府', [2023, 2022], crumbs), start);
    expect(byCrumb.result.channels[0]?.way).toEqual(['政府信息公开年报']);
    await server?.close();
    const byFolder = await probe({ '/': page('清溪县', ''), ...CHANNEL }, start);
    expect(paths(byFolder.result.channels)).toEqual(['/zwgk/zfxxgk/nb/']);
    expect(byFolder.result.channels[0]?.reports).toHaveLength(3);
  });

  it('takes the channel itself, opened in the middle of its list, for what it is', async () => {
    const { result } = await probe(longChannel('/nb/', 3), '/nb/index_1.html');
    expect(paths(result.channels)).toEqual(['/nb/']);
    expect(result.channels[0]?.reports).toHaveLength(3 * PAGE_SIZE);
  });

  it('asks the site map that robots.txt names where no link leads on', async () => {
    const { result } = await probe({
      '/robots.txt': (request, response) =>
        response
          .writeHead(200, { 'content-type': 'text/plain' })
          .end(`User-agent: *\nAllow: /\nSitemap: http://${request.headers.host}/maps.xml\n`),
      '/': page('清溪县', '<p>欢迎</p>'),
      '/maps.xml': plain('<sitemapindex><sitemap><loc>/map-1.xml</loc></sitemap></sitemapindex>', 'text/xml'),
      '/map-1.xml': plain(
        '<urlset><url><loc>/news/1.html</loc></url><url><loc>/zwgk/zfxxgk/nb/202401/t20240120_2023.html</loc></url><url><loc>/zwgk/zfxxgk/nb/</loc></url></urlset>',
        'text/xml',
      ),
      ...CHANNEL,
    });
    expect(paths(result.channels)).toEqual(['/zwgk/zfxxgk/nb/']);
  });

  it('searches the portal as the last resort', async () => {
    const { result, asked } = await probe({
      '/': page(
        '清溪县',
        '<form action="/so/s"><input type="hidden" name="siteCode" value="4108220001"><input type="text" name="qt"></form>',
      ),
      '/so/s': page(
        '搜索',
        row('/zwgk/zfxxgk/nb/202401/t20240120_2023.html', titleOf('清溪县人民政府', 2023), '2024-01-20'),
      ),
      ...channel('/zwgk/zfxxgk/nb/', '清溪县人民政府', [2023, 2022], MENU),
    });
    expect(asked.some((path) => path.startsWith('/so/s?siteCode=4108220001&qt=%E6%94%BF'))).toBe(true);
    expect(paths(result.channels)).toEqual(['/zwgk/zfxxgk/nb/']);
  });

  it('is not led astray by annual reports of other kinds', async () => {
    const others = [
      '法治政府建设年度报告',
      '政府网站工作年度报表',
      '企业年报公示',
      '部门决算年度报告',
      '政府信息公开年报解读',
      '关于做好2023年政府信息公开工作年度报告编制工作的通知',
    ];
    const { result, asked } = await probe({
      '/': page(
        '清溪县',
        others.map((text, index) => link(`/other/${index}/`, text)).join('') + link('/zwgk/', '政务公开'),
      ),
      '/zwgk/': page('政务公开', MENU),
      ...CHANNEL,
    });
    expect(paths(result.channels)).toEqual(['/zwgk/zfxxgk/nb/']);
    expect(asked.filter((path) => path.startsWith('/other/'))).toEqual([]);
  });
});

describe('what it finds', () => {
  it('finds the channels side by side, and no part of one as another', async () => {
    const { result } = await probe({
      '/': page(
        '清溪县',
        `${link('/g/nb/', '政府信息公开年报')}${link('/b/nb/', '部门信息公开年报')}${link('/g/2023/', '2023年政府信息公开年报')}`,
      ),
      ...channel('/g/nb/', '清溪县人民政府', [2023, 2022]),
      ...channel('/b/nb/', '清溪县财政局', [2023, 2022, 2021]),
    });
    expect(paths(result.channels).sort()).toEqual(['/b/nb/', '/g/nb/']);
  });

  it('follows a tree of years and departments', async () => {
    const { result } = await probe({
      '/': page('清溪县', link('/nb/', '政府信息公开年报')),
      '/nb/': page('政府信息公开年报', `<ul>${row('/nb/2023/', '2023年', '')}${row('/nb/bm/', '政府部门', '')}</ul>`),
      ...channel('/nb/2023/', '清溪县人民政府', [2023]),
      ...channel('/nb/bm/', '清溪县财政局', [2022, 2021]),
    });
    const [found] = result.channels;
    expect(found?.channels).toMatchObject([
      { title: '2023年', read: true },
      { title: '政府部门', read: true },
    ]);
    expect(found?.reports.map(({ organ, year }) => `${organ} ${year}`)).toEqual([
      '清溪县人民政府 2023',
      '清溪县财政局 2022',
      '清溪县财政局 2021',
    ]);
    expect(result.channels).toHaveLength(1);
  });

  it('opens one of the links that say too little, and reads the others like it', async () => {
    const { result } = await probe({
      '/': page('清溪县', link('/nb/', '政府信息公开年报')),
      '/nb/': page(
        '政府信息公开年报',
        `<ul>${row('/y/23/', '2023年', '2024-01-31')}${row('/y/22/', '2022年', '2023-01-31')}</ul>`,
      ),
      ...channel('/y/23/', '清溪县人民政府', [2023]),
      ...channel('/y/22/', '清溪县人民政府', [2022]),
    });
    expect(years(result.channels[0] as ChannelFinding)).toEqual([2023, 2022]);
    expect(result.channels[0]?.certainty).toBe('certain');
  });

  it('says what a crawl would leave, and why', async () => {
    const { result } = await probe({
      '/': page('清溪县', link('/nb/', '政府信息公开年报')),
      '/nb/': page(
        '政府信息公开年报',
        `<ul>${row('/nb/1.html', titleOf('清溪县', 2023), '2024-01-30')}${row('/nb/2.html', `图解：${titleOf('清溪县', 2023)}`, '2024-01-30')}${row('http://www.example.com/3.html', titleOf('清溪县', 2022), '2023-01-30')}</ul>`,
      ),
      '/nb/1.html': reportPage('清溪县', 2023),
    });
    expect(result.channels[0]?.left.map(({ reason }) => reason).sort()).toEqual(['interpretation', 'off_site']);
  });

  it('is not certain of what no opened report confirms', async () => {
    const { result } = await probe({
      '/': page('清溪县', link('/nb/', '政府信息公开年报')),
      '/nb/': page('政府信息公开年报', `<ul>${row('/nb/1.html', titleOf('清溪县', 2023), '2024-01-30')}</ul>`),
    });
    expect(result.channels[0]).toMatchObject({ certainty: 'doubtful' });
  });

  it('names the portal by its pages and its place by the site code', async () => {
    const { result } = await probe({
      '/': page(
        '博爱县人民政府门户网站',
        `${MENU}<p>主办：博爱县人民政府办公室 网站标识码：4108220001</p>`,
        '<meta name="SiteName" content="博爱县人民政府">',
      ),
      ...CHANNEL,
    });
    expect(result.identity).toMatchObject({ name: '博爱县人民政府', code: '410822', central: false });
    expect(result.identity.codeEvidence).toContain('4108220001');
  });
});

describe('limits', () => {
  it('never asks more than told, and reaches for the last page of a list that is longer', async () => {
    const home = Array.from({ length: 400 }, (_, index) => link(`/dept/${index}/`, `清溪县第${index}部门信息公开`));
    const { result, asked } = await probe(
      { '/': page('清溪县', home.join('') + link('/nb/', '政府信息公开年报')), ...longChannel('/nb/', 90) },
      '/',
      '--max-requests',
      '20',
    );
    expect(asked.length).toBeLessThanOrEqual(20);
    expect(result.requests).toBe(asked.length);
    expect(asked).toContain('/nb/index_89.html');
    const [found] = result.channels;
    expect(found?.complete).toBe(false);
    const listed = found === undefined ? [] : years(found);
    expect([Math.max(...listed.map(Number)), Math.min(...listed.map(Number))]).toEqual([2024, 2010]);
  });

  it('stops at sixty requests on a portal that leads nowhere', async () => {
    const wander: Handler = (request, response) => {
      const links = Array.from({ length: 30 }, (_, index) => link(`${request.url}${index}/`, '信息公开'));
      response.writeHead(200, { 'content-type': 'text/html' }).end(page('信息公开', links.join('')));
    };
    const { result, asked, code } = await probe({ '/robots.txt': plain(''), '*': wander });
    expect(code).toBe(1);
    expect(asked.length).toBeLessThanOrEqual(60);
    expect(result.channels).toEqual([]);
    expect(result.notes.join()).toContain('no channel of annual reports was found');
  });

  it('refuses more than sixty', async () => {
    expect(await nianbao('probe', 'http://www.example.gov.cn/', '--max-requests', '61')).toMatchObject({
      code: 2,
      err: expect.stringContaining('from 1 to 60'),
    });
  });

  it('obeys robots.txt', async () => {
    const { result, asked, code } = await probe({
      '/robots.txt': plain('User-agent: *\nDisallow: /zwgk/\n'),
      '/': page('清溪县', MENU),
      ...CHANNEL,
    });
    expect(code).toBe(1);
    expect(asked.filter((path) => path.startsWith('/zwgk/'))).toEqual([]);
    expect(result.visited.find(({ url }) => url.endsWith('/zwgk/zfxxgk/nb/'))?.outcome).toContain('robots');
  });

  it('does not visit private addresses that nobody named', async () => {
    server = await startServer({ '/': page('清溪县', MENU), ...CHANNEL });
    const { code, out } = await nianbao('probe', `${server.url}/`, '--delay', '1');
    expect(code).toBe(1);
    expect(out).toContain('--allow-private 127.0.0.1');
    expect(server.log).toEqual([]);
  });

  it('says that a host refuses, and does not call it a missing channel alone', async () => {
    const { result, code } = await probe({
      '*': (_, response) => response.writeHead(403).end('<html>Forbidden</html>'),
    });
    expect(code).toBe(1);
    expect(result.notes[0]).toBe('the page itself could not be had: HTTP 403');
  });

  it('asks a host that is only busy a second time', async () => {
    let asked = 0;
    const busy: Handler = (_, response) =>
      asked++ === 0
        ? response.writeHead(503, { 'retry-after': '0' }).end()
        : response.writeHead(200, { 'content-type': 'text/html' }).end(page('清溪县', MENU));
    const { code } = await probe({ '/': busy, ...CHANNEL });
    expect(code).toBe(0);
  });
});

describe.skipIf(!hasBrowser)('a portal of one script', () => {
  it('shows its menu in a browser', async () => {
    const draw = `document.getElementById("app").innerHTML=["<a href=/zwgk/>政务公开</a>","<a href=/zwgk/zfxx","gk/nb/>信息公开年","报</a>"].join("")`;
    const { code, result } = await probe({
      '/': page('清溪县人民政府', '<div id="app"></div><script src="/app.js"></script>'),
      '/app.js': (_, response) =>
        response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8' }).end(draw),
      ...CHANNEL,
    });
    expect(code).toBe(0);
    expect(paths(result.channels)).toEqual(['/zwgk/zfxxgk/nb/']);
  });
});

describe('trouble', () => {
  it('asks a host that does not answer for nothing more', async () => {
    const { code, out } = await nianbao('probe', 'http://127.0.0.1:9/', '--allow-private', '127.0.0.1', '--delay', '1');
    expect(code).toBe(1);
    expect(out).toContain('no page of this host could be had');
    expect(out).toContain('Check the address');
    expect(out).not.toContain('gkmlpt');
  });

  it('tries http where https is not answered', async () => {
    server = await startServer({ '/': page('清溪县', MENU), ...CHANNEL });
    const url = server.url.replace('http:', 'https:');
    const { code, out } = await nianbao('probe', `${url}/`, '--allow-private', '127.0.0.1', '--delay', '1', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ notes: [], channels: [{ url: `${server.url}/zwgk/zfxxgk/nb/` }] });
  });

  it('ends with 130 when it is stopped', async () => {
    const stop = new AbortController();
    const slow: Handler = () => stop.abort();
    server = await startServer({ '/robots.txt': plain(''), '/': slow });
    const silent = { out: () => undefined, err: () => undefined, terminal: false, columns: 100, signal: stop.signal };
    expect(await main(['probe', `${server.url}/`, '--allow-private', '127.0.0.1', '--delay', '1'], silent)).toBe(130);
  });

  it('goes on past a page that no reader can take apart', async () => {
    const { code, result } = await probe({
      '/': page('清溪县', `${link('/deep/', '政府信息公开年度报告')}${link('/zwgk/zfxxgk/nb/', '年报')}`),
      '/deep/': `<html><body>${'<div>'.repeat(30_000)}x</body></html>`,
      ...CHANNEL,
    });
    expect(code).toBe(0);
    expect(paths(result.channels)).toEqual(['/zwgk/zfxxgk/nb/']);
  });
});
