import type { Command } from 'commander';
import { userAgent } from '../crawlers/http/user-agent.ts';
import { type RunOptions, runCrawl } from '../crawlers/run.ts';
import { addressPolicy, collect } from './addresses.ts';
import { type CliCommand, type CliOptions, EXIT, type ExitCode, type Io, UsageError } from './command.ts';
import { helpAfter } from './commander-language.ts';
import { lookAfterwards } from './crawl/afterwards.ts';
import type { CrawlInvocation } from './crawl/invocation.ts';
import { nextSteps } from './crawl/next-step.ts';
import { crawlNight, readNight } from './crawl/night.ts';
import { outageText } from './crawl/outage.ts';
import { printSummary } from './crawl/print.ts';
import { startProgress } from './crawl/progress.ts';
import { type CrawlSelection, selectPortals, settingsLayer } from './crawl/select.ts';
import { dataFolder } from './data-folder.ts';
import { tuneForLongRun } from './long-run.ts';
import { commonMessages } from './messages/common.ts';
import { crawlMessages } from './messages/crawl.ts';
import { nightMessages } from './messages/night.ts';
import { commandLine } from './next.ts';
import { declareFilter, filterWords, type PortalFilter, readFilter } from './portal-filter.ts';
import { recoveryLines } from './recovered.ts';
import { bringUpToDate } from './up-to-date.ts';

export const command: CliCommand = {
  configure(command: Command): void {
    const m = crawlMessages;
    declareFilter(command)
      .argument('[portal-or-url...]', m.portals)
      .option('--data <dir>', commonMessages.data)
      .option('--config <dir>', commonMessages.config)
      .option('--years <range>', m.years)
      .option('--delay <ms>', commonMessages.delay)
      .option('--concurrency <n>', m.concurrency)
      .option('--max-pages <n>', m.maxPages)
      .option('--allow-private <address>', commonMessages.allowPrivate, collect, [])
      .option('--retry-failed', m.retryFailed, false)
      .option('--mode <mode>', nightMessages.mode)
      .option('--budget <time>', nightMessages.budget)
      .option('--max-requests <n>', nightMessages.maxRequests)
      .option('--hook <target>', nightMessages.hook)
      .option('--dry-run', nightMessages.dryRun, false)
      .option('--json', m.json, false)
      .option('--quiet', commonMessages.quiet, false);
    helpAfter(command, m.about, [
      'nianbao crawl beijing-daxing',
      'nianbao crawl https://www.example.gov.cn/zwgk/zfxxgknb/ --years 2021-',
      'nianbao crawl --province 44 --channel-state incomplete',
      'nianbao crawl --retry-failed',
      'nianbao crawl --mode nightly --budget 4h',
      'nianbao crawl --mode backfill --province 44 --years 2014-2024',
    ]);
  },

  async run(args, options, io): Promise<ExitCode> {
    const dataDir = dataFolder(options);
    const filter = readFilter(options);
    const night = readNight(options);
    bringUpToDate(dataDir, io);
    const selection = selectPortals(args, {
      layer: settingsLayer(options),
      filter,
      dataDir,
      ...(typeof options.config === 'string' && { config: options.config }),
    });
    if (selection.portals.length === 0) throw new UsageError(crawlMessages.noChannel);
    const quiet = options.quiet === true || options.json === true;
    const invocation = { command: typedCommand(['crawl', ...args], filter, options), dataDir, quiet, options };
    if (night !== null) return crawlNight(night, selection, { ...invocation, run: crawlWith }, io);
    const { summary, outcome, stopped } = await crawlWith(selection, invocation, io, runCrawl);
    if (options.json === true) io.out(`${JSON.stringify(summary)}\n`);
    else {
      const next = nextSteps(summary, { args, filter: filterWords(filter), options, portals: selection.portals });
      printSummary(summary, { dataDir, interrupted: outcome === 'interrupted', next }, io);
    }
    if (outcome === 'interrupted') return EXIT.interrupted;
    if (stopped === 'network') return EXIT.network;
    const isWhole = lookAfterwards(dataDir, io);
    return outcome === 'ok' && isWhole ? EXIT.ok : EXIT.failures;
  },
};

/** Runs a crawl with all that the command line says, and shows how far it is. */
async function crawlWith<Result>(
  selection: CrawlSelection,
  { command, dataDir, quiet, options }: CrawlInvocation,
  io: Io,
  run: (options: RunOptions) => Promise<Result>,
): Promise<Result> {
  tuneForLongRun();
  const progress = startProgress(io, { quiet, portals: selection.portals.length });
  const { settings, withoutChannels } = selection;
  if (withoutChannels.length > 0) progress.say(crawlMessages.withoutChannels(withoutChannels.length));
  try {
    return await run({
      dataDir,
      command,
      portals: selection.portals,
      addresses: addressPolicy(options.allowPrivate),
      userAgent: userAgent(settings.contact),
      parallel: settings.parallel,
      limits: { maxBytes: settings.maxBytes, idleMs: settings.timeout, totalMs: settings.timeout * 5 },
      warcBytes: settings.warcBytes,
      retryFailed: options.retryFailed === true,
      signal: io.signal,
      pool: io.pool,
      onEvent: (event) => progress.event(event),
      onResumed: (ids) => progress.say(crawlMessages.goingOn(ids.join(', '))),
      onOutage: (lastedMs) => progress.say(outageText(lastedMs)),
      onWaiting: (ms) => progress.say(crawlMessages.waiting(Math.ceil(ms / 60_000))),
      onDraining: () => progress.say(crawlMessages.draining),
      onRecovery: (files) => {
        // What was lost or mended is no progress: it is told where nothing else is.
        for (const line of recoveryLines(files)) quiet ? io.err(`${line}\n`) : progress.say(line);
      },
    });
  } finally {
    progress.stop();
  }
}

/** What `nianbao runs` shows: the command with the options that make a difference to what is fetched. */
function typedCommand(words: readonly string[], filter: PortalFilter, options: CliOptions): string {
  const mode = typeof options.mode === 'string' ? ['--mode', options.mode] : [];
  const retry = [...mode, ...(options.retryFailed === true ? ['--retry-failed'] : [])];
  const carried = [
    'config',
    'years',
    'delay',
    'concurrency',
    'maxPages',
    'allowPrivate',
    'budget',
    'maxRequests',
  ] as const;
  return commandLine(['nianbao', ...words, ...filterWords(filter), ...retry], options, carried);
}
