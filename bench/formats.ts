/**
 * Documents a second by format: generated files, read in as many worker processes as there are cores, and by a peer on as many.
 * Needs dist/. Processor time and memory are told on Linux only.
 *
 *   npx tsx bench/formats.ts [--only pdf,html] [--scale 2] [--workers 2] [--scans]
 */
import './usage.mjs';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureOurs } from './formats/ours.ts';
import type { Throughput } from './formats/pace.ts';
import { type FormatSet, SETS } from './formats/sets.ts';
import { EXPECTED, HEAD, line, type Row, verdicts } from './formats/table.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    scale: { type: 'string', default: '1' },
    workers: { type: 'string', default: String(availableParallelism()) },
    scans: { type: 'boolean', default: false },
  },
});
const workers = Number(values.workers);
const scale = Number(values.scale);
if (!(Number.isInteger(workers) && workers > 0 && scale > 0)) {
  process.stderr.write('--workers takes a whole number over 0, --scale a number over 0\n');
  process.exit(2);
}
const only = values.only?.split(',');
const wanted = SETS.filter(({ format, slow }) => (only ? only.includes(format) : !slow || values.scans));
if (wanted.length === 0) {
  process.stderr.write(`--only takes ${SETS.map(({ format }) => format).join(', ')}\n`);
  process.exit(2);
}

async function writeFiles(set: FormatSet, folder: string): Promise<string[]> {
  const paths: string[] = [];
  for await (const { name, bytes } of set.files(scale)) {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    paths.push(path);
  }
  return paths;
}

/** Does the work while a program is not found: folders that hold it are left out of the search path. */
async function without<T>(program: string | undefined, work: () => Promise<T>): Promise<T> {
  const path = process.env.PATH ?? '';
  const folders = path.split(delimiter).filter((folder) => !program || !existsSync(join(folder, program)));
  process.env.PATH = folders.join(delimiter);
  try {
    return await work();
  } finally {
    process.env.PATH = path;
  }
}

async function runPeer({ peer }: FormatSet, files: readonly string[], folder: string): Promise<Throughput | string> {
  if (peer === null) return 'no peer';
  return (await peer.missing()) ?? (await peer.run(files, folder, workers));
}

async function measure(set: FormatSet): Promise<Row | string> {
  const reason = set.missing?.();
  if (reason) return `${set.format}: skipped, ${reason}`;
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-formats-'));
  try {
    const peerFolder = join(folder, 'peer');
    mkdirSync(peerFolder);
    const files = await writeFiles(set, folder);
    const ours = await without(set.without, () => measureOurs(files, workers));
    const peer = await runPeer(set, files, peerFolder);
    return { format: set.format, ours, peerName: set.peer?.name ?? '', peer };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const load = (): string => loadavg()[0]?.toFixed(1) ?? '?';
process.stdout.write(`${workers} workers, ${availableParallelism()} cores, Node ${process.version}, load ${load()}\n`);
process.stdout.write(`${HEAD.join('\n')}\n`);
const rows: Row[] = [];
for (const set of wanted) {
  const row = await measure(set);
  process.stdout.write(`${typeof row === 'string' ? row : line(row)}\n`);
  if (typeof row !== 'string') rows.push(row);
}
process.stdout.write(`load at the end ${load()}\n${verdicts(rows, EXPECTED, workers).join('\n')}\n`);
