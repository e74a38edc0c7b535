/**
 * Damages a data folder at random, as disks, people and killed programs do, and demands that each damage is noticed and named by `verify`,
 * survived by the next crawl, and that the same reports stand there in the end; then flips single bits anywhere, each alone, and demands
 * that `verify` notices each that somebody could read: `npx tsx scripts/damage.ts [COUNT=40] [SEED=1] [BITS=200]`. Prints a table by kind,
 * and each damage that went unnoticed.
 */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { startLargePortal } from '../generator/index.ts';
import { readContent } from '../src/archive/read.ts';
import { rebuild } from '../src/rebuild/rebuild.ts';
import { type Random, randomFrom } from '../src/sample/random.ts';
import { openStore } from '../src/store/store.ts';
import { verify } from '../src/verify/verify.ts';
import { testCrawl } from '../test/support/crawling.ts';
import { dump } from '../test/support/database-dump.ts';
import { flipBits } from '../test/support/flip-bits.ts';

const COUNT = Number(process.argv[2] ?? 40);
const SEED = Number(process.argv[3] ?? 1);
/** Of the database; as many of each file of the archive together. */
const BITS = Number(process.argv[4] ?? 200);
const REPORTS = 12;
const DATABASE = 'nianbao.sqlite';
const LIMITS = { idleMs: 10_000, connectMs: 10_000, totalMs: 30_000, maxBytes: 20_000_000 };

const root = mkdtempSync(join(tmpdir(), 'nianbao-damage-'));
const portal = await startLargePortal(REPORTS);
const crawl = (dataDir: string) =>
  testCrawl({ dataDir, urls: [portal.url], settings: { browser: 'never' }, options: { limits: LIMITS } });

/** Figures and texts of the current reports. */
const reportsOf = (data: string): string[] =>
  dump(data, ['report.first_run_id', 'report.current_because', 'report.edition']).filter((line) =>
    /^(?:figure|section) /.test(line),
  );

type Damage = (path: string, older: string, random: Random) => void;

function change(path: string, by: (bytes: Buffer) => Buffer): void {
  writeFileSync(path, by(readFileSync(path)));
}

/** In a file, which is the archive's or the database. */
const OF_FILES: Readonly<Record<string, Damage>> = {
  'flipped byte': (path, _, random) =>
    change(path, (bytes) => {
      const at = random.int(0, bytes.length - 1);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random.int(0, 7));
      return bytes;
    }),
  'block of zeros': (path, _, random) =>
    change(path, (bytes) => {
      const at = random.int(0, bytes.length - 1);
      return bytes.fill(0, at, at + random.int(1, 4096));
    }),
  'cut end': (path, _, random) => truncateSync(path, random.int(0, statSync(path).size - 1)),
  'cut out of the middle': (path, _, random) =>
    change(path, (bytes) => {
      const at = random.int(0, bytes.length - 1);
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + random.int(1, 4096))]);
    }),
  'two blocks swapped': (path, _, random) =>
    change(path, (bytes) => {
      const size = random.int(64, 2048);
      const [a, b] = [random.int(0, bytes.length / 2 - size), random.int(bytes.length / 2, bytes.length - size)];
      const block = Buffer.from(bytes.subarray(a, a + size));
      bytes.copyWithin(a, b, b + size);
      block.copy(bytes, b);
      return bytes;
    }),
  'bytes put in': (path, _, random) =>
    change(path, (bytes) => {
      const at = random.int(0, bytes.length - 1);
      return Buffer.concat([
        bytes.subarray(0, at),
        Buffer.alloc(random.int(1, 600), random.int(0, 255)),
        bytes.subarray(at),
      ]);
    }),
  deleted: (path) => rmSync(path),
  emptied: (path) => truncateSync(path, 0),
  'an older copy': (path, older) => cpSync(older, path),
};

const filesIn = (data: string): string[] => readdirSync(join(data, 'warc')).map((name) => join(data, 'warc', name));

/**
 * Whether every record that the database knows, and every row of the database, reads as before: a byte that nobody reads (the hour in a gzip
 * header, the free space of a page) harms nothing.
 */
function isHarmless(data: string, target: string, before: ReadonlyMap<string, string>): boolean {
  try {
    if (target.endsWith(DATABASE)) return dump(data).join('\n') === rowsBefore;
    return [...before].every(([place, content]) => contentAt(data, place) === content);
  } catch {
    return false;
  }
}

/** The first row of a damaged database that reads as no row did before. */
function changedRow(data: string): string {
  try {
    return dump(data).find((line) => !rowsBefore.includes(line)) ?? '';
  } catch {
    return '';
  }
}

function contentAt(data: string, place: string): string {
  const [file = '', offset, length] = place.split('|');
  return readContent(join(data, file), Number(offset), Number(length)).toString('base64');
}

