import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SamplePortal, startLargePortal } from '../../generator/index.ts';
import { ConfigError } from '../../src/config/error.ts';
import { loadPortals } from '../../src/config/load.ts';
import { openStore, startRun } from '../../src/store/index.ts';
import { verify } from '../../src/verify/verify.ts';
import { nianbao } from '../support/cli.ts';
import { dataFolder } from '../support/data-folder.ts';

const PROGRAM = resolve(import.meta.dirname, '../../bin/nianbao.js');
let portal: SamplePortal;
/** Without the bundled portals, which each start would read. */
let config: string;
/** What waits ten seconds for a lock does so while the others work. */
let kept: { readonly ended: ReturnType<typeof run>['ended']; readonly letGo: () => void };

beforeAll(async () => {
  config = mkdtempSync(join(tmpdir(), 'nianbao-config-'));
  mkdirSync(join(config, 'portals'));
  writeFileSync(join(config, 'nianbao.yaml'), 'browser: never\n');
  // Another user starts the program, too.
  chmodSync(config, 0o755);
  portal = await startLargePortal(8);
  const data = mkdtempSync(join(tmpdir(), 'nianbao-locked-'));
  openStore(data).close();
  const other = new Database(join(data, 'nianbao.sqlite'));
  other.exec('BEGIN EXCLUSIVE');
  const letGo = () => {
    other.close();
    rmSync(data, { recursive: true });
  };
  kept = { ended: run(crawlArgs(data)).ended, letGo };
});
afterAll(async () => {
  kept.letGo();
  rmSync(config, { recursive: true });
  await portal.close();
});

const EVERY_STEP = process.env.NIANBAO_STEPS !== undefined;
/** Steps of a file's largest size; `NIANBAO_STEPS=1` tries every one. */
const FILE_ENDS_AT_KB = EVERY_STEP ? [4, 8, 16, 24, 32, 40, 48, 64, 80, 96, 128, 160, 200, 256, 320, 400] : [40];
/**
 * Steps of a disk's size: there is no room for an empty database, for the first answer, for the archive, for the last reports. All of it takes
 * 2,640 kB or more, as its commits happen to fall together.
 */
const DISK_ENDS_AT_KB = EVERY_STEP ? Array.from({ length: 38 }, (_, step) => 64 * (step + 1)) : [512, 1472, 2112, 2432];

/** As bash leaves it for what nohup runs: `exec` would name itself. */
const UNDER_NOHUP = 'set -- env _=/usr/bin/nohup "$@";';

/** The program as a person runs it; `shell` may take things from it first. */
function run(args: readonly string[], { shell = '' }: { shell?: string } = {}) {
  const command = `${shell} exec "$@"`;
  const child = spawn('bash', ['-c', command, 'nianbao', process.execPath, PROGRAM, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NIANBAO_CONFIG: config },
  });
  let err = '';
  child.stderr.on('data', (data: Buffer) => {
    err += data;
  });
  child.stdout.resume();
  const ended = once(child, 'close').then(([code, signal]) => ({
    code: code as number | null,
    signal: signal as NodeJS.Signals | null,
    err,
  }));
  return { child, ended };
}

const crawlArgs = (data: string) => [
  ...['crawl', portal.url, '--data', data, '--allow-private', '127.0.0.1', '--delay', '10'],
];

function emptyStore(): string {
  const data = dataFolder();
  openStore(data).close();
  return data;
}

function reportsIn(data: string): number {
  const store = openStore(data, { readonly: true });
  const count = store.get<{ n: number }>('SELECT count(*) AS n FROM report')?.n ?? 0;
  store.close();
  return count;
}

function endsOf(data: string): (string | null)[] {
  const store = openStore(data, { readonly: true });
  const rows = store.all<{ outcome: string | null }>('SELECT outcome FROM run ORDER BY id');
  store.close();
  return rows.map(({ outcome }) => outcome);
}

/** Whether this process may lay a disk of a size of its own over a folder: as root, where the system allows it. */
function mayMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-mount-'));
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'nianbao-test', folder]);
  if (status === 0) spawnSync('umount', [folder]);
  rmSync(folder, { recursive: true });
  return status === 0;
}

