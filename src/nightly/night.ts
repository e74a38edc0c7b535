import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { YearRange } from '../config/index.ts';
import { type CrawlResult, type RunOptions, runCrawl } from '../crawlers/run.ts';
import { currentLanguage } from '../language/language.ts';
import { messageOf } from '../message-of.ts';
import { openStore } from '../store/store.ts';
import { dayOf, systemClock } from '../vocabulary/clock.ts';
import { concludeNight } from './conclude.ts';
import { callHook } from './hook.ts';
import { inOrderOfNeed } from './order.ts';
import { nightPage } from './page.ts';
import type { NightReport } from './report.ts';

export interface NightOptions extends Omit<RunOptions, 'night' | 'onConclude'> {
  readonly mode: 'nightly' | 'backfill';
  /** An http(s) address or a command line, called when something is otherwise than the night before; null: nobody is told. */
  readonly hook: string | null;
  /** Report years of a backfill; default: all. */
  readonly years?: YearRange;
}

export interface NightResult extends CrawlResult {
  readonly report: NightReport;
  /** The report for a person, and for a program. */
  readonly files: ReportFiles;
  /** "ok", or why the hook could not be called; null: it was not due. */
  readonly hook: string | null;
}

export interface ReportFiles {
  readonly json: string;
  readonly html: string;
  /** Why they could not be written; the database has the report, and whoever is to know is told all the same. */
  readonly problem: string | null;
}

/** Where reports of nights stand, below the data folder. */
const NIGHTS_FOLDER = 'nights';

/**
 * One night from start to end: visits the portals, those in need first; compares with the nights before; writes the report; tells whoever is
 * to know. A night that was cut short is reported, too, of what it came to.
 * @throws StoreLockedError where another run holds the data folder.
 */
export async function runNight(options: NightOptions): Promise<NightResult> {
  const { mode, hook: target, clock = systemClock, dataDir, years = { from: null, to: null } } = options;
  const day = dayOf(clock());
  const portals = mode === 'nightly' ? inOrderOfNeed(dataDir, options.portals, day) : options.portals;
  let report: NightReport | null = null;
  const result = await runCrawl({
    ...options,
    portals,
    night: mode === 'nightly' ? { day } : undefined,
    onConclude: (run) => {
      report = concludeNight(run, { mode, day, clock, years, portals: portals.map(({ config }) => config) });
    },
  });
  if (report === null) throw new Error('the night was not concluded');
  const told: NightReport = report;
  const files = writeReport(dataDir, told);
  const hook = target !== null && told.changed ? await callHook(target, told) : null;
  if (hook !== null) noteHook(dataDir, told.run, hook);
  return { ...result, report: told, files, hook };
}

function writeReport(dataDir: string, report: NightReport): ReportFiles {
  const folder = join(dataDir, NIGHTS_FOLDER);
  const name = `${report.started_at.slice(0, 10)}-run-${report.run}`;
  const files = { json: join(folder, `${name}.json`), html: join(folder, `${name}.html`) };
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(files.json, `${JSON.stringify(report, null, 2)}\n`);
    writeFileSync(files.html, nightPage(report, currentLanguage()));
    return { ...files, problem: null };
  } catch (error) {
    return { ...files, problem: messageOf(error) };
  }
}

function noteHook(dataDir: string, run: number, outcome: string): void {
  const store = openStore(dataDir);
  try {
    store.run('UPDATE night SET hook = ? WHERE run_id = ?', outcome, run);
  } finally {
    store.close();
  }
}
