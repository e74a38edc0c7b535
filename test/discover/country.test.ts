import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPortals, portalsDir } from '../../src/config/index.ts';
import type { Discovery } from '../../src/store/discoveries.ts';
import { discoveries } from '../../src/store/discoveries.ts';
import { openStore } from '../../src/store/store.ts';
import { type Country, type CountryPortal, isOwn, startCountry } from '../simweb/country/index.ts';
import { nianbao } from '../support/cli.ts';
import { temporaryFolder } from '../support/crawling.ts';

/** A slice of the country, all traps included; `npm run country` goes through all of it. */
const SLICE = { familyRounds: 0, frontRounds: 1, every: 7 };

describe('a simulated country', () => {
  const folder = temporaryFolder();
  const config = join(folder.path, 'config');
  const data = join(folder.path, 'data');
  const hosts = join(folder.path, 'hosts.csv');
  let country: Country;
  let results: Map<string, Discovery>;
  const places = () => ['--config', config, '--fixtures', join(folder.path, 'fixtures'), '--data', data];
  const local = ['--allow-private', '127.0.0.1', '--delay', '2', '--parallel', '4'];
  const call = (...more: string[]) => nianbao('discover', '--from', hosts, ...places(), ...local, ...more);
  const of = (state: CountryPortal['state']) => country.portals.filter((portal) => portal.state === state);
  const resultOf = ({ homepage }: CountryPortal) => results.get(homepage);

  beforeAll(async () => {
    mkdirSync(portalsDir(config), { recursive: true });
    writeFileSync(join(config, 'nianbao.yaml'), 'browser: never\n');
    country = await startCountry(SLICE);
    const rows = country.portals.map(({ code, name, homepage }) => `${code},county,${name},${name},${homepage},`);
    writeFileSync(hosts, ['code,level,path,name,homepage,note', ...rows].join('\n'));
    // Stopped on the way: the second call goes on with what is open.
    await call('--limit', '5', '--quiet');
    await call('--quiet');
    const store = openStore(data, { readonly: true });
    results = new Map(discoveries(store).map((discovery) => [discovery.homepage, discovery]));
    store.close();
  });
  afterAll(async () => {
    await country.close();
    folder.remove();
  });

  it('has an outcome for each portal', () => {
    expect([...results.keys()].sort()).toEqual(country.portals.map(({ homepage }) => homepage).sort());
  });

  it('finds the channels, and writes none as certain that is another', () => {
    const right = of('found').filter((portal) => isOwn(portal, resultOf(portal)?.channelUrl ?? ''));
    const found = right.filter((portal) => resultOf(portal)?.state === 'found');
    const missed = of('found').filter((portal) => !found.includes(portal));
    expect(missed.map((portal) => [portal.trap, resultOf(portal)])).toEqual([]);
    expect(of('not certain').map((portal) => [portal.trap, resultOf(portal)?.state])).not.toContainEqual([
      expect.anything(),
      'found',
    ]);
    const written = loadPortals(portalsDir(config)).length;
    expect(written).toBe([...results.values()].filter(({ state }) => state === 'found').length);
  });

  it.each(['none', 'refused', 'unreachable'] as const)('says %s where it is so', (state) => {
    expect(of(state).map((portal) => [portal.trap, resultOf(portal)?.state])).toEqual(
      of(state).map(({ trap }) => [trap, state]),
    );
  });

  it('says none only when its requests are used up, or nothing is left to look at', () => {
    const large = country.portals.find(({ trap }) => trap === 'a large portal without a channel');
    expect(large?.requests()).toBeGreaterThan(50);
    expect(large?.requests()).toBeLessThanOrEqual(60);
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
    const likely = of('not certain');
    expect(likely.length).toBeGreaterThan(0);
    for (const { homepage } of likely) expect(review).toContain(homepage);
  });
});
