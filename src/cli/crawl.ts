import type { Command } from 'commander';
import type { SettingsLayer } from '../config/settings.ts';
import { userAgent } from '../crawlers/http/user-agent.ts';
import { runCrawl } from '../crawlers/run.ts';
import { addressPolicy, collect } from './addresses.ts';
import { type CliCommand, type CliOptions, EXIT, type ExitCode, type Io, UsageError } from './command.ts';
import { lookAfterwards } from './crawl/afterwards.ts';
import { outageText } from './crawl/outage.ts';
import { printSummary } from './crawl/print.ts';
import { startProgress } from './crawl/progress.ts';
import { type CrawlSelection, parseNumber, parseYears, selectPortals } from './crawl/select.ts';
import { dataFolder } from './data-folder.ts';
import { declareFilter, filterText, readFilter } from './portal-filter.ts';
import { recoveryLines } from './recovered.ts';

export const command: CliCommand = {
  configure(command: Command): void {
    declareFilter(command)
      .argument(
        '[portal-or-url...]',
        'ids of configured portals, or addresses of channels; none: all configured portals',
      )
      .option('--data <dir>', 'data folder: database and archive')
      .option('--config <dir>', 'folder of nianbao.yaml and portals/')
      .option('--years <range>', 'report years: 2023, 2021-2023, 2021- or -2018')
      .option('--delay <ms>', 'milliseconds between two requests to one host (a name and a port)')
      .option('--concurrency <n>', 'requests at once to one host')
      .option('--max-pages <n>', 'list pages followed in one channel')
      .option(
        '--allow-private <address>',
        'visit this loopback or private address, network or name; repeatable',
        collect,
        [],
      )
      .option('--retry-failed', 'only what failed before; the channels are not visited again', false)
      .option('--json', 'print the summary as JSON', false)
      .option('--quiet', 'no progress', false)
      .addHelpText(
        'after',
        `
Ctrl-C stops cleanly; the same command goes on. Exit codes: 0 all well; 1 finished, with failures listed; 2 wrong usage or config;
3 another run holds the data folder; 130 interrupted.

Examples:
  nianbao crawl beijing-daxing
  nianbao crawl https://www.example.gov.cn/zwgk/zfxxgknb/ --years 2021-
  nianbao crawl --province 44 --channel-state incomplete
  nianbao crawl --retry-failed`,
      );
  },

  async run(args, options, io): Promise<ExitCode> {
    const dataDir = dataFolder(options);
    const filter = readFilter(options);
    const selection = selectPortals(args, {
      layer: layerOf(options),
      filter,
      dataDir,
      ...(typeof options.config === 'string' && { config: options.config }),
    });
    if (selection.portals.length === 0) throw new UsageError('no portal has a channel to crawl; see `nianbao portals`');
    const quiet = options.quiet === true || options.json === true;
    const { summary, outcome } = await crawlWith(
      selection,
      { args: [...args, filterText(filter)], dataDir, quiet, options },
      io,
    );
    if (options.json === true) io.out(`${JSON.stringify(summary)}\n`);
    else printSummary(summary, { dataDir, interrupted: outcome === 'interrupted' }, io);
    if (outcome === 'interrupted') return EXIT.interrupted;
    const isWhole = lookAfterwards(dataDir, io);
    return outcome === 'ok' && isWhole ? EXIT.ok : EXIT.failures;
  },
};

interface CrawlInvocation {
  readonly args: readonly string[];
  readonly dataDir: string;
  readonly quiet: boolean;
  readonly options: CliOptions;
}

async function crawlWith(selection: CrawlSelection, { args, dataDir, quiet, options }: CrawlInvocation, io: Io) {
  const progress = startProgress(io, quiet);
  const { settings, withoutChannels } = selection;
  if (withoutChannels.length > 0)
    progress.say(`${withoutChannels.length} portals have no channel yet (nianbao probe finds them)`);
  try {
    return await runCrawl({
      dataDir,
      command: ['nianbao crawl', ...args].join(' ').trimEnd(),
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
      onResumed: (ids) => progress.say(`going on with ${ids.join(', ')}`),
      onOutage: (lastedMs) => progress.say(outageText(lastedMs)),
      onWaiting: (ms) =>
        progress.say(`waiting ${Math.ceil(ms / 60_000)} minutes: every host that is left has asked to be left alone`),
      onDraining: () => progress.say('all fetched; reading what is left …'),
      onRecovery: (files) => {
        for (const line of recoveryLines(files)) progress.say(line);
      },
    });
  } finally {
    progress.stop();
  }
}

function layerOf(options: CliOptions): SettingsLayer {
  return {
    delay: parseNumber('--delay', options.delay, 0, 600_000),
    concurrency: parseNumber('--concurrency', options.concurrency, 1, 32),
    maxPages: parseNumber('--max-pages', options.maxPages, 1, 100_000),
    years: typeof options.years === 'string' ? parseYears(options.years) : undefined,
  };
}
