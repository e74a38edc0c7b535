/**
 * Kills the program again and again at random moments and compares what it leaves with an undisturbed run:
 * `npx tsx scripts/kill.ts [KILLS]` (default 50). Writes the figures of docs/reliability.md to stdout.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type SamplePortal, startLargePortal } from '../generator/index.ts';
import { verify } from '../src/verify/verify.ts';
import { dump } from '../test/support/database-dump.ts';

const PROGRAM = resolve(import.meta.dirname, '../bin/nianbao.js');
const KILLS = Number(process.argv[2] ?? 50);
const REPORTS = 30;
/** What is the same however often it was killed; runs, captures and attempts are not. */
const COMPARED =
  /^(?:report|report_document|figure|indicator|section|check_result|document|text|payload|list_item|imported) /;
const OF_RUNS = [
  ...['report.first_run_id', 'report.current_because', 'list_item.first_run_id', 'list_item.last_run_id'],
  ...['payload.attempts', 'imported.run_id'],
];

interface KilledStep {
  readonly name: string;
  readonly args: readonly string[];
}

const folder = (): string => mkdtempSync(join(tmpdir(), 'nianbao-kill-'));
const content = (data: string): string[] => dump(data, OF_RUNS).filter((line) => COMPARED.test(line));

function start(args: readonly string[]) {
  return spawn(process.execPath, [PROGRAM, ...args], { stdio: 'ignore' });
}

/** Runs a step to its end, killed so often before. Returns how often it really was. */
async function killed({ args }: KilledStep, times: number): Promise<number> {
  let kills = 0;
  for (let count = 0; count < times; count++) {
    const child = start(args);
    const ended = once(child, 'exit');
    const timer = setTimeout(() => child.kill('SIGKILL'), 300 + Math.random() * 4000);
    const [code] = await ended;
    clearTimeout(timer);
    if (code === null) kills++;
  }
  const [code] = await once(start(args), 'exit');
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}`);
  return kills;
}

function stepsIn(data: string, portal: SamplePortal): KilledStep[] {
  const crawl = ['crawl', portal.url, '--data', data, '--allow-private', '127.0.0.1', '--delay', '5', '--quiet'];
  return [
    { name: 'first crawl', args: crawl },
    { name: 'second visit', args: crawl },
    { name: 'reextract', args: ['reextract', '--data', data, '--apply', '--quiet'] },
    { name: 'rebuild', args: ['rebuild', '--data', data, '--quiet'] },
  ];
}

const portal = await startLargePortal(REPORTS);
const [calm, harried] = [folder(), folder()];
try {
  for (const step of stepsIn(calm, portal)) await killed(step, 0);
  const steps = stepsIn(harried, portal);
  for (const step of steps) {
    const kills = await killed(step, Math.ceil(KILLS / steps.length));
    const [expected, found] = [content(calm), content(harried)];
    const missing = expected.filter((line) => !found.includes(line)).length;
    const { findings, records } = verify({ dataDir: harried, sample: null, database: true });
    const strange = found.filter((line) => !expected.includes(line)).length;
    console.log(
      `${step.name}: ${kills} kills, ${missing} rows missing, ${strange} strange, ${findings.length} findings in ${records} records`,
    );
    if (missing + strange + findings.length > 0) process.exitCode = 1;
  }
} finally {
  await portal.close();
  for (const data of [calm, harried]) rmSync(data, { recursive: true, force: true });
}
