import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WarcArchive } from '../../src/archive/warc-archive.ts';
import { DEFAULTS, loadPortals, portalsDir } from '../../src/config/index.ts';
import { crawl } from '../../src/crawlers/crawl.ts';
import { AddressPolicy } from '../../src/crawlers/http/address.ts';
import { sameResource } from '../../src/crawlers/http/scope.ts';
import type { DoctorResult } from '../../src/doctor/doctor.ts';
import type { Diagnosis } from '../../src/doctor/findings.ts';
import type { ProbeResult } from '../../src/probe/findings.ts';
import { isReportOfItsOwn } from '../../src/probe/survey/promised.ts';
import { archivedRecord, openStore, startRun } from '../../src/store/index.ts';
import { nianbao } from '../support/cli.ts';
import { temporaryFolder } from '../support/crawling.ts';
import { FAMILIES as ALL, type RunningFamily, startFamily } from './index.ts';

/** A probe with `browser: never`: pagers that only a browser presses are left out. */
const FAMILIES = ALL.filter(({ browser }) => browser !== true);

/** Enough for a second list page in most families. */
const REPORTS = 13;
const LOCAL = ['--allow-private', '127.0.0.1', '--delay', '2'];

interface Outcome {
  readonly probed: ProbeResult;
  readonly code: number;
  /** `organ year`, as published and as promised. */
  readonly truth: readonly string[];
  readonly promised: readonly string[];
  readonly requests: readonly string[];
  readonly offLimits: readonly string[];
  /** Pages and files of reports that a crawl with the written config did not fetch. */
  readonly missed: readonly string[];
  /** What the doctor says of it afterwards. */
  readonly diagnosis: Diagnosis | undefined;
}

describe('probe on the home page of every simulated portal', () => {
  const folder = temporaryFolder();
  const config = join(folder.path, 'config');
  const outcomes = new Map<string, Outcome>();
  beforeAll(async () => {
    // An empty page shall not be looked at for half a minute.
    mkdirSync(config);
    writeFileSync(join(config, 'nianbao.yaml'), 'browser: never\n');
    const running = await Promise.all(
      FAMILIES.map(({ name }) => startFamily(name, { reports: REPORTS, throttle: false })),
    );
    try {
      const drafts = [];
      for (const [index, family] of running.entries()) drafts.push(await probeFamily(family, `family-${index + 1}`));
      const fetched = await crawlWritten();
      const { portals } = await examineAll();
      for (const [index, { name }] of FAMILIES.entries()) {
        const [draft, family] = [drafts[index], running[index]];
        const diagnosis = portals.find(({ portal }) => portal === `family-${index + 1}`);
        const wanted = family?.truth.flatMap(({ url, files }) => [url, ...files]) ?? [];
        const missed = wanted.filter((url) => !fetched.has(sameResource(url)));
        if (draft) outcomes.set(name, { ...draft, missed, diagnosis });
      }
    } finally {
      await Promise.all(running.map((family) => family.close()));
    }
  });
  afterAll(() => folder.remove());

  async function probeFamily(family: RunningFamily, id: string): Promise<Omit<Outcome, 'missed' | 'diagnosis'>> {
    const places = ['--config', config, '--fixtures', join(folder.path, 'fixtures')];
    const { code, out } = await nianbao('probe', family.home, '--write', '--id', id, '--json', ...places, ...LOCAL);
    const probed = JSON.parse(out) as ProbeResult;
    const reports = probed.channels.flatMap((channel) => channel.reports).filter(isReportOfItsOwn);
    const requests = family.log.map(({ url }) => url);
    return {
      probed,
      code,
      truth: family.truth.map(({ organ, year }) => `${organ} ${year}`).sort(),
      promised: reports.map(({ organ, year }) => `${organ} ${year}`).sort(),
      requests,
      offLimits: requests.filter((url) => family.offLimits.includes(family.origin + url)),
    };
  }

  /** All that a crawl of the written configs fetched; reading it is tested elsewhere. */
  async function crawlWritten(): Promise<Set<string>> {
    const store = openStore(join(folder.path, 'data'));
    const archive = new WarcArchive(store.dataDir, { archived: (digest) => archivedRecord(store, digest) });
    try {
      const settings = { ...DEFAULTS, delay: 2, retries: 1, browser: 'never' as const };
      const runId = startRun(store, 'test');
      await crawl({
        store,
        archive,
        runId,
        ingestQueue: null,
        portals: loadPortals(portalsDir(config)).map((portal) => ({ config: portal, settings })),
        userAgent: 'nianbao/test',
        addresses: new AddressPolicy(['127.0.0.1']),
        parallel: 16,
        firstBackOffMs: 20,
        signal: new AbortController().signal,
      });
      const captures = store.all<{ url: string }>('SELECT url FROM capture WHERE status IN (200, 302)');
      return new Set(captures.map(({ url }) => sameResource(url)));
    } finally {
      await archive.close();
      store.close();
    }
  }

  async function examineAll(): Promise<DoctorResult> {
    const places = ['--config', config, '--data', join(folder.path, 'data')];
    const { out } = await nianbao('doctor', '--all', '--json', ...places, ...LOCAL);
    return JSON.parse(out) as DoctorResult;
  }

  it.each(FAMILIES)('$name: healthy for the doctor after that crawl', (family) => {
    const diagnosis = outcomes.get(family.name)?.diagnosis;
    // With so few rows this one announces more entries than it has: whether that is all of them, nobody can tell.
    const verdict = family.name === 'ucap (static)' ? 'incomplete' : 'healthy';
    expect(diagnosis).toMatchObject({ verdict, channels: [{ renamed: [], unmatched: [], gone: [] }] });
    expect(diagnosis?.channels[0]?.before?.items).toBeGreaterThanOrEqual(REPORTS);
    expect(diagnosis?.channels[0]?.before?.platform).toBe(family.dialect);
  });

  it.each(FAMILIES)('$name: recognised, listed whole, and crawled whole with the written config', (family) => {
    const outcome = outcomes.get(family.name);
    expect(outcome?.code).toBe(0);
    // Of a tree, and of a frame, the lists below tell the system.
    const platform = family.name.startsWith('trs') ? 'trs' : family.dialect;
    expect(outcome?.probed.channels.map((channel) => channel.platform.key)).toEqual([platform]);
    expect(outcome?.probed.channels.map(({ certainty }) => certainty)).toEqual(['certain']);
    expect(outcome?.promised).toEqual(outcome?.truth);
    expect(outcome?.missed).toEqual([]);
    expect(outcome?.offLimits).toEqual([]);
    expect(outcome?.requests.length).toBeLessThanOrEqual(60);
    expect(outcome?.probed.requests).toBe(outcome?.requests.length);
  });
});
