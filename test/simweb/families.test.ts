import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/crawling.ts';
import { crawlFamilies, type FamilyResult, PACE_MS } from './crawl.ts';
import { FAMILIES } from './index.ts';

/** Timers fire early by less than this, milliseconds. */
const TIMER_SLACK = 3;

describe('a crawl of every simulated portal family', () => {
  const folder = temporaryFolder();
  let results: FamilyResult[] = [];
  beforeAll(async () => {
    results = await crawlFamilies(
      folder.path,
      FAMILIES.map(({ name }) => name),
    );
  }, 120_000);
  afterAll(() => folder.remove());

  it.each(FAMILIES.map(({ name }) => name))('%s: every report, nothing else, few requests', (name) => {
    const result = results.find((one) => one.name === name);
    expect(result?.recognised).toBe(result?.dialect);
    expect(result?.missing).toEqual([]);
    expect(result?.wrong).toEqual([]);
    expect(result?.offLimits).toEqual([]);
    expect(result?.requests).toBeLessThanOrEqual((result?.least ?? 0) * 1.5);
    expect(result?.pace).toBeGreaterThanOrEqual(PACE_MS - TIMER_SLACK);
  });
});
