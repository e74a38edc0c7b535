import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/index.ts';
import { hasBrowser } from '../support/browser.ts';
import { temporaryFolder } from '../support/crawling.ts';
import { crawlFamilies, type FamilyResult, PACE_MS, type Unaccounted, unaccounted } from './crawl.ts';
import { FAMILIES, PORTALS, SHAPES } from './index.ts';

const NAMES = PORTALS.map(({ name }) => name);
const PLAIN = PORTALS.filter(({ browser }) => browser !== true).map(({ name }) => name);
const CLICKED = FAMILIES.filter(({ browser }) => browser === true).map(({ name }) => name);
const FAILURES = "SELECT failure FROM request WHERE state = 'failed' AND kind = 'detail'";
/** Pages opened in a browser. */
const OPENED: Readonly<Record<string, number>> = {
  'unknown (rows replaced)': 1,
  'unknown (rows appended)': 1,
  'unknown (unmarked numbers)': 1,
  'unknown (scroll)': 1,
  'unknown (见附件, linked by a script)': 2,
  'unknown (见附件, no file)': 3,
};
const FILLED = SHAPES.filter(({ browser }) => browser === true).map(({ name }) => name);

describe('a crawl of every simulated portal family', () => {
  const folder = temporaryFolder();
  let results: FamilyResult[] = [];
  let lost: Unaccounted[] = [];
  let failed: string[] = [];
  beforeAll(async () => {
    results = await crawlFamilies(folder.path, NAMES);
    const store = openStore(folder.path);
    lost = unaccounted(store, results);
    failed = store.all<{ failure: string }>(FAILURES).map(({ failure }) => failure);
    store.close();
  });
  afterAll(() => folder.remove());

  const resultOf = (name: string) => results.find((one) => one.name === name);

  it.each(PLAIN)('%s: every report, nothing else, few requests, its list complete', (name) => {
    expect(resultOf(name)).toMatchObject({ missing: [], wrong: [], offLimits: [], completeness: 'complete' });
    expect(resultOf(name)?.recognised).toBe(resultOf(name)?.dialect);
    expect(resultOf(name)?.requests).toBeLessThanOrEqual((resultOf(name)?.least ?? 0) * 1.5);
    expect(resultOf(name)?.pace).toBeGreaterThanOrEqual(PACE_MS);
  });

  it.runIf(hasBrowser).each(FILLED)('%s: a browser shows its files', (name) => {
    expect(resultOf(name)).toMatchObject({ missing: [], wrong: [], offLimits: [], completeness: 'complete' });
    expect(resultOf(name)?.requests).toBeLessThanOrEqual((resultOf(name)?.least ?? 0) * 1.5);
  });

  it.runIf(hasBrowser).each(CLICKED)('%s: a browser presses its pager to the end', (name) => {
    expect(resultOf(name)).toMatchObject({ missing: [], wrong: [], offLimits: [], completeness: 'complete' });
    expect(resultOf(name)?.requests).toBeLessThanOrEqual((resultOf(name)?.least ?? 0) * 1.5);
  });

  it('opens in a browser what nothing else shows, and three pages of a shape that shows nothing', () => {
    const opened = results.filter((one) => one.opened > 0).map((one) => [one.name, one.opened]);
    expect(Object.fromEntries(hasBrowser ? opened : [])).toEqual(hasBrowser ? OPENED : {});
  });

  it.runIf(hasBrowser)('a report that the portal does not have is told, and nothing else fails', () => {
    expect(failed).toEqual(Array.from({ length: 9 }, () => 'file_missing'));
  });

  it('nothing ends in silence: each report is stored, or left with a reason, or its list is said to be incomplete', () => {
    expect(lost).toEqual([]);
  });
});

describe('without a browser', () => {
  const folder = temporaryFolder();
  afterAll(() => folder.remove());

  it('a list whose pager wants a press is said to be incomplete', async () => {
    const results = await crawlFamilies(folder.path, CLICKED, { browser: 'never' });
    expect(results.map(({ found, reports }) => found < reports)).toEqual(CLICKED.map(() => true));
    const notWhole = (name: string) => (name === 'unknown (scroll)' ? 'unknown' : 'incomplete');
    expect(results.map(({ completeness }) => completeness)).toEqual(CLICKED.map(notWhole));
    const store = openStore(folder.path);
    expect(unaccounted(store, results)).toEqual([]);
    store.close();
  });
});
