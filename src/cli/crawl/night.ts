import type { Budget } from '../../crawlers/crawl.ts';
import type { RunOptions } from '../../crawlers/run.ts';
import { backfilledPortals } from '../../nightly/backfill.ts';
import { type Forecast, forecastBackfill, forecastNight } from '../../nightly/forecast.ts';
import { runNight } from '../../nightly/night.ts';
import { readerOf } from '../../nightly/order.ts';
import { dayOf, systemClock } from '../../vocabulary/clock.ts';
import { bytesText } from '../bytes.ts';
import { type CliOptions, EXIT, type ExitCode, type Io, UsageError } from '../command.ts';
import { pastedCommand } from '../data-folder.ts';
import { durationText } from '../duration.ts';
import { nightMessages } from '../messages/night.ts';
import { statusMessages } from '../messages/status.ts';
import { drawTable } from '../report/text.ts';
import { lookAfterwards } from './afterwards.ts';
import type { CrawlInvocation } from './invocation.ts';
import { printNight } from './print-night.ts';
import { type CrawlSelection, parseNumber, parseYears } from './select.ts';

/** What the options of nights say. */
export interface NightChoice {
  readonly mode: 'nightly' | 'backfill';
  readonly budget: Budget;
  /** Null: what the settings say. */
  readonly hook: string | null;
  readonly dryRun: boolean;
}

/** Null where no mode is asked for. @throws UsageError */
export function readNight(options: CliOptions): NightChoice | null {
  const { mode } = options;
  if (mode === undefined) {
    for (const [name, flag] of NEED_MODE)
      if (options[name] !== undefined && options[name] !== false) throw new UsageError(nightMessages.needsMode(flag));
    return null;
  }
  if (mode !== 'nightly' && mode !== 'backfill') throw new UsageError(nightMessages.modeTakes(String(mode)));
  if (options.retryFailed === true) throw new UsageError(nightMessages.noRetry);
  return {
    mode,
    budget: {
      ms: options.budget === undefined ? undefined : parseDuration(String(options.budget)),
      requests: parseNumber('--max-requests', options.maxRequests, 1, 100_000_000),
    },
    hook: typeof options.hook === 'string' ? options.hook : null,
    dryRun: options.dryRun === true,
  };
}

const NEED_MODE = [
  ['budget', '--budget'],
  ['maxRequests', '--max-requests'],
  ['hook', '--hook'],
  ['dryRun', '--dry-run'],
] as const;

/** `45m`, `4h`, `4h30m`, in milliseconds. */
export function parseDuration(text: string): number {
  const [, hours, minutes] = /^(?:(\d{1,3})h)?(?:(\d{1,4})m)?$/.exec(text) ?? [];
  const ms = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
  if (ms === 0) throw new UsageError(nightMessages.budgetTakes(text));
  return ms;
}

/** Runs a crawl as the command line says; the last argument is what runs. */
type RunWith = <Result>(
  selection: CrawlSelection,
  invocation: CrawlInvocation,
  io: Io,
  run: (options: RunOptions) => Promise<Result>,
) => Promise<Result>;

/** A night, or what it would ask for. */
export async function crawlNight(
  night: NightChoice,
  selection: CrawlSelection,
  { run, ...invocation }: CrawlInvocation & { readonly run: RunWith },
  io: Io,
): Promise<ExitCode> {
  const { dataDir, options } = invocation;
  const years = typeof options.years === 'string' ? parseYears(options.years) : { from: null, to: null };
  const { left, done, forecast } = prepared(night, selection, { dataDir, years });
  if (done > 0) io.err(`${nightMessages.done(done)}\n`);
  if (left.portals.length === 0) {
    io.out(`${nightMessages.allDone}\n`);
    return EXIT.ok;
  }
  if (night.dryRun) {
    io.out(
      options.json === true ? `${JSON.stringify(forecast)}\n` : `${hostTable(forecast)}\n${forecastLines(forecast)}\n`,
    );
    return EXIT.ok;
  }
  if (night.mode === 'backfill') io.err(`${forecastLines(forecast)}\n`);
  if (hasTooLittleRoom(forecast)) {
    io.err(`nianbao: ${nightMessages.tooLittle}\n`);
    return EXIT.disk;
  }
  const hook = night.hook ?? selection.settings.hook;
  const result = await run(left, invocation, io, (crawl) =>
    runNight({ ...crawl, mode: night.mode, budget: night.budget, hook, years }),
  );
  if (options.json === true) io.out(`${JSON.stringify(result.report)}\n`);
  else printNight(result, { dataDir, again: pastedCommand(invocation.command, dataDir), mode: night.mode }, io);
  if (result.outcome === 'interrupted') return EXIT.interrupted;
  const isWhole = lookAfterwards(dataDir, io);
  return result.report.exit_code === EXIT.ok && !isWhole ? EXIT.failures : EXIT[result.report.cause];
}

const hasTooLittleRoom = ({ bytes, free }: Forecast): boolean => bytes !== null && free !== null && bytes > free;

function prepared(
  { mode }: NightChoice,
  selection: CrawlSelection,
  { dataDir, years }: { dataDir: string; years: { from: number | null; to: number | null } },
): { left: CrawlSelection; done: number; forecast: Forecast } {
  const store = readerOf(dataDir);
  try {
    const isDone = mode === 'backfill' && store !== null ? backfilledPortals(store, years) : new Set<string>();
    const portals = selection.portals.filter(({ config }) => !isDone.has(config.id));
    const forecast =
      mode === 'backfill'
        ? forecastBackfill(store, portals, { dataDir })
        : forecastNight(store, portals, { day: dayOf(systemClock()), dataDir });
    return { left: { ...selection, portals }, done: selection.portals.length - portals.length, forecast };
  } finally {
    store?.close();
  }
}

/** Hosts shown one by one; `--json` shows all. */
const MOST_HOSTS = 40;

function hostTable({ hosts }: Forecast): string {
  const { host, lists, pages, time } = nightMessages.hostHead;
  const rows = hosts
    .slice(0, MOST_HOSTS)
    .map((one) => [one.host, `${one.lists}`, `${one.pages}`, durationText(one.ms)]);
  const more = hosts.length > MOST_HOSTS ? [[`… ${hosts.length - MOST_HOSTS}`, '', '', '']] : [];
  return drawTable([host, lists, pages, time], [...rows, ...more]);
}

function forecastLines({ portals, hosts, requests, ms, bytes, free }: Forecast): string {
  const lines = [nightMessages.forecast(portals, hosts.length, requests, durationText(ms))];
  if (bytes === null) lines.push(nightMessages.anew);
  else
    lines.push(
      nightMessages.forecastDisk(bytesText(bytes), free === null ? statusMessages.unknownSize : bytesText(free)),
    );
  return lines.join('\n');
}
