/**
 * Writes the table of dependencies into docs/architecture.md: `npx tsx scripts/dependency-docs.ts`. What each is for stands here, what it
 * weighs is measured in node_modules. A test fails where package.json and this list, or the list and the document, differ.
 */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(import.meta.dirname, '..');

/** What each package does here that we do not do ourselves. */
export const PURPOSES: Readonly<Record<string, string>> = {
  '@aws-sdk/client-s3': 'object stores that speak S3, for several machines; optional, and loaded only there',
  '@crawlee/core': 'the pool in which requests of our own frontier are handled',
  '@e965/xlsx': 'Excel in all its formats (.xls, .xlsx, XML), CSV of workbooks',
  '@hono/node-server': 'Node’s HTTP server under the pages',
  '@hyzyla/pdfium': 'draws PDF pages: for character recognition, and as pictures for the pages',
  '@observablehq/plot': 'charts of the pages, drawn as SVG on the server',
  '@tesseract.js-data/chi_sim': 'model of Chinese characters for recognition, so that no network is needed',
  '@tesseract.js-data/eng': 'model of digits and Latin letters',
  '@types/better-sqlite3': 'types that the declarations of the package name',
  acorn: 'parses scripts of pages, to find where they redirect',
  'better-sqlite3': 'the database; native, compiled or fetched for each version of Node',
  cfb: 'compound files: .doc, .wps, .xls and objects inside documents',
  cheerio: 'list and detail pages of portals, queried by selectors',
  'cli-progress': 'progress bars on a terminal',
  'cli-table3': 'tables on a terminal',
  color: 'colours of style sheets, to tell text that nobody sees',
  commander: 'the command line: arguments, options, help',
  crawlee:
    'the crawler that this project is built around, as a whole; at run time only `@crawlee/core` of it is loaded',
  'css-select': 'matches the selectors of a page’s style sheets',
  'css-tree': 'parses style sheets',
  'csv-parse': 'comma-separated reports and lists',
  'csv-stringify': 'comma-separated lists for a person',
  exceljs: 'writes workbooks row by row',
  'fastest-levenshtein': 'edit distance of misprinted labels',
  fzstd: 'bodies compressed by zstd',
  hono: 'the pages: requests, answers, templates that escape',
  htmlparser2: 'streams the XML of office documents',
  'hyparquet-writer': 'writes Parquet',
  'iconv-lite': 'GBK, GB 18030, Big5 and other charsets',
  linkedom: 'the document that Plot draws into, without a browser',
  'node-unrar-js': 'RAR archives',
  'opencc-js': 'traditional characters as simplified ones',
  'p-queue': 'bounded concurrency',
  parse5:
    'HTML as browsers build it; exactly 8.1.1, since `html/dom/tokenizer.ts` takes runs of its characters at once',
  'pdfjs-dist':
    'PDF: text with positions, fonts, paths; exactly 5.5.207, since `pdf/worker-changes.ts` leaves out of its core what only drawing needs',
  pg: 'PostgreSQL’s driver, for several machines; optional, and loaded only there',
  'pg-boss': 'queues of jobs in PostgreSQL, for several machines; optional, and loaded only there',
  picocolors: 'colours on a terminal',
  playwright: 'drives Chromium where scripts build the lists; no browser comes with it',
  'robots-parser': 'robots.txt',
  sharp: 'scans and pictures: decoding, turning, thresholds',
  'string-width': 'width of Chinese text in columns of a terminal',
  'tesseract.js': 'character recognition where the program tesseract is not installed',
  'tough-cookie': 'cookies by domain and path',
  workerpool: 'child processes for extraction',
  yaml: 'configuration, with the line of each mistake; keeps comments when it writes',
  yauzl: 'ZIP containers, with limits',
  zod: 'the schema of the configuration',
};

interface LockEntry {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
type Lock = Readonly<Record<string, LockEntry>>;

/** Size of a package without those in it, in bytes. */
function sizeOf(folder: string): number {
  let bytes = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isFile()) bytes += statSync(join(folder, entry.name)).size;
    else if (entry.isDirectory() && entry.name !== 'node_modules') bytes += sizeOf(join(folder, entry.name));
  }
  return bytes;
}

/** Where Node finds a package from the place of another; null where this machine does not need it. */
function locate(name: string, from: string): string | null {
  for (let place = from; ; place = place.slice(0, Math.max(place.lastIndexOf('/node_modules/'), 0))) {
    const path = place === '' ? `node_modules/${name}` : `${place}/node_modules/${name}`;
    if (existsSync(join(root, path))) return path;
    if (place === '') return null;
  }
}

/** The packages that come with one, itself among them, by their places. */
function closure(path: string, lock: Lock, seen = new Set<string>()): Set<string> {
  if (seen.has(path)) return seen;
  seen.add(path);
  for (const name of Object.keys({ ...lock[path]?.dependencies, ...lock[path]?.optionalDependencies })) {
    const found = locate(name, path);
    if (found !== null) closure(found, lock, seen);
  }
  return seen;
}

const megabytes = (bytes: number): string => (bytes / 1024 ** 2).toFixed(1);

/** The table's rows: name, purpose, own size, packages that come with it, their size together. */
export function dependencyTable(): string {
  const lock: Lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const all = new Set<string>();
  const rows = Object.entries(PURPOSES).map(([name, purpose]) => {
    const path = locate(name, '') ?? '';
    const brought = [...closure(path, lock)];
    for (const one of brought) all.add(one);
    const total = brought.reduce((sum, one) => sum + sizeOf(join(root, one)), 0);
    const own = sizeOf(join(root, path));
    return `| \`${name}\` | ${purpose} | ${megabytes(own)} | ${brought.length - 1} | ${megabytes(total)} |`;
  });
  const together = [...all].reduce((sum, one) => sum + sizeOf(join(root, one)), 0);
  const last = `| together | | | ${all.size} | ${megabytes(together)} |`;
  return ['| package | for | MB | brings | MB with them |', '| --- | --- | --: | --: | --: |', ...rows, last].join(
    '\n',
  );
}

export const DOCUMENT = join(root, 'docs/architecture.md');
const PART = /(<!-- dependencies: [^>]*-->\n)[\s\S]*?(\n<!-- end -->)/;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const text = readFileSync(DOCUMENT, 'utf8');
  writeFileSync(
    DOCUMENT,
    text.replace(PART, (_, begin: string, end: string) => `${begin}\n${dependencyTable()}\n${end}`),
  );
}
