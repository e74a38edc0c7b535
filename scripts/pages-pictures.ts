/**
 * Photographs the pages of a running `nianbao serve` over the corpus of `npm start`, to be looked at: `npx tsx scripts/pages-pictures.ts
 * http://127.0.0.1:8080/ FOLDER [--only NAME] [--width 390,768,1280,1920] [--scheme dark] [--print] [--lang zh,en]`. With `--docs` the three
 * pictures of docs/pages.md and the README are made anew. What runs over the side, and what the policy forbids, is told.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from 'playwright';
import sharp from 'sharp';
import { findBrowser } from '../src/crawlers/browser/find.ts';

const COUNTY = '清溪县人民政府';
const TOWN = '清溪县青石镇人民政府';

/** Every page, by the name of its picture. */
const PAGES: Readonly<Record<string, string>> = {
  find: '/',
  filtered: '/?level=township&from=2021&failing=any',
  search: '/?q=网站 (培训 OR 会议)',
  none: '/?q=没有这样的词',
  organ: `/organ/${COUNTY}`,
  report: `/report/${COUNTY}/2024`,
  failing: `/report/${TOWN}/2023`,
  list: `/report/${TOWN}/2018`,
  corrected: '/report/清溪县民政局/2022',
  older: '/report/清溪县民政局/2022?edition=1',
  'number-pdf': `/report/${COUNTY}/2024/app_new_received_total`,
  'number-html': `/report/${COUNTY}/2021/app_new_received_total`,
  'number-list': `/report/${TOWN}/2018/indicators.1`,
  section: `/report/${COUNTY}/2024/section/1`,
  coverage: '/coverage',
  compare: `/compare?organ=${COUNTY}&organ=${TOWN}&series=received`,
  numbers: `/compare?organ=${COUNTY}&years=2023,2024`,
  empty: '/compare',
  revisions: '/revisions',
  codebook: '/codebook',
  variable: '/codebook/app_new_received_total',
  status: '/status',
  api: '/api',
  cite: '/cite',
  nothing: '/nothing',
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string' },
    width: { type: 'string', default: '1280' },
    lang: { type: 'string', default: 'zh,en' },
    scheme: { type: 'string', default: 'light' },
    print: { type: 'boolean', default: false },
    docs: { type: 'boolean', default: false },
  },
});
const [server = 'http://127.0.0.1:8080/', folder = 'docs'] = positionals;
const browser = await chromium.launch({ executablePath: findBrowser(() => ''), args: ['--no-sandbox'] });
const page = await browser.newPage({
  colorScheme: values.scheme === 'dark' ? 'dark' : 'light',
  reducedMotion: 'reduce',
});
page.on('console', (message) => message.type() === 'error' && console.log(`${page.url()}: ${message.text()}`));
page.on('pageerror', (error) => console.log(`${page.url()}: ${error}`));
if (values.print) await page.emulateMedia({ media: 'print' });
mkdirSync(folder, { recursive: true });
await (values.docs ? forDocs(page) : all(page));
await browser.close();

async function all(page: Page): Promise<void> {
  const names = values.only?.split(',') ?? Object.keys(PAGES);
  for (const width of values.width.split(',').map(Number))
    for (const language of values.lang.split(','))
      for (const name of names) {
        await page.setViewportSize({ width, height: width < 500 ? 844 : 900 });
        await open(page, `${language === 'en' ? '/en' : ''}${PAGES[name] ?? name}`);
        const beyond = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
        if (Number(beyond) > 0) console.log(`${name} ${language} ${width}: ${beyond} pixels too wide`);
        const file = `${name}-${language}-${width}${values.scheme === 'dark' ? '-dark' : ''}.png`;
        await page.screenshot({ path: join(folder, file), fullPage: true });
      }
}

/** A number beside its page, an organ over the years, a report's tables: as one sees them first. */
async function forDocs(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1180, height: 900 });
  for (const [name, file] of [
    ['number-pdf', 'pages-number'],
    ['organ', 'pages-organ'],
    ['report', 'pages-report'],
  ] as const) {
    await open(page, PAGES[name] ?? '');
    if (name === 'report') await page.evaluate("document.querySelector('#table-applications').scrollIntoView()");
    const picture = await page.screenshot();
    await sharp(picture)
      .png({ palette: true, quality: 90, effort: 10 })
      .toFile(join(folder, `${file}.png`));
  }
}

async function open(page: Page, path: string): Promise<void> {
  await page.goto(new URL(path, server).href, { waitUntil: 'networkidle' });
}