describe('a machine that fails', () => {
  it.each([
    [
      'no database',
      (path: string) => writeFileSync(path, 'garbage, and more of it'.repeat(100)),
      /nianbao\.sqlite is damaged .*nianbao rebuild/,
    ],
    [
      'a database of a lost page',
      (path: string) => {
        const bytes = Buffer.alloc(200_000, 7);
        bytes.write('SQLite format 3\0', 'latin1');
        writeFileSync(path, bytes);
      },
      /nianbao\.sqlite is damaged .*nianbao rebuild/,
    ],
  ])('names the file and the way out where the database is %s', async (_name, damage, message) => {
    const data = emptyStore();
    damage(join(data, 'nianbao.sqlite'));
    const { code, err } = await run(['runs', '--data', data]).ended;
    expect(err).toMatch(message);
    expect(err).not.toMatch(/\n\s+at /);
    expect(code).toBe(1);
  });

  it('says in one line that no file handles are left', async () => {
    const { code, err } = await run(crawlArgs(dataFolder()), { shell: 'ulimit -n 48;' }).ended;
    expect(err).toMatch(/ulimit -n 1024/);
    expect(err).not.toMatch(/\n\s+at /);
    expect(code).toBe(1);
  });

  it.each([
    ['nobody reads what it says', '2> >(true) > >(true);'],
    ['the disk of its log is full', '2>/dev/full >/dev/full;'],
  ])('stores everything where %s', async (_name, redirect) => {
    const data = dataFolder();
    const { code } = await run(crawlArgs(data), { shell: `exec ${redirect}` }).ended;
    expect(code).toBe(0);
    expect(reportsIn(data)).toBe(portal.truth.reports.length);
  });

  it('stops cleanly where its terminal is closed, and goes on under nohup', async () => {
    const data = dataFolder();
    const before = answers();
    const hungUp = run(crawlArgs(data));
    await answered(before + 2);
    hungUp.child.kill('SIGHUP');
    expect((await hungUp.ended).code).toBe(130);
    const kept = run(crawlArgs(data), { shell: UNDER_NOHUP });
    await answered(before + 5);
    kept.child.kill('SIGHUP');
    expect((await kept.ended).code).toBe(0);
    expect(reportsIn(data)).toBe(portal.truth.reports.length);
  });

  it('stops cleanly on SIGTERM, and the next run goes on', async () => {
    const data = dataFolder();
    const before = answers();
    const stopped = run(crawlArgs(data));
    await answered(before + 3);
    stopped.child.kill('SIGTERM');
    const { code, err } = await stopped.ended;
    expect([code, err]).toEqual([130, expect.not.stringMatching(/\n\s+at /)]);
    expect(endsOf(data)).toEqual(['interrupted']);
    expect(verify({ dataDir: data, sample: null, database: true }).findings).toEqual([]);
    await goesOn(data);
  });

  const answers = () => [...portal.answers.values()].reduce((sum, count) => sum + count, 0);
  async function answered(count: number): Promise<void> {
    while (answers() < count) await new Promise((wake) => setTimeout(wake, 5));
  }

  it.runIf(process.getuid?.() === 0 && spawnSync('setpriv', ['--version']).status === 0)(
    'reads a folder that it cannot write, also one that a killed run left',
    async () => {
      const data = emptyStore();
      const store = openStore(data);
      startRun(store, 'nianbao crawl killed');
      // In a folder of its own: neither may be written, and no other of this machine is touched.
      const parent = dataFolder();
      const copy = join(parent, 'data');
      // With the log that a killed run leaves.
      cpSync(data, copy, { recursive: true });
      store.close();
      const reader = `chmod -R a-w,a+rX ${parent};`;
      const nobody = 'exec setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; false';
      const { code, err } = await run(['runs', '--data', copy], { shell: `${reader} ${nobody};` }).ended;
      expect(err).toBe('');
      expect(code).toBe(0);
    },
  );

  it.runIf(process.getuid?.() === 0 && spawnSync('setpriv', ['--version']).status === 0)(
    'says in one line that it may not write where it is to store',
    async () => {
      const data = emptyStore();
      const nobody = `chmod -R a-w,a+rX ${data}; exec setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; false;`;
      const { code, err } = await run(crawlArgs(data), { shell: nobody }).ended;
      expect(err).toMatch(/^nianbao: .*(?:cannot be written|permission)/im);
      expect(err).not.toMatch(/\n\s+at /);
      expect(code).toBe(1);
    },
  );

  it.each(FILE_ENDS_AT_KB)(
    'ends in one line where a file cannot grow over %i kB, and goes on from there later',
    async (size) => {
      const data = dataFolder();
      // What would go over is refused, as a full disk does it.
      const full = await run(crawlArgs(data), { shell: `trap '' XFSZ; ulimit -f ${size};` }).ended;
      expect(full.err).toMatch(/no space left|cannot be written|disk/);
      expect(full.err).not.toMatch(/\n\s+at /);
      // At its very end Node gives signals back their defaults, and what is written then meets the limit's, which a full disk does not send.
      expect([1, 'SIGXFSZ']).toContain(full.signal ?? full.code);
      await goesOn(data);
    },
  );

  it.runIf(mayMount())(
    'on a disk that is full at any size ends in one line, and goes on from there later',
    async () => {
      const data = dataFolder();
      const disk = (option: string, kilobytes: number) =>
        execFileSync('mount', ['-t', 'tmpfs', '-o', `${option}size=${kilobytes}k`, 'nianbao-test', data]);
      for (const size of DISK_ENDS_AT_KB) {
        disk('', size);
        try {
          const full = await nianbao(...crawlArgs(data));
          expect(full.err, `${size} kB`).toMatch(/no space left|cannot write .*ENOSPC/);
          expect(full.err).not.toMatch(/\n\s+at /);
          expect(full.code, `${size} kB`).toBe(5);
          disk('remount,', 64_000);
          await goesOn(data);
        } finally {
          execFileSync('umount', ['-l', data]);
        }
      }
    },
    600_000,
  );

  /** The same command once more, in this process: all is there, and nothing is wrong. */
  async function goesOn(data: string): Promise<void> {
    const { code, err } = await nianbao(...crawlArgs(data));
    expect([code, err]).toEqual([0, expect.not.stringMatching(/\n\s+at /)]);
    expect(reportsIn(data)).toBe(portal.truth.reports.length);
    expect(verify({ dataDir: data, sample: null, database: true }).findings).toEqual([]);
  }

  it('names the file of an alias that stands in what it refers to', () => {
    const folder = dataFolder();
    mkdirSync(join(folder, 'portals'), { recursive: true });
    writeFileSync(join(folder, 'portals', 'x.yaml'), 'id: x\nname: x\nchannels: &a\n  - *a\n');
    expect(() => loadPortals(join(folder, 'portals'), { platforms: [] })).toThrow(ConfigError);
    expect(() => loadPortals(join(folder, 'portals'), { platforms: [] })).toThrow(/x\.yaml.*alias/);
  });

  // Last: it has waited beside all the others.
  it('says who is in the way where another program writes', async () => {
    const { code, err } = await kept.ended;
    expect(err).toMatch(/nianbao\.sqlite is held by another program/);
    expect(code).toBe(1);
  });
});
