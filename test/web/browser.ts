import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findBrowser } from '../../src/crawlers/browser/find.ts';
import { type PagesServer, startPages } from '../../src/web/server.ts';
import { zh } from '../../src/web/words/zh.ts';
import { CORRECTED_ORGAN, HOSTILE_ORGAN, ORGAN, truthOf } from './corpus.ts';

const organ = encodeURIComponent(ORGAN);
const hostile = encodeURIComponent(HOSTILE_ORGAN);

/** Every page, by what it shows. */
const PAGES: Readonly<Record<string, string>> = {
  find: '/',
  search: `/?q=${encodeURIComponent('网站')}`,
  organ: `/organ/${organ}`,
  report: `/report/${organ}/2021`,
  list: `/report/${encodeURIComponent(ORGAN)}/2018`,
  corrected: `/report/${encodeURIComponent(CORRECTED_ORGAN)}/2022`,
  'number of a web page': `/report/${organ}/2021/app_new_received_total`,
  'number of a PDF': `/report/${organ}/2024/app_new_received_total`,
  section: `/report/${organ}/2021/section/1`,
  'number of a list': `/report/${encodeURIComponent(ORGAN)}/2018/indicators.1`,
  coverage: '/coverage',
  'no province': '/coverage?province=none',
  province: `/coverage?province=${encodeURIComponent('江苏省')}`,
  city: `/coverage?province=${encodeURIComponent('江苏省')}&city=${encodeURIComponent('淮安市')}`,
  compare: `/compare?organ=${organ}&organ=${encodeURIComponent(CORRECTED_ORGAN)}`,
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

/** Pages that together show all that has a colour of its own. */
const COLOURED: ReadonlySet<string> = new Set([
  'search',
  'organ',
  'list',
  'corrected',
  'number of a PDF',
  'coverage',
  'compare',
  'variable',
  'status',
  'cite',
]);

interface Findings {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/** The pages as people see them: in Chromium, one browser and one tab for all. */
export function browserTests(dataDir: () => string): void {
  let server: PagesServer;
  let browser: Browser;
  let page: Page;
  const errors: string[] = [];

  beforeAll(async () => {
    server = await startPages({
      dataDir: dataDir(),
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
  });

  const at = (path: string): string => `${server.url.slice(0, -1)}${path}`;

  it.each(Object.entries(PAGES))(
    '%s: both languages, narrow and wide, nothing that a reader stumbles over',
    async (name, path) => {
      for (const [prefix, widths] of [
        ['', [1280, 390]],
        ['/en', [390, 1280]],
      ] as const) {
        await page.setViewportSize({ width: widths[0], height: 900 });
        await page.goto(at(prefix + path));
        expect(await page.getAttribute('html', 'lang')).toBe(prefix === '' ? 'zh-CN' : 'en');
        expect(await page.locator('h1').count()).toBe(1);
        // Contrast takes longest to look at: once for each thing that has a colour of its own. Long hostile tables are as the others.
        const rules = prefix === '' && COLOURED.has(name) ? ALL : ALL_BUT_COLOURS;
        if (!name.startsWith('hostile')) expect(await faultsOf(page, rules)).toEqual([]);
        for (const width of widths) {
          await page.setViewportSize({ width, height: 900 });
          const wider = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
          expect([width, Math.max(0, Number(wider))]).toEqual([width, 0]);
        }
        expect(await page.evaluate('window.broken')).toBeUndefined();
      }
      expect(errors).toEqual([]);
    },
  );

  it('leads by four clicks from the first page to the chart of a county and the page of a PDF behind one of its points', async () => {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(at('/'));
    await page.fill('#q', ORGAN);
    await page.locator('.searchbar button').click();
    await page.getByRole('navigation', { name: zh.find.organs }).getByRole('link', { name: ORGAN }).click();
    const chart = page.locator('.chart-figure').first();
    expect(await chart.locator('figcaption').textContent()).toBe('收到申请');
    await chart.locator('a[aria-label*="2024"]').click();
    expect(await page.locator('.big .n').textContent()).toBe(String(truthOf(2024)));
    const box = page.locator('figure.page rect.here');
    const [drawn, whole] = [await box.boundingBox(), await page.locator('figure.page svg').boundingBox()];
    expect(drawn?.y).toBeGreaterThan(whole?.y ?? Number.POSITIVE_INFINITY);
    // The fourth opens the page by itself.
    await page.locator('figure.page a').click();
    await page.waitForURL(/\/2024\/page\/\d+/);
    const answer = await page.request.get(page.url());
    expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'image/jpeg']);
  });

  it('can be read in the dark, too', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    for (const name of ['find', 'organ', 'number of a web page', 'coverage']) {
      await page.goto(at(PAGES[name] ?? ''));
      expect([name, await faultsOf(page, COLOURS)]).toEqual([name, []]);
    }
    await page.emulateMedia({ colorScheme: 'light' });
  });

  it('fits on paper', async () => {
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 688, height: 900 });
    for (const path of [PAGES.report, `/en${PAGES.report}`, PAGES.status]) {
      await page.goto(at(path ?? ''));
      const wider = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
      expect([path, Math.max(0, Number(wider))]).toEqual([path, 0]);
      expect(await page.locator('nav:visible').count()).toBe(0);
    }
    await page.emulateMedia({ media: 'screen' });
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
}

/** Rules of axe that are asked, as its options have them. */
const ALL = '{}';
const ALL_BUT_COLOURS = "{ rules: { 'color-contrast': { enabled: false } } }";
const COLOURS = "{ runOnly: { type: 'rule', values: ['color-contrast'] } }";

const require = createRequire(import.meta.url);
/** Minified: each page is given it anew, and its comments would be half of that. */
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds serious, with the first places of each. */
async function faultsOf(page: Page, rules: string): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate<Findings>(
    `window.axe.run(Object.assign({ resultTypes: ['violations'] }, ${rules}))`,
  );
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
