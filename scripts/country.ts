/**
 * `npm run country -- [--pieces N --piece I] [--rounds R] [--show]`: discover over a simulated country of some 300 home pages, and what it
 * found of the known truth, by kind of home page. In pieces where the machine is shared.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { loadPortals, portalsDir } from '../src/config/index.ts';
import { type Discovery, discoveries } from '../src/store/discoveries.ts';
import { openStore } from '../src/store/store.ts';
import { type CountryPortal, isOwn, startCountry } from '../test/simweb/country/index.ts';
import { nianbao } from '../test/support/cli.ts';

const { values } = parseArgs({
  options: {
    pieces: { type: 'string', default: '1' },
    piece: { type: 'string', default: '0' },
    rounds: { type: 'string', default: '1' },
    browser: { type: 'boolean', default: false },
    /** So many of the portals found are crawled with the config that was written, and compared with what they have published. */
    crawl: { type: 'string', default: '0' },
    /** Only home pages whose peculiarity holds this text. */
    only: { type: 'string', default: '' },
    show: { type: 'boolean', default: false },
  },
});

interface Tally {
  portals: number;
  right: number;
  likely: number;
  wrong: number;
  requests: number;
}

const folder = mkdtempSync(path.join(tmpdir(), 'nianbao-country-'));
const rounds = Number(values.rounds);
const country = await startCountry({ familyRounds: rounds, frontRounds: rounds, every: 1, browser: values.browser });
try {
  const all = country.portals.filter(
    ({ trap }, index) => index % Number(values.pieces) === Number(values.piece) && trap.includes(values.only),
  );
  const found = await discoverAll(all);
  report(all, found);
  const wanted = Number(values.crawl);
  if (wanted > 0) await crawlSample(all, found, wanted);
} finally {
  await country.close();
  rmSync(folder, { recursive: true, force: true });
}

async function discoverAll(portals: readonly CountryPortal[]): Promise<Map<string, Discovery>> {
  const config = path.join(folder, 'config');
  mkdirSync(portalsDir(config), { recursive: true });
  writeFileSync(path.join(config, 'nianbao.yaml'), values.browser ? '' : 'browser: never\n');
  const hosts = path.join(folder, 'hosts.csv');
  const rows = portals.map(({ code, name, homepage }) => `${code},county,${name},${name},${homepage},`);
  writeFileSync(hosts, ['code,level,path,name,homepage,note', ...rows].join('\n'));
  const data = path.join(folder, 'data');
  const places = ['--from', hosts, '--config', config, '--fixtures', path.join(folder, 'fixtures'), '--data', data];
  const { err } = await nianbao(
    'discover',
    ...places,
    ...['--allow-private', '127.0.0.1', '--delay', '2', '--parallel', '4'],
  );
  if (values.show) process.stderr.write(err);
  const store = openStore(data, { readonly: true });
  try {
    return new Map(discoveries(store).map((discovery) => [discovery.homepage, discovery]));
  } finally {
    store.close();
  }
}

/** Every n-th of the portals found, from the config that discover wrote. */
async function crawlSample(
  portals: readonly CountryPortal[],
  found: ReadonlyMap<string, Discovery>,
  wanted: number,
): Promise<void> {
  const candidates = portals.filter(
    ({ homepage, family }) => family !== null && found.get(homepage)?.state === 'found',
  );
  const sample = candidates.filter((_, index) => index % Math.ceil(candidates.length / wanted) === 0);
  const configs = loadPortals(portalsDir(path.join(folder, 'config')));
  const idOf = ({ homepage }: CountryPortal) =>
    configs.find(({ file }) => file === found.get(homepage)?.file)?.id ?? '';
  const ids = sample.map(idOf);
  const dataDir = path.join(folder, 'crawled');
  const where = [
    '--config',
    path.join(folder, 'config'),
    '--data',
    dataDir,
    '--allow-private',
    '127.0.0.1',
    '--delay',
    '5',
  ];
  const { code, out, err } = await nianbao('crawl', ...ids, ...where);
  const store = openStore(dataDir, { readonly: true });
  let whole = 0;
  for (const [index, portal] of sample.entries()) {
    const rows = store.all<{ organ: string; year: number }>(
      'SELECT organ, year FROM report WHERE portal_id = ? AND is_current = 1',
      ids[index] ?? '',
    );
    const stored = rows.map(({ organ, year }) => `${organ} ${year}`).sort();
    const truth = (portal.family?.truth ?? []).map(({ organ, year }) => `${organ} ${year}`).sort();
    if (JSON.stringify(stored) === JSON.stringify(truth)) whole++;
    else console.log(`  crawled ${portal.trap}: ${stored.length} of ${truth.length}`, ids[index]);
  }
  store.close();
  console.log(`crawled with the config that was written: ${whole} of ${sample.length} portals whole (exit ${code})`);
  if (values.show) console.error(out, err);
}

function isRight(portal: CountryPortal, discovery: Discovery | undefined): boolean {
  if (portal.state === 'not certain') return discovery?.state !== 'found';
  if (portal.state !== 'found') return discovery?.state === portal.state;
  return discovery?.state === 'found' && isOwn(portal, discovery.channelUrl ?? '');
}

function report(portals: readonly CountryPortal[], found: ReadonlyMap<string, Discovery>): void {
  const kinds = new Map<string, Tally>();
  for (const portal of portals) {
    const discovery = found.get(portal.homepage);
    const tally = kinds.get(portal.kind) ?? { portals: 0, right: 0, likely: 0, wrong: 0, requests: 0 };
    kinds.set(portal.kind, tally);
    const right = isRight(portal, discovery);
    tally.portals++;
    tally.right += right ? 1 : 0;
    tally.likely += !right && discovery?.state === 'likely' ? 1 : 0;
    tally.wrong += !right && discovery?.state === 'found' ? 1 : 0;
    tally.requests += portal.requests();
    if (!right) {
      const { state, channelUrl, because, requests } = discovery ?? {};
      const now = `${state} ${channelUrl ?? ''} (${requests}): ${because}`;
      console.log(`  ${portal.kind}: ${portal.trap}: should be ${portal.state} ${portal.channels[0] ?? ''}, is ${now}`);
    }
  }
  console.log('kind        portals  right  likely  wrong  requests each');
  const all = { portals: 0, right: 0, likely: 0, wrong: 0, requests: 0 };
  for (const [kind, tally] of [...kinds, ['all', all] as const]) {
    if (tally !== all) for (const key of Object.keys(all) as (keyof Tally)[]) all[key] += tally[key];
    const { portals: count, right, likely, wrong, requests } = tally;
    const cells = [count, right, likely, wrong].map((cell) => String(cell).padStart(7)).join('');
    console.log(`${kind.padEnd(10)}${cells}${(requests / count).toFixed(1).padStart(10)}`);
  }
}
