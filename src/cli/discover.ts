import path from 'node:path';
import type { Command } from 'commander';
import {
  globalFile,
  HOST_LEVELS,
  hostsDir,
  loadGlobalSettings,
  loadHosts,
  loadPortals,
  type PortalHost,
  portalsDir,
  readEnvironment,
  resolveSettings,
} from '../config/index.ts';
import { userAgent } from '../crawlers/http/user-agent.ts';
import { runDiscover } from '../discover/run.ts';
import { MOST_REQUESTS, type Probed } from '../probe/probe.ts';
import { obstacles, type Places, writeProbed } from '../probe/write/write.ts';
import { discoveries } from '../store/discoveries.ts';
import { openStore } from '../store/store.ts';
import { addressPolicy } from './addresses.ts';
import { type CliCommand, EXIT, type ExitCode, UsageError } from './command.ts';
import { parseNumber } from './crawl/select.ts';
import { dataFolder } from './data-folder.ts';
import { discoveryLine, printDiscoveries } from './discover/print.ts';
import { writeReview } from './discover/review.ts';

type Options = Readonly<Record<string, unknown>>;

export const command: CliCommand = {
  configure(command: Command): void {
    command
      .option('--province <code>', 'only of a province, by the first two digits of GB/T 2260 (44)')
      .option('--level <level>', `only of a level: ${HOST_LEVELS.join(', ')}`)
      .option('--from <file.csv>', 'hosts of your own (columns code,level,path,name,homepage) in place of config/hosts')
      .option('--limit <n>', 'at most so many portals in this run')
      .option('--refresh', 'look again at portals that are done or configured: channels move', false)
      .option('--parallel <n>', 'portals looked at side by side; each host keeps its own pace', '16')
      .option('--max-requests <n>', `the most that one portal is asked (at most ${MOST_REQUESTS})`)
      .option('--delay <ms>', 'milliseconds between two requests to one host')
      .option('--config <dir>', 'folder of nianbao.yaml, hosts/ and portals/')
      .option('--fixtures <dir>', 'folder for saved pages')
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
  nianbao discover --refresh --province 11`,
      );
  },

  async run(_args, options, io): Promise<ExitCode> {
    const configDir = typeof options.config === 'string' ? options.config : readEnvironment().configDir;
    const beside = path.join(path.dirname(path.resolve(configDir)), 'test', 'fixtures', 'portals');
    const places = { configDir, fixturesDir: typeof options.fixtures === 'string' ? options.fixtures : beside };
    const dataDir = dataFolder(options);
    const delay = parseNumber('--delay', options.delay, 0, 600_000);
    const settings = resolveSettings({ file: loadGlobalSettings(globalFile(configDir)), commandLine: { delay } });
    const quiet = options.quiet === true || options.json === true;
    const startedAt = performance.now();
    let [done, all] = [0, 0];
    const { summary, outcome } = await runDiscover({
      dataDir,
      command: commandLine(options),
      hosts: selectHosts(configDir, options),
      configured: loadPortals(portalsDir(configDir)),
      refresh: options.refresh === true,
      limit: parseNumber('--limit', options.limit, 1, 100_000) ?? null,
      settings,
      addresses: addressPolicy(options.allowPrivate),
      userAgent: userAgent(settings.contact),
      parallel: parseNumber('--parallel', options.parallel, 1, 64) ?? 16,
      maxRequests: parseNumber('--max-requests', options.maxRequests, 1, MOST_REQUESTS) ?? MOST_REQUESTS,
      signal: io.signal,
      write: (probed) => written(probed, places, options.refresh === true),
      onStart: (open, before) => {
        all = open;
        if (!quiet) io.err(`${open} portals to look at${before > 0 ? `, ${before} are done` : ''}\n`);
      },
      onDiscovery: (discovery) => {
        done++;
        if (!quiet) io.err(`${discoveryLine(discovery, { done, all, msSoFar: performance.now() - startedAt })}\n`);
      },
    });
    const review = writeReview(dataDir, stored(dataDir));
    if (options.json === true) io.out(`${JSON.stringify({ ...summary, review })}\n`);
    else printDiscoveries(summary, review, io);
    return outcome === 'interrupted' ? EXIT.interrupted : EXIT.ok;
  },
};

function selectHosts(configDir: string, options: Options): PortalHost[] {
  const { province, level, from } = options;
  if (province !== undefined && !/^\d{2}(?:0000)?$/.test(String(province)))
    throw new UsageError(`--province takes the first two digits of GB/T 2260 such as 44, not "${province}"`);
  if (level !== undefined && !HOST_LEVELS.some((one) => one === level))
    throw new UsageError(`--level takes ${HOST_LEVELS.join(', ')}, not "${level}"`);
  const hosts = loadHosts(typeof from === 'string' ? from : hostsDir(configDir));
  const chosen = hosts.filter(
    (host) =>
      (province === undefined || host.code?.startsWith(String(province).slice(0, 2)) === true) &&
      (level === undefined || host.level === level),
  );
  if (chosen.length === 0) throw new UsageError('no host of the list is of this province and level');
  return chosen;
}

function written(probed: Probed, places: Places, refresh: boolean): { file: string } | { problem: string } {
  const there = refresh ? [] : obstacles(probed.result.identity.id, places);
  if (there.length > 0) return { problem: `${there.join(', ')} is there already` };
  const [file = ''] = writeProbed(probed, places, new Date().toISOString().slice(0, 10));
  return { file };
}

function stored(dataDir: string) {
  const store = openStore(dataDir, { readonly: true });
  try {
    return discoveries(store);
  } finally {
    store.close();
  }
}

function commandLine({ province, level, from, limit, refresh }: Options): string {
  const given = { province, level, from, limit };
  const words = Object.entries(given).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}`, String(value)],
  );
  return ['discover', ...words, ...(refresh === true ? ['--refresh'] : [])].join(' ');
}
