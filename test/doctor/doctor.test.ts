import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../../src/crawlers/browser/find.ts';
import type { DoctorResult } from '../../src/doctor/doctor.ts';
import type { Verdict } from '../../src/doctor/verdicts.ts';
import { nianbao } from '../support/cli.ts';
import { temporaryFolder } from '../support/crawling.ts';
import { type Mood, type MoodyPortal, moodyPortal } from './portal.ts';

function hasBrowser(): boolean {
  try {
    return findBrowser(() => '') !== '';
  } catch {
    return false;
  }
}

const folder = temporaryFolder();
const config = join(folder.path, 'config');
const data = join(folder.path, 'data');
const places = ['--config', config, '--data', data];
const LOCAL = ['--allow-private', '127.0.0.1', '--delay', '1'];

let portal: MoodyPortal;
beforeAll(async () => {
  portal = await moodyPortal('qingxi', config);
  await portal.crawl(data);
});
afterAll(async () => {
  await portal.server.close();
  folder.remove();
});

async function examine(...args: string[]): Promise<{ code: number; result: DoctorResult }> {
  const { code, out } = await nianbao('doctor', '--json', ...places, ...LOCAL, ...args);
  return { code, result: JSON.parse(out) as DoctorResult };
}

describe('against the last good crawl', () => {
  const cases: readonly [Mood, Verdict, RegExp][] = [
    ['well', 'healthy', /names 6 reports/],
    ['grown', 'healthy', /names 7 reports/],
    ['gone', 'moved', /not_found: HTTP 404/],
    ['home page instead', 'moved', /answers with the home page/],
    ['elsewhere', 'moved', /leads to .*\/xxgk\/new\//],
    ['forbidden', 'blocked', /refused: HTTP 403/],
    ['challenge', 'blocked', /瑞数 \(412\)\), which an ordinary browser passes/],
    ['captcha', 'blocked', /which wants a person/],
    ['busy notice', 'blocked', /soft_error/],
    ['too many requests', 'blocked', /throttled: HTTP 429/],
    ['robots', 'blocked', /robots\.txt/],
    ['another system', 'redesigned', /was trs, is ucap/],
    ['other titles', 'redesigned', /6 rows, but none has the title of a report/],
    ['few rows', 'redesigned', /2 rows, 6 in the last good crawl/],
    ['no rows', 'empty', /no rows/],
    ['server error', 'unreachable', /HTTP 500/],
  ];

  it.each(cases)('%s: %s', async (mood, verdict, because) => {
    portal.mood = mood;
    const { code, result } = await examine('qingxi');
    const [found] = result.portals;
    expect(found?.verdict).toBe(verdict);
    expect(found?.channels[0]?.because).toMatch(because);
    expect(found?.channels[0]?.before).toMatchObject({ items: 6, platform: 'trs', finalUrl: portal.url });
    expect(found?.requests).toBeLessThanOrEqual(24);
    expect(code).toBe(verdict === 'healthy' ? 0 : 1);
  });

  it('names the titles that no longer match, and what has gone', async () => {
    portal.mood = 'other titles';
    const [renamed] = (await examine('qingxi')).result.portals;
    expect(renamed?.channels[0]?.renamed[0]).toMatchObject({
      before: '清溪县人民政府2018年政府信息公开工作年度报告',
      now: '清溪县工作动态第2018期',
    });
    expect(renamed?.channels[0]?.unmatched).toContain('清溪县工作动态第2018期');
    portal.mood = 'few rows';
    const [shrunk] = (await examine('qingxi')).result.portals;
    expect(shrunk?.channels[0]?.gone.map(({ title }) => title)).toContain(
      '清溪县人民政府2023年政府信息公开工作年度报告',
    );
  });

  it('tells a broken service behind a list from an empty list', async () => {
    const other = await moodyPortal('served', config);
    other.mood = 'service';
    await other.crawl(data);
    const [well] = (await examine('served')).result.portals;
    other.mood = 'service broken';
    const [broken] = (await examine('served')).result.portals;
    await other.server.close();
    rmSync(join(config, 'portals', 'served.yaml'));
    expect(well).toMatchObject({ verdict: 'healthy', channels: [{ now: { reports: 6, platform: { key: 'was' } } }] });
    expect(broken?.verdict).toBe('redesigned');
    expect(broken?.channels[0]?.because).toMatch(/the list comes from .*was5.*not_found/);
  });

  it('prints the verdict first, then the facts then and now', async () => {
    portal.mood = 'another system';
    const { out, code } = await nianbao('doctor', 'qingxi', ...places, ...LOCAL);
    expect(code).toBe(1);
    expect(out.split('\n')[0]).toBe('qingxi  redesigned  清溪县');
    expect(out).toMatch(/rows {6}then 6 on \d{4}-\d\d-\d\d; now 0/);
    expect(out).toMatch(/platform {2}then trs \(.*createPageHTML/);
    expect(out).toMatch(/now {2}ucap \(/);
    expect(out).toContain('Next: nianbao probe');
  });
});

it('says of a portal that was never crawled what it shows now', async () => {
  portal.mood = 'well';
  const empty = join(folder.path, 'nothing');
  const well = await nianbao('doctor', '--json', '--config', config, '--data', empty, ...LOCAL, 'qingxi');
  expect(JSON.parse(well.out)).toMatchObject({ portals: [{ verdict: 'healthy', next: 'nianbao crawl qingxi' }] });
  const offline = await nianbao('doctor', '--json', '--offline', '--config', config, '--data', empty, 'qingxi');
  expect(JSON.parse(offline.out)).toMatchObject({ portals: [{ verdict: 'unknown', requests: 0 }] });
  expect(offline.code).toBe(1);
});

describe('from the database alone', () => {
  const cases: readonly [Mood, Verdict, RegExp][] = [
    ['well', 'healthy', /6 rows were read/],
    ['gone', 'moved', /not_found/],
    ['forbidden', 'blocked', /refused/],
    ['another system', 'redesigned', /was trs, is ucap/],
    ['no rows', 'empty', /read no rows/],
    ['few rows', 'redesigned', /2 rows were read, 6 in the last good crawl/],
    ['server error', 'unreachable', /server_error/],
  ];

  it.each(cases)('%s: %s', async (mood, verdict, because) => {
    const dataDir = join(folder.path, `offline-${mood}`);
    portal.mood = 'well';
    await portal.crawl(dataDir);
    portal.mood = mood;
    await portal.crawl(dataDir);
    const asked = portal.server.log.length;
    const { out } = await nianbao('doctor', '--json', '--offline', '--config', config, '--data', dataDir, 'qingxi');
    const { portals } = JSON.parse(out) as DoctorResult;
    expect(portals[0]?.verdict).toBe(verdict);
    expect(portals[0]?.channels[0]?.because).toMatch(because);
    expect(portals[0]?.channels[0]?.before).toMatchObject({ items: 6, platform: 'trs' });
    expect(portal.server.log.length).toBe(asked);
    rmSync(dataDir, { recursive: true });
  });

  it('notices that the pages behind a list that still reads have gone', async () => {
    const dataDir = join(folder.path, 'details');
    portal.mood = 'grown';
    await portal.crawl(dataDir);
    const { out } = await nianbao('doctor', '--json', '--offline', '--config', config, '--data', dataDir, 'qingxi');
    // One of seven pages is missing: that is the page's trouble.
    expect((JSON.parse(out) as DoctorResult).portals[0]).toMatchObject({ verdict: 'healthy' });
  });
});

it.skipIf(!hasBrowser())('calls a portal healthy whose challenge any browser passes, as the crawl does', async () => {
  const guarded = await moodyPortal('guarded', config, 'auto');
  guarded.mood = 'challenge for browsers';
  const { result } = await examine('guarded');
  await guarded.server.close();
  rmSync(join(config, 'portals', 'guarded.yaml'));
  expect(result.portals[0]).toMatchObject({ verdict: 'healthy', channels: [{ now: { reports: 6 } }] });
});

describe('many portals', () => {
  const many = join(folder.path, 'many');
  const all = ['--config', join(many, 'config'), '--data', join(many, 'data'), '--all', '--json', ...LOCAL];
  let portals: MoodyPortal[] = [];
  beforeAll(async () => {
    portals = await Promise.all(['a', 'b', 'c', 'd'].map((id) => moodyPortal(`portal-${id}`, join(many, 'config'))));
    for (const one of portals) await one.crawl(join(many, 'data'));
  });
  afterAll(() => Promise.all(portals.map((one) => one.server.close())));

  async function moods(...given: Mood[]): Promise<DoctorResult> {
    for (const [index, one] of portals.entries()) one.mood = given[index] ?? 'well';
    return JSON.parse((await nianbao('doctor', ...all)).out) as DoctorResult;
  }

  it('finds no common cause where all are well or ill in their own ways', async () => {
    expect((await moods()).findings).toEqual([]);
    expect((await moods('gone', 'forbidden', 'no rows')).findings).toEqual([]);
  });

  it('takes the failure of many of one family for the dialect’s', async () => {
    const { findings, portals: found } = await moods('no rows', 'another system', 'other titles');
    expect(findings).toHaveLength(1);
    expect(findings[0]?.finding).toMatch(
      /^3 of 4 portals of TRS WCM.* list nothing since \d{4}-\d\d-\d\d: probably the dialect/,
    );
    expect(findings[0]?.portals).toEqual(['portal-a', 'portal-b', 'portal-c']);
    expect(found.map(({ verdict }) => verdict)).toEqual(['empty', 'redesigned', 'redesigned', 'healthy']);
  });

  it('takes the same refusal everywhere for our own fault', async () => {
    const { findings } = await moods('challenge', 'challenge', 'challenge');
    expect(findings.map(({ finding }) => finding)).toEqual([
      expect.stringMatching(/^3 portals refuse us alike \(a challenge page \(瑞数/),
    ]);
  });

  it('takes silence everywhere for a broken network', async () => {
    const { findings } = await moods('server error', 'server error', 'server error');
    expect(findings.map(({ finding }) => finding)).toEqual([expect.stringMatching(/^3 of 4 portals do not answer/)]);
  });
});

it('refuses to guess which portal is meant', async () => {
  expect(await nianbao('doctor', ...places)).toMatchObject({ code: 2, err: expect.stringContaining('--all') });
  expect(await nianbao('doctor', 'qingxy', ...places)).toMatchObject({
    code: 2,
    err: expect.stringContaining('qingxi'),
  });
});
