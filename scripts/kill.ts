/**
 * Kills the program again and again at random moments and compares what it leaves with an undisturbed run, row by row:
 * `npx tsx scripts/kill.ts [KILLS=70] [PART OF A STEP'S NAME]`. A cycle of 70 kills takes two to three minutes on a free machine; the figures of
 * docs/reliability.md are those of several. `NIANBAO_KILL_MS=2500` sets the longest life of a process that is killed.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { generateReport, layoutNamed, renderReport, type SamplePortal, startLargePortal } from '../generator/index.ts';
import { verify } from '../src/verify/verify.ts';
import { type Country, startCountry } from '../test/simweb/country/index.ts';
import { lastingRows } from '../test/support/lasting-rows.ts';

const PROGRAM = resolve(import.meta.dirname, '../bin/nianbao.js');
const KILLS = Number(process.argv[2] ?? 70);
const WANTED = process.argv[3] ?? '';
const LONGEST_LIFE_MS = Number(process.env.NIANBAO_KILL_MS ?? 2500);
/** Loading the program takes so long; before that nothing can be harmed. */
const SHORTEST_LIFE_MS = 250;
const REPORTS = 30;
const BROUGHT = 60;
interface Step {
  readonly name: string;
  readonly args: readonly string[];
  /** Folder to be compared. */
  readonly data: string;
}

const root = mkdtempSync(join(tmpdir(), 'nianbao-kill-'));
const content = (data: string): string[] => [...lastingRows(data), ...configsIn(data)];

/** Runs a step to its end, killed so often before. Returns how often it really was. */
async function killed({ args }: Step, times: number): Promise<number> {
  const start = () => spawn(process.execPath, [PROGRAM, ...args], { stdio: 'ignore' });
  let kills = 0;
  for (let count = 0; count < times; count++) {
    const child = start();
    const ended = once(child, 'exit');
    const life = SHORTEST_LIFE_MS + Math.random() * (LONGEST_LIFE_MS - SHORTEST_LIFE_MS);
    const timer = setTimeout(() => child.kill('SIGKILL'), life);
    const [code] = await ended;
    clearTimeout(timer);
    if (code === null) kills++;
  }
  const [code] = await once(start(), 'exit');
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}`);
  return kills;
}

interface Sources {
  readonly portal: SamplePortal;
  readonly country: Country;
  readonly brought: string;
  readonly hosts: string;
}

/** All that writes to a data folder, each step on what the one before has left. */
function stepsIn(folder: string, { portal, country, brought, hosts }: Sources): Step[] {
  const [data, merged, found, config] = ['data', 'merged', 'found', 'config'].map((name) => join(folder, name));
  if (!data || !merged || !found || !config) throw new Error('no folders');
  mkdirSync(join(config, 'portals'), { recursive: true });
  writeFileSync(join(config, 'nianbao.yaml'), 'browser: never\n');
  const local = ['--allow-private', '127.0.0.1', '--quiet'];
  const crawl = ['crawl', portal.url, '--data', data, '--delay', '5', ...local];
  const discover = [
    'discover',
    '--from',
    hosts,
    '--config',
    config,
    '--fixtures',
    join(folder, 'fixtures'),
    '--data',
    found,
  ];
  const limit = String(Math.min(12, country.portals.length));
  return [
    { name: 'first crawl', data, args: crawl },
    { name: 'second visit', data, args: crawl },
    { name: 'import', data, args: ['import', brought, '--data', data, '--quiet'] },
    { name: 'reextract --apply', data, args: ['reextract', '--data', data, '--apply', '--quiet'] },
    { name: 'rebuild', data, args: ['rebuild', '--data', data, '--quiet'] },
    { name: 'merge', data: merged, args: ['merge', merged, data, '--quiet'] },
    {
      name: 'discover',
      data: found,
      args: [...discover, '--limit', limit, '--delay', '2', '--parallel', '4', ...local],
    },
  ];
}

/** The portals' files beside a data folder, as rows: what is found has one, and nothing else has. */
function configsIn(data: string): string[] {
  const folder = join(data, '..', 'config', 'portals');
  const names = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
  return names.filter((name) => name.endsWith('.yaml')).map((name) => `config ${name}`);
}

/** Reports as somebody may have them in a folder. */
function bring(folder: string): string {
  mkdirSync(folder);
  for (let seed = 1; seed <= BROUGHT; seed++) {
    const report = generateReport(seed, {
      organ: `云山市清河区第${seed}街道办事处`,
      year: 2020,
      form: '2021',
      title: 'usual',
    });
    writeFileSync(join(folder, `${seed}.html`), renderReport(report, layoutNamed('html-clean')).bytes);
  }
  return folder;
}

function listHosts(file: string, { portals }: Country): string {
  const answering = portals.filter(({ state }) => state === 'found').slice(0, 12);
  const rows = answering.map(({ code, name, homepage }) => `${code},county,${name},${name},${homepage},`);
  writeFileSync(file, ['code,level,path,name,homepage,note', ...rows].join('\n'));
  return file;
}

const portal = await startLargePortal(REPORTS);
const country = await startCountry({ familyRounds: 1, frontRounds: 0, every: 1 });
try {
  const sources = {
    portal,
    country,
    brought: bring(join(root, 'brought')),
    hosts: listHosts(join(root, 'hosts.csv'), country),
  };
  const [calm, harried] = [stepsIn(join(root, 'calm'), sources), stepsIn(join(root, 'harried'), sources)];
  const wanted = harried.filter(({ name }) => name.includes(WANTED)).length;
  for (const [index, step] of harried.entries()) {
    const undisturbed = calm[index];
    if (undisturbed === undefined) throw new Error('a step is missing');
    await killed(undisturbed, 0);
    const kills = await killed(step, step.name.includes(WANTED) ? Math.ceil(KILLS / wanted) : 0);
    const [expected, found] = [content(undisturbed.data), content(step.data)];
    const [isExpected, isFound] = [new Set(expected), new Set(found)];
    const missing = expected.filter((line) => !isFound.has(line));
    const strange = found.filter((line) => !isExpected.has(line));
    const { findings, records } = verify({ dataDir: step.data, sample: null, database: true });
    const counts = `${missing.length} rows missing of ${expected.length}, ${strange.length} strange, ${findings.length} findings in ${records} records`;
    console.log(`${step.name}: ${kills} kills, ${counts}`);
    for (const line of [...missing.slice(0, 3), ...strange.slice(0, 3)]) console.log(`  ${line.slice(0, 300)}`);
    if (missing.length + strange.length + findings.length > 0) process.exitCode = 1;
  }
} finally {
  await portal.close();
  await country.close();
  rmSync(root, { recursive: true, force: true });
}
