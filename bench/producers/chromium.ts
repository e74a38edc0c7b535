import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BrowserContext, Page } from 'playwright';
import { findBrowser } from '../../src/crawlers/browser/find.ts';
import { RunningBrowser } from '../../src/crawlers/browser/program.ts';
import { writePages } from './pages.ts';
import type { Producer } from './producer.ts';

/** What is saved of an open page. */
type Save = (page: Page, context: BrowserContext, index: number) => Promise<string | Uint8Array>;

async function saved(pages: readonly string[], folder: string, ending: string, save: Save): Promise<string[]> {
  const target = join(folder, 'chromium');
  mkdirSync(target);
  const browser = await RunningBrowser.start();
  const paths: string[] = [];
  try {
    for (const [index, source] of pages.entries()) {
      const path = join(target, basename(source).replace('.html', `.${ending}`));
      await browser.withContext('producers', async (context) => {
        const page = await context.newPage();
        await page.goto(pathToFileURL(source).href);
        writeFileSync(path, await save(page, context, index));
      });
      paths.push(path);
    }
  } finally {
    await browser.close();
  }
  return paths;
}

/** 1 cm, as the print dialog has it. */
const MARGIN = { top: '1cm', bottom: '1cm', left: '1cm', right: '1cm' };

/** Every other print has the date, the title and the page's number over and under it, as the dialog offers. */
const print: Save = (page, _context, index) =>
  page.pdf({ format: 'A4', margin: MARGIN, displayHeaderFooter: index % 2 === 1, printBackground: true });

export const printPages = (pages: readonly string[], folder: string): Promise<string[]> =>
  saved(pages, folder, 'pdf', print);

/** Ctrl+A, Ctrl+C and an editor. */
const copyText: Save = (page) => page.evaluate('document.body.innerText') as Promise<string>;

/** "Web page, single file". */
async function saveArchive(page: Page, context: BrowserContext): Promise<string> {
  const session = await context.newCDPSession(page);
  return (await session.send('Page.captureSnapshot', { format: 'mhtml' })).data;
}

export function missingBrowser(): string | null {
  try {
    findBrowser(() => '');
    return null;
  } catch {
    return 'no Chromium (apt-get install chromium)';
  }
}

const chromium = (name: string, manner: string, ending: string, save: Save, borders = true): Producer => ({
  name,
  manner,
  missing: missingBrowser,
  files: (reports, folder) => saved(writePages(reports, folder, borders), folder, ending, save),
});

export const CHROMIUM: readonly Producer[] = [
  chromium('chromium-pdf', 'Chromium, print to PDF', 'pdf', print),
  chromium('chromium-pdf-no-borders', 'Chromium, print to PDF of tables without borders', 'pdf', print, false),
  chromium('chromium-text', 'Chromium, text of the page copied', 'txt', copyText),
  chromium('chromium-mhtml', 'Chromium, page saved as one file', 'mhtml', saveArchive),
];
