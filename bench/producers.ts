/**
 * Accuracy by producer: generated reports with known truth, put through every program of this machine that people make such files with,
 * read back cell by cell.
 *
 *   npm run producers -- [--reports 20] [--seed 1100000] [--only chromium] [--keep FOLDER] [--from FOLDER] [--write]
 *
 * Another `--seed` gives reports that nobody has worked on.
 * `--keep` copies the files with their truths to FOLDER/PRODUCER/, `--from` reads them there again instead of making them, `--write`
 * writes the table to docs/accuracy.md. NIANBAO_SHOW=1 names every difference.
 */
import './usage.mjs';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureSamples } from './accuracy/measure.ts';
import { withPart } from './accuracy/page-parts.ts';
import type { Sample } from './accuracy/sources.ts';
import { PRODUCERS } from './producers/index.ts';
import { keep, kept, type Made, madeOf } from './producers/kept.ts';
import { FIRST_SEED, type Producer, sampleReports } from './producers/producer.ts';
import { HEAD, line, sectionOf, skipped } from './producers/table.ts';

const { values } = parseArgs({
  options: {
    reports: { type: 'string', default: '20' },
    seed: { type: 'string', default: String(FIRST_SEED) },
    only: { type: 'string' },
    keep: { type: 'string' },
    from: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});
const count = Number(values.reports);
const seed = Number(values.seed);
const wanted = PRODUCERS.filter(({ name }) => values.only === undefined || name.includes(values.only));
if (!(Number.isInteger(count) && count > 0)) stop('--reports takes a whole number over 0');
if (!(Number.isInteger(seed) && seed > 0)) stop('--seed takes a whole number over 0');
if (wanted.length === 0) stop(`--only takes a part of ${PRODUCERS.map(({ name }) => name).join(', ')}`);
if (values.write && (values.only !== undefined || values.from !== undefined))
  stop('--write writes the whole table, made anew: without --only and --from');

function stop(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}

const samplesOf = (made: readonly Made[]): Sample[] =>
  made.map(({ path, truth }) => ({ name: basename(path), bytes: readFileSync(path), truth }));

/** Has the producer make its files and reads them. */
async function produced(producer: Producer): Promise<Sample[]> {
  const folder = mkdtempSync(join(tmpdir(), `nianbao-${producer.name}-`));
  try {
    const reports = sampleReports(count, seed);
    const made = madeOf(reports, await producer.files(reports, folder));
    if (values.keep !== undefined) keep(made, values.keep, producer.name);
    return samplesOf(made);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function row(producer: Producer): Promise<string> {
  const { from } = values;
  const reason = from === undefined ? producer.missing() : null;
  if (reason !== null) return skipped(producer, reason);
  const samples = from === undefined ? await produced(producer) : samplesOf(kept(from, producer.name));
  return line(producer, await measureSamples(samples));
}

process.stdout.write(`${HEAD.join('\n')}\n`);
const rows: string[] = [];
for (const producer of wanted) {
  rows.push(await row(producer));
  process.stdout.write(`${rows.at(-1)}\n`);
}
if (values.write) {
  const page = new URL('../docs/accuracy.md', import.meta.url);
  writeFileSync(page, withPart(readFileSync(page, 'utf8'), 'producers', sectionOf(count, seed, rows)));
}
