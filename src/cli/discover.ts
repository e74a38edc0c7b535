import type { Command } from 'commander';
import {
  globalFile,
  loadGlobalSettings,
  loadPortals,
  portalsDir,
  readEnvironment,
  resolveSettings,
} from '../config/index.ts';
import { userAgent } from '../crawlers/http/user-agent.ts';
import type { ToWrite, Written } from '../discover/discover.ts';
import { runDiscover } from '../discover/run.ts';
import { told } from '../language/told.ts';
import { MOST_REQUESTS } from '../probe/probe.ts';
import { filesById, obstacles, type Places, writeProbed } from '../probe/write/write.ts';
import { addressPolicy } from './addresses.ts';
import { type CliCommand, type CliOptions, EXIT, type ExitCode } from './command.ts';
import { helpAfter } from './commander-language.ts';
import { parseNumber } from './crawl/select.ts';
import { dataFolder } from './data-folder.ts';
import { discoveryLine, printDiscoveries } from './discover/print.ts';
import { writeReview } from './discover/review.ts';
import { selectHosts } from './discover/select.ts';
import { commonMessages } from './messages/common.ts';
import { discoverMessages } from './messages/discover.ts';
import { probeMessages } from './messages/probe.ts';
import { commandLine } from './next.ts';
import { declareFilter, filterWords, readFilter } from './portal-filter.ts';
import { bringUpToDate } from './up-to-date.ts';

export const command: CliCommand = {
  configure(command: Command): void {
    const m = discoverMessages;
    declareFilter(command)
      .option('--from <file.csv>', m.from)
      .option('--limit <n>', m.limit)
      .option('--refresh', m.refresh, false)
      .option('--parallel <n>', m.parallel, '16')
      .option('--max-requests <n>', m.maxRequests(MOST_REQUESTS))
      .option('--delay <ms>', commonMessages.delay)
      .option('--config <dir>', m.config)
      .option('--fixtures <dir>', m.fixtures)
      .option('--data <dir>', m.data)
      .option('--allow-private <host...>', m.allowPrivate)
      .option('--json', m.json, false)
      .option('-q, --quiet', commonMessages.quiet, false);
    helpAfter(command, m.about, [
      'nianbao discover --province 44 --level county',
      'nianbao discover --from hosts.csv --limit 20',
      'nianbao discover --refresh --channel-state incomplete',
      'nianbao discover --refresh --province 11',
    ]);
  },

  async run(_args, options, io): Promise<ExitCode> {
    const configDir = typeof options.config === 'string' ? options.config : readEnvironment().configDir;
    const dataDir = dataFolder(options);
    const delay = parseNumber('--delay', options.delay, 0, 600_000);
    const settings = resolveSettings({ file: loadGlobalSettings(globalFile(configDir)), commandLine: { delay } });
    const filter = readFilter(options);
    bringUpToDate(dataDir, io);
    const configured = loadPortals(portalsDir(configDir));
    const fixturesDir = typeof options.fixtures === 'string' ? options.fixtures : null;
    const places = { configDir, fixturesDir, files: filesById(configured) };
    const from = typeof options.from === 'string' ? options.from : null;
    const quiet = options.quiet === true || options.json === true;
    const startedAt = performance.now();
    let [done, all] = [0, 0];
    const { summary, known, outcome } = await runDiscover({
      dataDir,
      command: typedCommand(filterWords(filter), options),
      hosts: selectHosts({ from, configDir, dataDir }, configured, filter),
      configured,
      refresh: options.refresh === true,
      limit: parseNumber('--limit', options.limit, 1, 100_000) ?? null,
      settings,
      addresses: addressPolicy(options.allowPrivate),
      userAgent: userAgent(settings.contact),
      parallel: parseNumber('--parallel', options.parallel, 1, 64) ?? 16,
      maxRequests: parseNumber('--max-requests', options.maxRequests, 1, MOST_REQUESTS) ?? MOST_REQUESTS,
      signal: io.signal,
      prepare: (found) => prepare(found, places, options.refresh === true),
      ...(!quiet && { onWait: (why: string) => io.err(`${probeMessages.waiting(told(why))}\n`) }),
      onStart: (open, before) => {
        all = open;
        if (!quiet) io.err(`${discoverMessages.toLookAt(open, before)}\n`);
      },
      onDiscovery: (discovery) => {
        done++;
        if (!quiet) io.err(`${discoveryLine(discovery, { done, all, msSoFar: performance.now() - startedAt })}\n`);
      },
    });
    const review = writeReview(dataDir, known);
    if (options.json === true) io.out(`${JSON.stringify({ ...summary, review })}\n`);
    else printDiscoveries(summary, { review, next: nextSteps(summary, filterWords(filter), options) }, io);
    return outcome === 'interrupted' ? EXIT.interrupted : EXIT.ok;
  },
};

/** A portal that is configured may be written again: with `--refresh`, and where discover says so. */
function prepare(
  { probed, gone, replaces }: Written,
  places: Places,
  refresh: boolean,
): ToWrite | { readonly problem: string } {
  const there = refresh || replaces ? [] : obstacles(probed.result.identity.id, places);
  if (there.length > 0) return { problem: discoverMessages.isThere(there.join(', ')) };
  const day = new Date().toISOString().slice(0, 10);
  return { write: () => writeProbed(probed, places, day, gone).config };
}

function typedCommand(filter: readonly string[], options: CliOptions): string {
  const refresh = options.refresh === true ? ['--refresh'] : [];
  return commandLine(['nianbao', 'discover', ...filter, ...refresh], options, CARRIED);
}

/** Options that a second call needs as well. */
const CARRIED = [
  'from',
  'limit',
  'parallel',
  'maxRequests',
  'delay',
  'config',
  'fixtures',
  'data',
  'allowPrivate',
] as const;

function nextSteps({ open }: { readonly open: number }, filter: readonly string[], options: CliOptions): string[] {
  const again = open > 0 ? [typedCommand(filter, options)] : [];
  return [
    ...again,
    commandLine(['nianbao', 'portals', '--check'], options, ['config']),
    commandLine(['nianbao', 'crawl', ...filter], options, ['config', 'data', 'delay', 'allowPrivate']),
  ];
}
