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
import { MOST_REQUESTS } from '../probe/probe.ts';
import { filesById, obstacles, type Places, writeProbed } from '../probe/write/write.ts';
import { addressPolicy } from './addresses.ts';
import { type CliCommand, type CliOptions, EXIT, type ExitCode } from './command.ts';
import { parseNumber } from './crawl/select.ts';
import { dataFolder } from './data-folder.ts';
import { discoveryLine, printDiscoveries } from './discover/print.ts';
import { writeReview } from './discover/review.ts';
import { selectHosts } from './discover/select.ts';
import { declareFilter, filterText, readFilter } from './portal-filter.ts';

export const command: CliCommand = {
  configure(command: Command): void {
    declareFilter(command)
      .option('--from <file.csv>', 'hosts of your own (columns code,level,path,name,homepage) in place of config/hosts')
      .option('--limit <n>', 'at most so many portals in this run')
      .option('--refresh', 'look again at portals that are done or configured: channels move', false)
      .option('--parallel <n>', 'portals looked at side by side; each host keeps its own pace', '16')
      .option('--max-requests <n>', `the most that one portal is asked (at most ${MOST_REQUESTS})`)
      .option('--delay <ms>', 'milliseconds between two requests to one host')
      .option('--config <dir>', 'folder of nianbao.yaml, hosts/ and portals/')
      .option('--fixtures <dir>', 'also save the list pages of what is found there, and so a test for each')
      .option('--data <dir>', 'data folder: what is done is kept there')
      .option('--allow-private <host...>', 'private addresses that may be visited')
      .option('--json', 'one JSON object at the end, for programs', false)
      .option('-q, --quiet', 'no progress', false)
      .addHelpText(
        'after',
        `
Looks for the channels of annual reports of many portals side by side, from their home pages and known deep pages. Writes a config for what
is certain, a list (discover-review.csv in the data folder) for what is likely, and keeps a reason for each of the rest. A second call goes
on with what is open. Exit codes: 0 done; 2 wrong usage or hosts; 3 another run holds the data folder; 130 interrupted.

Examples:
  nianbao discover --province 44 --level county
  nianbao discover --from hosts.csv --limit 20
  nianbao discover --refresh --channel-state incomplete
  nianbao discover --refresh --province 11`,
      );
  },

  async run(_args, options, io): Promise<ExitCode> {
    const configDir = typeof options.config === 'string' ? options.config : readEnvironment().configDir;
    const dataDir = dataFolder(options);
    const delay = parseNumber('--delay', options.delay, 0, 600_000);
    const settings = resolveSettings({ file: loadGlobalSettings(globalFile(configDir)), commandLine: { delay } });
    const filter = readFilter(options);
    const configured = loadPortals(portalsDir(configDir));
    const fixturesDir = typeof options.fixtures === 'string' ? options.fixtures : null;
    const places = { configDir, fixturesDir, files: filesById(configured) };
    const from = typeof options.from === 'string' ? options.from : null;
    const quiet = options.quiet === true || options.json === true;
    const startedAt = performance.now();
    let [done, all] = [0, 0];
    const { summary, known, outcome } = await runDiscover({
      dataDir,
      command: commandLine(options, filterText(filter)),
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
      ...(!quiet && { onWait: (why: string) => io.err(`waiting: ${why}\n`) }),
      onStart: (open, before) => {
        all = open;
        if (!quiet) io.err(`${open} portals to look at${before > 0 ? `, ${before} are done` : ''}\n`);
      },
      onDiscovery: (discovery) => {
        done++;
        if (!quiet) io.err(`${discoveryLine(discovery, { done, all, msSoFar: performance.now() - startedAt })}\n`);
      },
    });
    const review = writeReview(dataDir, known);
    if (options.json === true) io.out(`${JSON.stringify({ ...summary, review })}\n`);
    else printDiscoveries(summary, review, io);
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
  if (there.length > 0) return { problem: `${there.join(', ')} is there already` };
  const day = new Date().toISOString().slice(0, 10);
  return { write: () => writeProbed(probed, places, day, gone).config };
}

function commandLine({ from, limit, refresh }: CliOptions, filter: string): string {
  const words = Object.entries({ from, limit }).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}`, String(value)],
  );
  return ['discover', filter, ...words, ...(refresh === true ? ['--refresh'] : [])].filter(Boolean).join(' ');
}
