import { execFile } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '../..');

export interface Installed {
  /** The consumer's folder; the package is in its node_modules. */
  readonly folder: string;
  /** What npm printed while it installed. */
  readonly output: string;
  /** Runs a program in the folder; rejects where it fails. */
  run(program: string, ...args: string[]): Promise<string>;
  remove(): Promise<void>;
}

/**
 * Packs the project as it is compiled, and lets npm install the tarball in an empty folder, offline. What it depends on lies there
 * already, taken over from the clone by hard links, native binaries too: npm checks the tree, lays the package down and links its
 * program, and nothing is downloaded. Development dependencies are not there.
 */
export async function installPackage(): Promise<Installed> {
  const home = await mkdtemp(join(tmpdir(), 'nianbao-package-'));
  const folder = join(home, 'consumer');
  await run('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', home], { cwd: root });
  const [tarball = ''] = readdirSync(home).filter((name) => name.endsWith('.tgz'));
  takeOverDependencies(folder);
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type: 'module' }));
  const inFolder = async (program: string, ...args: string[]): Promise<string> => {
    const { stdout, stderr } = await run(program, args, { cwd: folder, env: cleanEnvironment() });
    return stdout + stderr;
  };
  const install = ['install', '--offline', '--no-audit', '--no-fund', '--foreground-scripts', join('..', tarball)];
  const output = await inFolder('npm', ...install);
  return { folder, output, run: inFolder, remove: () => rm(home, { recursive: true, force: true }) };
}

/** Without what `npm test` tells the programs that it runs: another npm would take it for its own settings. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(?:npm_|NODE_PATH$|VITEST)/.test(name)));
}

interface Lock {
  readonly packages: Readonly<Record<string, { readonly dev?: true; readonly devOptional?: true }>>;
}

function takeOverDependencies(folder: string): void {
  const lock: Lock = JSON.parse(readFileSync(join(root, 'node_modules/.package-lock.json'), 'utf8'));
  const packages = Object.entries(lock.packages).filter(
    ([path, { dev, devOptional }]) => !dev && !devOptional && existsSync(join(root, path)),
  );
  for (const [path] of packages) linkFiles(join(root, path), join(folder, path));
  for (const path of ['', ...packages.map(([path]) => path)])
    linkPrograms(join(root, path, 'node_modules/.bin'), join(folder, path, 'node_modules/.bin'));
  const taken = { ...lock, packages: Object.fromEntries(packages) };
  writeFileSync(join(folder, 'node_modules/.package-lock.json'), JSON.stringify(taken));
}

/** One package's files, without the packages in it. */
function linkFiles(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isFile()) linkOrCopy(source, target);
    else if (entry.isDirectory() && entry.name !== 'node_modules') linkFiles(source, target);
  }
}

function linkOrCopy(source: string, target: string): void {
  try {
    linkSync(source, target);
  } catch {
    // Another disk.
    copyFileSync(source, target);
  }
}

/** npm's links to the programs of packages that were taken over. */
function linkPrograms(from: string, to: string): void {
  for (const name of existsSync(from) ? readdirSync(from) : []) {
    const target = readlinkSync(join(from, name));
    if (!existsSync(resolve(to, target))) continue;
    mkdirSync(to, { recursive: true });
    symlinkSync(target, join(to, name));
  }
}
