import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '../../src/crawlers/platforms/dialect.ts';
import { detectDialect, dialectByKey } from '../../src/crawlers/platforms/index.ts';
import { makePage } from '../../src/crawlers/platforms/page/dom.ts';
import { decode } from '../../src/extract/charset.ts';
import type { SavedPage, SavedPortal } from '../../src/probe/write/fixture.ts';
import { classifyTitle } from '../../src/vocabulary/link-titles.ts';

/** The portals with saved pages, by their folders' names. */
export function savedPortals(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).filter((id) => existsSync(join(folder, id, 'pages.json'))) : [];
}

export function readSaved(folder: string, id: string): SavedPortal {
  return JSON.parse(readFileSync(join(folder, id, 'pages.json'), 'utf8')) as SavedPortal;
}

function loadPage(dir: string, { file, url, status, contentType }: SavedPage): Page {
  const { text } = decode(readFileSync(join(dir, file)), contentType === '' ? {} : { header: contentType });
  return makePage({ url, text, status, contentType });
}

/** What a saved page says to its dialect today. */
function readPage(dir: string, saved: SavedPage) {
  const page = loadPage(dir, saved);
  const dialect = dialectByKey(saved.platform);
  if (dialect === null) throw new Error(`${join(dir, saved.file)}: there is no platform ${saved.platform} any more`);
  return { page, listing: dialect.list(page, { channel: saved.channel, request: saved.request }) };
}

/** Checks all saved pages of a portal: their platform is recognised, and they list at least what they did. Throws what is wrong. */
export function checkSaved(folder: string, id: string): void {
  const dir = join(folder, id);
  for (const saved of readSaved(folder, id).pages) {
    const { page, listing } = readPage(dir, saved);
    const key = detectDialect(page).dialect.key;
    if (saved.tells && key !== saved.platform) throw new Error(`${saved.file} is ${saved.platform}, not ${key}`);
    const reports = listing.items.filter(({ title }) =>
      /report|bare/.test(classifyTitle(title, { annualChannel: true })),
    );
    if (reports.length < saved.reports)
      throw new Error(`${saved.file} lists ${reports.length} reports, ${saved.reports} when it was saved`);
  }
}

/** What all saved pages of a portal say, by file, and what they are known to say: written on first use, which then fails. */
export function goldenOf(folder: string, id: string): { found: unknown; golden: unknown } {
  const dir = join(folder, id);
  const listings = readSaved(folder, id).pages.map((saved) => [saved.file, readPage(dir, saved).listing]);
  const found: unknown = JSON.parse(JSON.stringify(Object.fromEntries(listings)));
  const path = join(dir, 'golden.json');
  if (existsSync(path)) return { found, golden: JSON.parse(readFileSync(path, 'utf8')) };
  writeFileSync(path, `${JSON.stringify(found, null, 2)}\n`);
  throw new Error(`${path} was written from what the dialect reads now: review it, then run again`);
}
