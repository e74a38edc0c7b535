import type { Command } from 'commander';
import { readEnvironment } from '../config/environment.ts';
import { userAgent } from '../crawlers/http/user-agent.ts';
import { doctor } from '../doctor/doctor.ts';
import { NoDatabaseError } from '../store/errors.ts';
import { openStore, type Store } from '../store/index.ts';
import { addressPolicy, collect } from './addresses.ts';
import { type CliCommand, EXIT, type ExitCode, UsageError } from './command.ts';
import { helpAfter } from './commander-language.ts';
import { dataFolder } from './data-folder.ts';
import { printDoctor } from './doctor/print.ts';
import { parseNumber, selectExamined } from './doctor/select.ts';
import { unlessInterrupted } from './interrupted.ts';
import { commonMessages } from './messages/common.ts';
import { doctorMessages } from './messages/doctor.ts';
import { declareFilter, isFiltered, readFilter } from './portal-filter.ts';

export const command: CliCommand = {
  configure(command: Command): void {
    const m = doctorMessages;
    declareFilter(command)
      .argument('[portal...]', m.portals)
      .option('--all', m.all, false)
      .option('--offline', m.offline, false)
      .option('--data <dir>', m.data)
      .option('--config <dir>', commonMessages.config)
      .option('--delay <ms>', commonMessages.delay)
      .option('--allow-private <address>', commonMessages.allowPrivate, collect, [])
      .option('--json', m.json, false);
    helpAfter(command, m.about, [
      'nianbao doctor beijing-daxing',
      'nianbao doctor --all --offline',
      'nianbao doctor --province 44 --platform gkmlpt',
      `nianbao doctor --all --json | jq -r '.portals[] | select(.verdict == "moved") | .portal'`,
    ]);
  },

  async run(ids, options, io): Promise<ExitCode> {
    const filter = readFilter(options);
    const all = options.all === true || (ids.length === 0 && isFiltered(filter));
    if (!all && ids.length === 0) throw new UsageError(doctorMessages.nameOne);
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
          if (!quiet) io.err(`${portal}: ${doctorMessages.verdictName[verdict]}\n`);
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
    if (error instanceof NoDatabaseError) return null;
    throw error;
  }
}
