import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../../src/crawlers/browser/find.ts';
import { type PagesServer, startPages } from '../../src/web/server.ts';
import { hasBrowser } from '../support/browser.ts';
import { HOSTILE_ORGAN, ORGAN, pagesCorpus, truthOf } from './corpus.ts';

const organ = encodeURIComponent(ORGAN);
const hostile = encodeURIComponent(HOSTILE_ORGAN);

/** Every page, by what it shows. */
const PAGES: Readonly<Record<string, string>> = {
  find: '/',
  search: `/?q=${encodeURIComponent('网站')}`,
  organ: `/organ/${organ}`,
  report: `/report/${organ}/2021`,
  list: `/report/${encodeURIComponent('云山市清河区第2街道办事处')}/2016`,
  corrected: `/report/${encodeURIComponent('云山市清河区第3街道办事处')}/2023`,
  'number of a web page': `/report/${organ}/2021/app_new_received_total`,
  'number of a PDF': `/report/${organ}/2024/app_new_received_total`,
  section: `/report/${organ}/2021/section/1`,
  coverage: '/coverage',
  province: `/coverage?province=${encodeURIComponent('江苏省')}`,
  city: `/coverage?province=${encodeURIComponent('江苏省')}&city=${encodeURIComponent('淮安市')}`,
  compare: `/compare?organ=${organ}&organ=${encodeURIComponent('云山市清河区第3街道办事处')}`,
  'compare numbers': `/compare?organ=${organ}&years=2021,2023`,
  revisions: '/revisions',
  codebook: '/codebook',
  variable: '/codebook/app_new_received_total',
  status: '/status',
  api: '/api',
  cite: '/cite',
  'hostile report': `/report/${hostile}/2023`,
  'hostile organ': `/organ/${hostile}`,
  'hostile number': `/report/${hostile}/2023/app_granted_total`,
  'hostile search': `/?q=${encodeURIComponent('script')}`,
  nothing: '/nothing',
};

interface Findings {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

describe.skipIf(!hasBrowser)('the pages in Chromium', () => {
  let corpus: Awaited<ReturnType<typeof pagesCorpus>>;
  let server: PagesServer;
  let browser: Browser;
  let page: Page;
  const errors: string[] = [];

  beforeAll(async () => {
    corpus = await pagesCorpus();
    server = await startPages({
      dataDir: corpus.dataDir,
      host: '127.0.0.1',
      port: 0,
      onError: (error) => errors.push(String(error)),
    });
    browser = await chromium.launch({ executablePath: findBrowser(() => ''), args: ['--no-sandbox'] });
    page = await browser.newPage({ reducedMotion: 'reduce' });
    // What the policy forbids is told on the console, and what a script breaks as an error of the page.
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('404')) errors.push(message.text());
    });
    page.on('pageerror', (error) => errors.push(String(error)));
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    corpus?.remove();
  });

  const at = (path: string): string => `${server.url.slice(0, -1)}${path}`;

  it.each(Object.entries(PAGES))(
    '%s: both languages, narrow and wide, nothing that a reader stumbles over',
    async (name, path) => {
      for (const [prefix, width] of [
        ['', 1280],
        ['/en', 390],
      ] as const) {
        await page.setViewportSize({ width, height: 900 });
        await page.goto(at(prefix + path));
        expect(await page.getAttribute('html', 'lang')).toBe(prefix === '' ? 'zh-CN' : 'en');
        expect(await page.locator('h1').count()).toBe(1);
        const wider = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
        expect(wider).toBeLessThanOrEqual(0);
        expect(await page.evaluate('window.broken')).toBeUndefined();
      }
      // Of long tables the same rules once more, which takes seconds.
      if (!name.startsWith('hostile')) expect(await faultsOf(page)).toEqual([]);
      expect(errors).toEqual([]);
    },
  );

  it('leads in a few clicks from the first page to a chart of an organ and the page of a PDF behind one of its points', async () => {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(at(`/?organ=${organ}`));
    await page.locator('.reports .facts a').first().click();
    await page.locator(`svg.chart a[aria-label*="2024"]`).first().click();
    expect(await page.locator('.big .n').textContent()).toBe(String(truthOf(2024)));
    const picture = page.locator('figure.page image');
    const answer = await page.request.get(at((await picture.getAttribute('href')) ?? ''));
    expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'image/jpeg']);
    const box = page.locator('figure.page rect.here');
    const [drawn, whole] = [await box.boundingBox(), await page.locator('figure.page svg').boundingBox()];
    expect(drawn?.y).toBeGreaterThan(whole?.y ?? Number.POSITIVE_INFINITY);
  });

  it('can be read in the dark, too', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    for (const name of ['find', 'organ', 'number of a web page', 'coverage']) {
      await page.goto(at(PAGES[name] ?? ''));
      expect([name, await faultsOf(page)]).toEqual([name, []]);
    }
    await page.emulateMedia({ colorScheme: 'light' });
  });

  it('marks the cell of a web page’s own table', async () => {
    await page.goto(at(PAGES['number of a web page'] ?? ''));
    expect(await page.locator('td.here').textContent()).toBe(String(truthOf(2021)));
    expect(await page.locator('.again .ok').count()).toBe(1);
  });

  it('works by keyboard alone', async () => {
    await page.goto(at('/'));
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.className')).toBe('skip');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.id')).toBe('q');
    await page.keyboard.type('网站');
    await page.keyboard.press('Enter');
    await page.waitForURL(/[?&]q=/);
    const link = page.locator('.reports h3 a').first();
    const name = (await link.textContent()) ?? '';
    for (let step = 0; step < 60 && !(await link.evaluate((one) => one === one.ownerDocument.activeElement)); step++)
      await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/report\//);
    expect(name).not.toBe('');
    expect(await page.locator('h1').count()).toBe(1);
  });

  it('is of use without scripts', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const bare = await context.newPage();
    await bare.goto(at(`/organ/${organ}`));
    expect(await bare.locator('svg.chart').count()).toBeGreaterThan(2);
    await bare.locator('table.years tbody td a').first().click();
    expect(await bare.locator('.big').count()).toBe(1);
    await context.close();
  });

  it('copies a command, and shows addresses that are none as text', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(at('/cite'));
    await page.locator('button.copy').first().click();
    expect(await page.evaluate('navigator.clipboard.readText()')).toContain('nianbao contributors');
    await page.goto(at(`/report/${hostile}/2023`));
    expect(await page.locator('a[href^="javascript" i]').count()).toBe(0);
    expect(await page.locator('main script, main img').count()).toBe(0);
  });
});

/** What axe finds serious, with the first places of each. */
async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<Findings>("window.axe.run({ resultTypes: ['violations'] })");
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .slice(0, 3)
          .map(({ html }) => html.slice(0, 200))
          .join(' | ')}`,
    );
}
