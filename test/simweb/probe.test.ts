import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPortals, portalsDir } from '../../src/config/index.ts';
import type { ProbeResult } from '../../src/probe/findings.ts';
import { isReportOfItsOwn } from '../../src/probe/promised.ts';
import { openStore } from '../../src/store/index.ts';
import { nianbao } from '../support/cli.ts';
import { temporaryFolder } from '../support/crawling.ts';
import { FAMILIES, type RunningFamily, startFamily } from './index.ts';

/** Enough for a second list page in most families, few enough that all are crawled in seconds. */
const REPORTS = 13;
const LOCAL = ['--allow-private', '127.0.0.1', '--delay', '2'];

interface Outcome {
  readonly probed: ProbeResult;
  readonly code: number;
  /** `organ year`, as published, as promised, and as a crawl with the written config stored them. */
  readonly truth: readonly string[];
  readonly promised: readonly string[];
  readonly stored: readonly string[];
  readonly probeRequests: readonly string[];
  readonly offLimits: readonly string[];
}

describe('probe on the home page of every simulated portal', () => {
  const folder = temporaryFolder();
  const config = join(folder.path, 'config');
  const data = join(folder.path, 'data');
  const outcomes = new Map<string, Outcome>();
  beforeAll(async () => {
    const running = await Promise.all(
      FAMILIES.map(({ name }) => startFamily(name, { reports: REPORTS, throttle: false })),
    );
    try {
      const drafts = [];
      for (const [index, family] of running.entries()) drafts.push(await probeFamily(family, `family-${index + 1}`));
      await nianbao('crawl', '--config', config, '--data', data, '--quiet', ...LOCAL);
      const store = openStore(data, { readonly: true });
      for (const [index, { name }] of FAMILIES.entries()) {
        const draft = drafts[index];
        if (draft === undefined) continue;
        const rows = store.all<{ organ: string; year: number }>(
          'SELECT organ, year FROM report WHERE portal_id = ? AND is_current = 1',
          `family-${index + 1}`,
        );
        outcomes.set(name, { ...draft, stored: rows.map(({ organ, year }) => `${organ} ${year}`).sort() });
      }
      store.close();
    } finally {
      await Promise.all(running.map((family) => family.close()));
    }
  }, 120_000);
  afterAll(() => folder.remove());

  async function probeFamily(family: RunningFamily, id: string): Promise<Omit<Outcome, 'stored'>> {
    const fixtures = ['--config', config, '--fixtures', join(folder.path, 'fixtures')];
    const { code, out } = await nianbao('probe', family.home, '--write', '--id', id, '--json', ...fixtures, ...LOCAL);
    const probed = JSON.parse(out) as ProbeResult;
    const reports = probed.columns.flatMap((column) => column.reports).filter(isReportOfItsOwn);
    const asked = family.log.map(({ url }) => url);
    return {
      probed,
      code,
      truth: family.truth.map(({ organ, year }) => `${organ} ${year}`).sort(),
      promised: reports.map(({ organ, year }) => `${organ} ${year}`).sort(),
      probeRequests: asked,
      offLimits: asked.filter((url) => family.offLimits.includes(family.origin + url)),
    };
  }

  it.each(FAMILIES)('$name: recognised, listed whole, and a crawl with the written config finds it all', (family) => {
    const outcome = outcomes.get(family.name);
    expect(outcome?.code).toBe(0);
    // Of a tree, and of a frame, the lists below tell the system.
    const platform = family.name.startsWith('trs') ? 'trs' : family.dialect;
    expect(outcome?.probed.columns.map((column) => column.platform.key)).toEqual([platform]);
    expect(outcome?.probed.columns.map(({ certainty }) => certainty)).toEqual(['certain']);
    expect(outcome?.promised).toEqual(outcome?.truth);
    expect(outcome?.stored).toEqual(outcome?.truth);
    expect(outcome?.offLimits).toEqual([]);
    expect(outcome?.probeRequests.length).toBeLessThanOrEqual(60);
    expect(outcome?.probed.requests).toBe(outcome?.probeRequests.length);
  });

  it('writes configs that are valid together', () => {
    expect(loadPortals(portalsDir(config)).length).toBe(FAMILIES.length);
  });
});