function placesOf(data: string): Map<string, string> {
  const store = openStore(data, { readonly: true });
  const rows = store.all<{ place: string }>(
    `SELECT name || '|' || warc_offset || '|' || warc_length AS place FROM capture JOIN warc_file ON warc_file.id = warc_file_id`,
  );
  store.close();
  return new Map(rows.map(({ place }) => [place, contentAt(data, place)]));
}

/** What `verify` says, in words; an error counts where it names the file. */
function told(data: string): string {
  try {
    const { findings } = verify({ dataDir: data, sample: null, database: true });
    return findings.map(({ place, what, todo }) => `${place} ${what} ${todo}`).join('\n');
  } catch (error) {
    return error instanceof Error ? `${DATABASE} ${error.message}` : String(error);
  }
}

/** The next crawl, with the database made anew where it is lost. Returns what became of the reports. */
async function nextNight(data: string, target: string): Promise<string[]> {
  const signal = new AbortController().signal;
  try {
    await crawl(data);
  } catch (error) {
    // Damage to the archive must not stop a crawl.
    if (!target.endsWith(DATABASE)) throw error;
    rmSync(join(data, DATABASE), { force: true });
    await rebuild({ dataDir: data, signal });
    await crawl(data);
  }
  const stillWrong = verify({ dataDir: data, sample: null, database: true }).findings.filter(
    ({ kind }) => kind !== 'record' && kind !== 'file',
  );
  if (stillWrong.length > 0) {
    rmSync(join(data, DATABASE), { force: true });
    await rebuild({ dataDir: data, signal });
    await crawl(data);
  }
  return reportsOf(data);
}

const [base, older] = [join(root, 'base'), join(root, 'older')];
await crawl(base);
cpSync(base, older, { recursive: true });
await crawl(base);
const expected = reportsOf(base);
const before = placesOf(base);
const rowsBefore = dump(base).join('\n');
const random = randomFrom(SEED);
const tally = new Map<string, { count: number; harmless: number; unnoticed: number; lost: number }>();

/** Bits of the database, and as many of the archive's files. */
function flipAll(): void {
  const files = filesIn(base).map((path) => path.slice(base.length + 1));
  for (const [kind, targets] of Object.entries({ archive: files, database: [DATABASE] })) {
    const sum = { count: 0, harmless: 0, unnoticed: 0, lost: 0 };
    for (const file of targets) {
      const { noticed, unused, unnoticed } = flipBits(base, file, Math.ceil(BITS / targets.length), random);
      sum.count += noticed + unused + unnoticed.length;
      sum.harmless += unused;
      sum.unnoticed += unnoticed.length;
      if (unnoticed.length > 0) console.log(`${file}: bits ${unnoticed} UNNOTICED`);
    }
    tally.set(`${kind}: flipped bit`, sum);
  }
}

try {
  flipAll();
  for (let count = 0; count < COUNT; count++) {
    const data = join(root, `damaged-${count}`);
    cpSync(base, data, { recursive: true });
    const target = random.chance(0.65) ? random.pick(filesIn(data)) : join(data, DATABASE);
    const name = random.pick(Object.keys(OF_FILES));
    const kind = `${target.endsWith(DATABASE) ? 'database' : 'archive'}: ${name}`;
    OF_FILES[name]?.(target, join(older, target.slice(data.length)), random);
    const words = told(data);
    const harmless = isHarmless(data, target, before);
    const changed = target.endsWith(DATABASE) && !harmless ? changedRow(data) : '';
    // What an older database lacks is found in the archive.
    const noticed = words.includes(basename(target)) || (target.endsWith(DATABASE) && /database/.test(words));
    const found = await nextNight(data, target).catch((error: unknown) => [String(error)]);
    const lost = expected.filter((line) => !found.includes(line)).length;
    const sum = tally.get(kind) ?? { count: 0, harmless: 0, unnoticed: 0, lost: 0 };
    sum.count++;
    if (harmless && !noticed) sum.harmless++;
    else if (!noticed) sum.unnoticed++;
    if (lost > 0) sum.lost++;
    tally.set(kind, sum);
    if ((!harmless && !noticed) || lost > 0)
      console.log(
        `${kind}, damage ${count}: ${noticed ? 'noticed' : 'UNNOTICED'}, ${lost} rows lost; ${words.slice(0, 200)} ${found.length < 3 ? found : ''}${noticed ? '' : changed}`,
      );
    rmSync(data, { recursive: true });
  }
} finally {
  await portal.close();
  rmSync(root, { recursive: true, force: true });
}
console.log('| what | times | of no effect | unnoticed | numbers lost |\n| --- | ---: | ---: | ---: | ---: |');
for (const [kind, { count, harmless, unnoticed, lost }] of [...tally].sort())
  console.log(`| ${kind} | ${count} | ${harmless} | ${unnoticed} | ${lost} |`);
process.exitCode = [...tally.values()].some(({ unnoticed, lost }) => unnoticed + lost > 0) ? 1 : 0;
// The tests' workers are kept warm for a next crawl that does not come.
process.exit();
