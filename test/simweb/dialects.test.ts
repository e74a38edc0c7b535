import { afterEach, describe, expect, it } from 'vitest';
import { classifyTitle } from '../../src/vocabulary/link-titles.ts';
import { readArticle, readChannel } from './driver.ts';
import { FAMILIES, type RunningFamily, startFamily } from './index.ts';

let running: RunningFamily | undefined;
afterEach(async () => {
  await running?.close();
  running = undefined;
});

/** What needs the crawler: channels below channels, frames, guesses that are proved over several pages. */
const CRAWLED = new Set<string>(['trs', 'generic']);

describe.each(FAMILIES.filter(({ dialect }) => !CRAWLED.has(dialect)))('$name', ({ name, dialect }) => {
  it('is recognised and its list read whole, with full titles and dates', async () => {
    running = await startFamily(name);
    const reading = await readChannel(running.channel);
    expect(reading.dialect.key, reading.evidence.join('; ')).toBe(dialect);

    const reports = reading.items.filter(({ title }) => classifyTitle(title, { annualChannel: true }) === 'report');
    expect(reports.map(({ url }) => url).sort()).toEqual(running.truth.map(({ url }) => url).sort());
    const titles = new Map(running.truth.map((one) => [one.url, one]));
    for (const item of reports) {
      expect(item.title.replace(/\s/g, '')).toBe(titles.get(item.url)?.title);
      expect(item.date, item.url).toMatch(/^20\d\d-01-\d\d$/);
    }
  });

  it('gives title, date and every file of an article, and nothing of the frame', async () => {
    running = await startFamily(name, { throttle: false });
    const reading = await readChannel(running.channel);
    const [plain] = running.truth.filter(({ files }) => files.length === 0);
    const filed = running.truth.filter(({ files }) => files.length > 0);
    const tried = [...(plain ? [plain] : []), ...filed.slice(0, 2)];
    expect(tried.length).toBeGreaterThan(0);
    for (const truth of tried) {
      const detail = await readArticle(reading.dialect, truth.url);
      expect(detail.title?.replace(/\s/g, '')).toBe(truth.title);
      expect(detail.body, truth.url).toBeDefined();
      expect(
        detail.attachments.map(({ url }) => url),
        truth.url,
      ).toEqual(truth.files.slice(0, 1));
    }
  });
});
