import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore } from '../../../src/store/index.ts';
import { temporaryFolder, testCrawl } from '../../support/crawling.ts';
import { startServer, type TestServer } from '../../support/server.ts';

const page = (title: string, body: string): string =>
  `<html><head><meta charset="utf-8"><title>${title}</title></head><body>${body}</body></html>`;
const report = (organ: string, year: number): string =>
  page(
    `${organ}${year}年政府信息公开工作年度报告`,
    `<h1>${organ}${year}年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>本机关按时公开。</p><p>五、存在的主要问题及改进情况</p><p>无。</p>`,
  );
const row = (href: string, title: string): string => `<li><a href="${href}">${title}</a><span>2024-01-20</span></li>`;

/** Organs whose reports one page links as files (here HTML under a Word name, as some are). */
const COVERED = ['清溪县审计局', '清溪县民政局', '清溪县水务局', '清溪县财政局'];

let folder: ReturnType<typeof temporaryFolder>;
let server: TestServer;
beforeEach(async () => {
  folder = temporaryFolder();
  server = await startServer({
    '/nb/': page('政府信息公开年报', `<ul>${row('/y/23/', '2023年')}${row('/y/22/', '2022年')}</ul>`),
    '/y/23/': page(
      '清溪县政府',
      `<ul>${row('/a/1.html', '清溪县财政局2023年政府信息公开工作年度报告')}${row('/a/2.html', '清溪县水务局2023年政府信息公开工作年度报告')}</ul>`,
    ),
    '/y/22/': page('清溪县政府', `<ul>${row('/a/3.html', '清溪县财政局2022年政府信息公开工作年度报告')}</ul>`),
    '/a/1.html': report('清溪县财政局', 2023),
    '/a/2.html': report('清溪县水务局', 2023),
    '/a/3.html': report('清溪县财政局', 2022),
  });
});
afterEach(async () => {
  await server.close();
  folder.remove();
});

it('reads the lists behind links that say too little to be told from reports', async () => {
  const { summary } = await testCrawl({ dataDir: folder.path, urls: [`${server.url}/nb/`] });
  const store = openStore(folder.path, { readonly: true });
  const stored = store.all<{ organ: string; year: number }>('SELECT organ, year FROM report ORDER BY year, organ');
  const channels = store.all<{ title: string; items: number }>(
    'SELECT title, items FROM channel WHERE parent_id IS NOT NULL ORDER BY title',
  );
  store.close();
  expect(stored.map(({ organ, year }) => `${organ} ${year}`)).toEqual([
    '清溪县财政局 2022',
    '清溪县水务局 2023',
    '清溪县财政局 2023',
  ]);
  expect(channels).toEqual([
    { title: '2022年', items: 1 },
    { title: '2023年', items: 2 },
  ]);
  expect(summary.failed).toBe(0);
});

it('reads compilations, and asks again where a throttled portal shows its list in place of a report', async () => {
  const titles = [2023, 2022, 2021].map((year) =>
    row(`/t/${year}.html`, `清溪县财政局${year}年政府信息公开工作年度报告`),
  );
  const list = page(
    '政府信息公开年报',
    `<p>您的位置：政府信息公开年报</p><ul>${titles.join('')}${row('/hz.html', '2020年政府信息公开工作年度报告汇总')}${row('/qzf/', '区政府年报')}${row('/files.html', '清溪县2019年政府信息公开工作年度报告')}</ul>`,
  );
  const busy = new Set(['/t/2022.html']);
  const portal = await startServer({
    '/nb/': list,
    '/hz.html': page(
      '2020年汇总',
      '<p><a href="/o/1.html">清溪县财政局</a></p><p><a href="/o/2.html">清溪县水务局</a></p>',
    ),
    '/o/1.html': report('清溪县财政局', 2020),
    '/o/2.html': report('清溪县水务局', 2020),
    '/qzf/': page('清溪县', `<ul>${row('/o/3.html', '清溪县人民政府')}</ul>`),
    '/o/3.html': report('清溪县人民政府', 2020),
    '/files.html': page(
      '清溪县2019年政府信息公开工作年度报告',
      `<h1>清溪县2019年政府信息公开工作年度报告</h1>${COVERED.map((organ, i) => `<p><a href="/f/${i}.doc">${organ}2019年政府信息公开工作年度报告.doc</a></p>`).join('')}`,
    ),
    ...Object.fromEntries(COVERED.map((organ, i) => [`/f/${i}.doc`, report(organ, 2019)])),
    '*': ({ url = '' }, response) => {
      const body = busy.delete(url) ? list : report('清溪县财政局', Number(url.slice(3, 7)));
      response.writeHead(200, { 'content-type': 'text/html' }).end(body);
    },
  });
  const { summary } = await testCrawl({ dataDir: folder.path, urls: [`${portal.url}/nb/`] });
  await portal.close();
  const store = openStore(folder.path, { readonly: true });
  const stored = store.all<{ title: string }>('SELECT title FROM report ORDER BY year, organ');
  store.close();
  expect(stored.map(({ title }) => title)).toEqual(
    [
      ...[...COVERED].sort().map((organ) => `${organ}2019`),
      '清溪县人民政府2020',
      '清溪县水务局2020',
      '清溪县财政局2020',
      '清溪县财政局2021',
      '清溪县财政局2022',
      '清溪县财政局2023',
    ].map((start) => `${start}年政府信息公开工作年度报告`),
  );
  expect(summary.failed).toBe(0);
});
