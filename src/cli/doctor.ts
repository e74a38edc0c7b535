import type { Command } from 'commander';
import { readEnvironment } from '../config/environment.ts';
import { userAgent } from '../crawlers/http/user-agent.ts';
import { doctor } from '../doctor/doctor.ts';
import { openStore, type Store, StoreError } from '../store/index.ts';
import { addressPolicy, collect } from './addresses.ts';
import { type CliCommand, EXIT, type ExitCode, UsageError } from './command.ts';
import { dataFolder } from './data-folder.ts';
import { printDoctor } from './doctor/print.ts';
import { parseNumber, selectExamined } from './doctor/select.ts';
import { unlessInterrupted } from './interrupted.ts';
import { declareFilter, isFiltered, readFilter } from './portal-filter.ts';

export const command: CliCommand = {
  configure(command: Command): void {
    declareFilter(command)
      .argument('[portal...]', 'ids of configured portals')
      .option('--all', 'every configured portal that has a channel', false)
      .option('--offline', 'judge from the database alone: no request', false)
      .option('--data <dir>', 'data folder, for what the last crawls found')
      .option('--config <dir>', 'folder of nianbao.yaml and portals/')
      .option('--delay <ms>', 'milliseconds between two requests to one host')
      .option(
        '--allow-private <address>',
        'visit this loopback or private address, network or name; repeatable',
        collect,
        [],
      )
      .option('--json', 'print all facts as JSON', false)
      .addHelpText(
        'after',
        `
Asks each portal for its channels and the first pages of their lists and compares with the last good crawl: healthy, moved, blocked,
redesigned, empty or unreachable. What befell many portals of one family is one finding. Exit code 0 when all are healthy, else 1.

Examples:
  nianbao doctor beijing-daxing
  nianbao doctor --all --offline
  nianbao doctor --province 44 --platform gkmlpt
  nianbao doctor --all --json | jq -r '.portals[] | select(.verdict == "moved") | .portal'`,
      );
  },

  async run(ids, options, io): Promise<ExitCode> {
    const filter = readFilter(options);
    const all = options.all === true || (ids.length === 0 && isFiltered(filter));
    if (!all && ids.length === 0)
      throw new UsageError('name a portal, choose some by --province and the like, or pass --all');
    const dataDir = dataFolder(options);
    const environment = readEnvironment();
    const delay = parseNumber('--delay', options.delay, 0, 600_000);
    const configDir = typeof options.config === 'string' ? options.config : environment.configDir;
    const { portals, contact } = selectExamined(all ? [] : ids, { configDir, delay, filter, dataDir });
    const store = readStore(dataDir);
    const quiet = options.json === true || portals.length < 3;
    try {
      const queued = doctor({
        portals,
        store,
        offline: options.offline === true,
        addresses: addressPolicy(options.allowPrivate),
        userAgent: userAgent(contact),
        signal: io.signal,
        onDone: ({ portal, verdict }) => {
          if (!quiet) io.err(`${portal}: ${verdict}\n`);
        },
      });
      const result = await unlessInterrupted(queued, io);
      if (result === null) return EXIT.interrupted;
      if (options.json === true) io.out(`${JSON.stringify(result)}\n`);
      else printDoctor(result, io);
      return result.portals.every(({ verdict }) => verdict === 'healthy') ? EXIT.ok : EXIT.failures;
    } finally {
      store?.close();
    }
  },
};

/** Null where nothing was crawled yet. */
function readStore(dataDir: string): Store | null {
  try {
    return openStore(dataDir, { readonly: true });
  } catch (error) {
    if (error instanceof StoreError && error.message.startsWith('no database')) return null;
    throw error;
  }
}
