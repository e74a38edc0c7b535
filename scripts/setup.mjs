/**
 * Makes a fresh clone runnable, and does nothing where it is already: installs the packages, rebuilds the native one for this Node,
 * compiles. `npm start` and `npm test` call it first, so that each works by itself. Plain JavaScript without dependencies.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..');
const path = (...parts) => join(root, ...parts);
const say = (text) => console.log(`nianbao: ${text}`);
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

function run(command, args, environment = {}) {
  const env = { ...process.env, ...environment };
  execFileSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env });
}

/** Every file below a folder. */
function* filesBelow(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const full = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(full);
    else yield full;
  }
}

const modified = (file) => (existsSync(file) ? statSync(file).mtimeMs : 0);

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 18)) return;
  console.error(`nianbao: Node ${process.versions.node} is too old; install Node 20.18 or newer (https://nodejs.org).`);
  process.exit(2);
}

function installPackages() {
  // `npm ci` itself calls this script when it is done.
  if (process.env.npm_lifecycle_event === 'prepare') return;
  const packages = path('node_modules');
  // `npm ci` would empty what the link leads to, which others use.
  if (existsSync(packages) && lstatSync(packages).isSymbolicLink()) return;
  const installed = join(packages, '.package-lock.json');
  if (modified(installed) >= modified(path('package-lock.json')) && existsSync(installed)) return;
  say('installing packages (the first time takes one to three minutes; better-sqlite3 may be compiled) …');
  run(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
}

/** What the system says against opening a database; empty where one opens. */
function databaseTrouble() {
  const probe = "import('better-sqlite3').then(({ default: Database }) => new Database(':memory:').close())";
  try {
    execFileSync(process.execPath, ['--input-type=module', '-e', probe], { cwd: root, stdio: 'pipe' });
    return '';
  } catch (error) {
    return String(error.stderr) || error.message;
  }
}

/** better-sqlite3 is compiled for one version of Node; another one needs it compiled again. */
function rebuildNative() {
  const trouble = databaseTrouble();
  if (trouble === '') return;
  const reason = trouble.includes('NODE_MODULE_VERSION')
    ? 'was installed for another version of Node'
    : 'does not load';
  say(`better-sqlite3 ${reason}; compiling it for Node ${process.versions.node} (up to two minutes) …`);
  run(npm, ['rebuild', 'better-sqlite3', '--loglevel=error']);
  if (databaseTrouble() !== '') compileWithOwnHeaders();
  if (databaseTrouble() !== '') throw new Error(`better-sqlite3 cannot be compiled for Node ${process.versions.node}`);
}

/** Where npm is set to another Node's headers, and nodejs.org is out of reach: the registry has every Node with its headers. */
function compileWithOwnHeaders() {
  const version = process.versions.node;
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const home = path('node_modules', '.cache', `node-${version}`);
  if (!existsSync(join(home, 'package', 'include'))) {
    mkdirSync(home, { recursive: true });
    run(npm, ['pack', `${name}@${version}`, '--silent', '--pack-destination', home]);
    run('tar', ['-xzf', join(home, `${name}-${version}.tgz`), '-C', home, 'package/include']);
  }
  const globalRoot = execFileSync(npm, ['root', '-g'], { encoding: 'utf8' }).trim();
  const bundled = join(globalRoot, 'npm', 'node_modules', 'node-gyp', 'bin', 'node-gyp.js');
  const gyp = process.env.npm_config_node_gyp ?? bundled;
  run(process.execPath, [gyp, 'rebuild', '--release', '--silent', '-C', path('node_modules', 'better-sqlite3')], {
    npm_config_nodedir: join(home, 'package'),
  });
}

function compile() {
  const stamp = path('dist', '.compiled');
  const sources = [...filesBelow(path('src')), path('tsconfig.json'), path('tsconfig.build.json')];
  if (modified(stamp) > Math.max(...sources.map(modified))) return;
  say('compiling …');
  mkdirSync(path('dist'), { recursive: true });
  run(process.execPath, [path('node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.build.json']);
  writeFileSync(stamp, '');
}

/** What sources that are gone have left in dist; it would be packed with the rest. */
function removeOrphans() {
  for (const file of filesBelow(path('dist'))) {
    const source = path('src', relative(path('dist'), file)).replace(/(?:\.d\.ts|\.js)$/, '.ts');
    if (!existsSync(source)) rmSync(file);
  }
}

checkNode();
try {
  installPackages();
  rebuildNative();
  compile();
  removeOrphans();
} catch (error) {
  console.error(
    `nianbao: set-up failed: ${error.message.split('\n')[0]}. See the lines above; then run the same command again.`,
  );
  process.exit(1);
}
