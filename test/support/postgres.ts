import { execFile, execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Where Debian has the newest server's programs; null where there is none. */
function programs(): string | null {
  const home = '/usr/lib/postgresql';
  const versions = existsSync(home) ? readdirSync(home).sort((a, b) => Number(b) - Number(a)) : [];
  const found = versions.map((version) => join(home, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb')));
  return found ?? null;
}

/** The server refuses to run as root: Debian's package brings a user for it. */
const isRoot = process.getuid?.() === 0;
const asUser = (command: string, args: readonly string[]): [string, string[]] =>
  isRoot
    ? ['setpriv', ['--reuid=postgres', '--regid=postgres', '--clear-groups', command, ...args]]
    : [command, [...args]];

/** What has to be installed for it, in words; null where all is there. CI installs it: scripts/system-packages.sh. */
export const postgresMissing: string | null =
  programs() === null ? 'skipped: PostgreSQL is not installed (apt-get install postgresql)' : null;

/** A PostgreSQL server of its own, on a socket in a temporary folder. */
export interface TestPostgres {
  readonly url: string;
  /** A database of its own, empty. */
  database(name: string): Promise<string>;
  stop(mode: 'fast' | 'immediate'): Promise<void>;
  start(): Promise<void>;
  remove(): Promise<void>;
}

export async function startPostgres(): Promise<TestPostgres> {
  const bin = programs();
  if (bin === null) throw new Error(postgresMissing ?? '');
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-pg-'));
  if (isRoot) execFileSync('chown', ['postgres:postgres', folder]);
  else chmodSync(folder, 0o700);
  const data = join(folder, 'data');
  // Nothing is read from it: where a server inherits a pipe, whoever reads that waits for the server's end.
  const call = async (program: string, ...args: string[]): Promise<void> => {
    const [command, words] = asUser(join(bin, program), args);
    await run(command, words, { cwd: folder });
  };
  await call('initdb', '--no-sync', '-A', 'trust', '-U', 'nianbao', '-E', 'UTF8', '--locale=C', data);
  const settings = `-c listen_addresses= -c unix_socket_directories=${folder} -c fsync=off -c max_connections=60`;
  const start = () => call('pg_ctl', 'start', '-w', '-D', data, '-l', join(folder, 'log'), '-o', settings);
  const urlOf = (name: string) => `postgres://nianbao@localhost/${name}?host=${encodeURIComponent(folder)}`;
  await start();
  return {
    url: urlOf('postgres'),
    database: async (name) => {
      await call('createdb', '-h', folder, '-U', 'nianbao', name);
      return urlOf(name);
    },
    start,
    stop: (mode) => call('pg_ctl', 'stop', '-w', '-D', data, '-m', mode),
    remove: async () => {
      await call('pg_ctl', 'stop', '-w', '-D', data, '-m', 'immediate').catch(() => undefined);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
