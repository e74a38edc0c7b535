import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigError, loadHosts, loadPortals, portalsDir } from '../../src/config/index.ts';
import { PathLessons } from '../../src/discover/lessons.ts';
import type { Discovery } from '../../src/store/discoveries.ts';
import { discoveries } from '../../src/store/discoveries.ts';
import { openStore } from '../../src/store/store.ts';
import { type Country, type CountryPortal, startCountry } from '../simweb/country.ts';
import { nianbao } from '../support/cli.ts';
import { temporaryFolder } from '../support/crawling.ts';

/** One round has each family once; `NIANBAO_COUNTRY=7` makes some 300 home pages. */
const ROUNDS = Number(process.env.NIANBAO_COUNTRY ?? 1);

describe('a simulated country', () => {
  const folder = temporaryFolder();
  const config = join(folder.path, 'config');
  const data = join(folder.path, 'data');
  const hosts = join(folder.path, 'hosts.csv');
  let country: Country;
  let results: Map<string, Discovery>;
  const call = (...more: string[]) =>
    nianbao(
      'discover',
      '--from',
      hosts,
      '--config',
      config,
      '--fixtures',
      join(folder.path, 'fixtures'),
      '--data',
      data,
      '--allow-private',
      '127.0.0.1',
      '--delay',
      '2',
      '--parallel',
      '4',
      ...more,
    );
  const of = (state: CountryPortal['state']) => country.portals.filter((portal) => portal.state === state);
  const resultOf = ({ homepage }: CountryPortal) => results.get(homepage);

  beforeAll(async () => {
    mkdirSync(portalsDir(config), { recursive: true });
    writeFileSync(join(config, 'nianbao.yaml'), 'browser: never\n');
    country = await startCountry(ROUNDS);
    const rows = country.portals.map(
      ({ name, homepage }) => `410822,county,河南省/焦作市/${name},${name},${homepage},`,
    );
    writeFileSync(hosts, ['code,level,path,name,homepage,note', ...rows].join('\n'));
    // Stopped on the way: the second call goes on with what is open.
    await call('--limit', '5', '--quiet');
    await call('--quiet');
    const store = openStore(data, { readonly: true });
    results = new Map(discoveries(store).map((discovery) => [discovery.homepage, discovery]));
    store.close();
  }, 300_000 * ROUNDS);
  afterAll(async () => {
    await country.close();
    folder.remove();
  });

  it('has an outcome for each portal', () => {
    expect([...results.keys()].sort()).toEqual(country.portals.map(({ homepage }) => homepage).sort());
  });

  it('finds the channels, and writes none as certain that is another', () => {
    const found = of('found').filter((portal) => resultOf(portal)?.state === 'found');
    const missed = of('found').filter((portal) => resultOf(portal)?.state !== 'found');
    expect(found.length / of('found').length, JSON.stringify(missed.map(resultOf), null, 1)).toBeGreaterThanOrEqual(
      0.95,
    );
    for (const portal of found)
      expect(new URL(resultOf(portal)?.channelUrl ?? '').host, portal.trap).toBe(new URL(portal.channel ?? '').host);
    expect(of('not certain').map((portal) => resultOf(portal)?.state)).not.toContain('found');
    const written = loadPortals(portalsDir(config)).length;
    expect(written).toBe([...results.values()].filter(({ state }) => state === 'found').length);
  });

  it.each(['none', 'refused', 'unreachable'] as const)('says %s where it is so', (state) => {
    expect(of(state).map((portal) => resultOf(portal)?.state)).toEqual(of(state).map(() => state));
  });

  it('asks few pages, and none twice in a later call', async () => {
    const before = country.portals.map((portal) => portal.requests());
    const perPortal = before.reduce((sum, one) => sum + one, 0) / country.portals.length;
    expect(perPortal).toBeLessThan(25);
    const { code, out } = await call('--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ portals: country.portals.length, open: 0 });
    // Only the dead hosts are tried again.
    expect(country.portals.map((portal) => portal.requests())).toEqual(before);
  });

  it('lists the likely ones for a person', () => {
    const review = readFileSync(join(data, 'discover-review.csv'), 'utf8');
    for (const { homepage } of of('not certain')) expect(review).toContain(homepage);
  });
});

describe('hosts', () => {
  it('come with the project, each checked', () => {
    const all = loadHosts('config/hosts');
    expect(all.length).toBeGreaterThan(3400);
    expect(all.find(({ code }) => code === '130629')?.alternatives).toEqual(['http://www.rongcheng.gov.cn/']);
  });

  it('name file, line and what is allowed where a row is wrong', () => {
    const folder = temporaryFolder();
    const file = join(folder.path, 'mine.csv');
    writeFileSync(
      file,
      'code,level,path,name,homepage,note\n110000,province,北京市,北京市,https://www.beijing.gov.cn/,\n4408,county,x,清溪县,ftp://x/,\n',
    );
    const read = () => loadHosts(file);
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(/mine\.csv:3: code: found "4408"; allowed: six digits[\s\S]*homepage: found "ftp:\/\/x\/"/);
    folder.remove();
  });
});

describe('what portals have in common', () => {
  it('is asked first once ten keep their channel there', () => {
    const lessons = new PathLessons();
    for (let n = 0; n < 9; n++) lessons.learn(`http://a${n}.gov.cn/zwgk/zfxxgknb/index.html`);
    expect(lessons.guesses('http://b.gov.cn/')).toEqual([]);
    lessons.learn('http://a9.gov.cn/zwgk/zfxxgknb/');
    expect(lessons.guesses('http://b.gov.cn/')).toEqual(['http://b.gov.cn/zwgk/zfxxgknb/']);
  });

  it('is no path with numbers of one portal', () => {
    const lessons = new PathLessons();
    for (let n = 0; n < 20; n++) lessons.learn(`http://a${n}.gov.cn/col/col1229000/index.html`);
    expect(lessons.guesses('http://b.gov.cn/')).toEqual([]);
  });
});
