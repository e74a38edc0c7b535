import { expect, it } from 'vitest';
import { openStore } from '../../../src/store/index.ts';
import { temporaryFolder, testCrawl } from '../../support/crawling.ts';
import { startServer } from '../../support/server.ts';

const page = (title: string, body: string): string =>
  `<html><head><meta charset="utf-8"><title>${title}</title></head><body>${body}</body></html>`;
const title = (year: number): string => `清溪县财政局${year}年政府信息公开工作年度报告`;
const report = (year: number): string =>
  page(
    title(year),
    `<h1>${title(year)}</h1><p>一、总体情况</p><p>本机关按时公开。</p><p>五、存在的主要问题及改进情况</p>`,
  );

it('asks a throttled list page again, and takes no other page for it', async () => {
  const list = (number: number, years: readonly number[]): string => {
    const rows = years.map(
      (year) => `<li><a href="./t20240101_${year}.html">${title(year)}</a><span>2024-01-01</span></li>`,
    );
    return page(
      '政府信息公开年报',
      `<ul>${rows.join('')}</ul><script>createPageHTML(3, ${number}, "index", "html");</script>`,
    );
  };
  let asked = 0;
  const years = [2025, 2024, 2023, 2022, 2021, 2020];
  const portal = await startServer({
    '/nb/': list(0, [2025, 2024]),
    '/nb/index_1.html': (_, response) => {
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end(asked++ === 0 ? page('提示', '<h2>您的访问过于频繁，请稍后再试</h2>') : list(1, [2023, 2022]));
    },
    '/nb/index_2.html': list(2, [2021, 2020]),
    ...Object.fromEntries(years.map((year) => [`/nb/t20240101_${year}.html`, report(year)])),
  });
  const folder = temporaryFolder();
  try {
    const { summary } = await testCrawl({ dataDir: folder.path, urls: [`${portal.url}/nb/`] });
    const store = openStore(folder.path, { readonly: true });
    const stored = store.all<{ year: number }>('SELECT year FROM report ORDER BY year DESC').map(({ year }) => year);
    store.close();
    expect(stored).toEqual(years);
    expect(asked).toBe(2);
    expect(summary.failed).toBe(0);
  } finally {
    await portal.close();
    folder.remove();
  }
});
