import type { Command } from 'commander';
import { portalsDir, readEnvironment } from '../config/environment.ts';
import {
  ConfigError,
  type ConfigProblem,
  globalFile,
  hostsDir,
  loadGlobalSettings,
  loadHosts,
  type PortalConfig,
  readOr,
} from '../config/index.ts';
import type { PortalResult } from '../store/portal-results.ts';
import { type CliCommand, EXIT, type ExitCode, type Io } from './command.ts';
import { helpAfter } from './commander-language.ts';
import { configuredPortals } from './configured-portals.ts';
import { dataFolder } from './data-folder.ts';
import { commonMessages } from './messages/common.ts';
import { portalsMessages } from './messages/portals.ts';
import { declareFilter, readFilter } from './portal-filter.ts';
import { listPortals } from './portals-list.ts';

export const command: CliCommand = {
  configure(command: Command): void {
    const m = portalsMessages;
    declareFilter(command)
      .option('--check', m.check, false)
      .option('--json', m.json, false)
      .option('--config <dir>', commonMessages.config)
      .option('--data <dir>', m.data);
    helpAfter(command, m.about, [
      'nianbao portals',
      'nianbao portals --check',
      'nianbao portals --province 44 --level county --channel-state incomplete',
      `nianbao portals --json | jq -r 'select(.result == null) | .id'`,
    ]);
  },

  async run(_args, options, io): Promise<ExitCode> {
    const environment = readEnvironment();
    const configDir = typeof options.config === 'string' ? options.config : environment.configDir;
    const filter = readFilter(options);
    if (options.check === true) return check(configDir, io);
    loadGlobalSettings(globalFile(configDir));
    const all = configuredPortals(configDir);
    const dataDir = dataFolder(options);
    const { filterConfigured } = await import('./portal-states.ts');
    const portals = filterConfigured(all, filter, dataDir);
    const results = await lastResults(dataDir);
    if (options.json === true) for (const portal of portals) io.out(`${json(portal, results.get(portal.id))}\n`);
    else listPortals(portals, results, io);
    return EXIT.ok;
  },
};

/** Reads all that there is. @throws {ConfigError} with every problem of every file: one that is broken must not hide the others. */
function check(configDir: string, io: Io): ExitCode {
  const problems: ConfigProblem[] = [];
  readOr(problems, () => loadGlobalSettings(globalFile(configDir)));
  const portals = readOr(problems, () => configuredPortals(configDir)) ?? [];
  const hosts = readOr(problems, () => loadHosts(hostsDir(configDir)))?.length ?? 0;
  if (problems.length > 0) throw new ConfigError(problems);
  const channels = portals.reduce((sum, portal) => sum + portal.channels.length, 0);
  const entries = portals.filter((portal) => portal.channels.length === 0).length;
  const folder = portalsDir(configDir);
  io.out(`${portalsMessages.valid({ portals: portals.length, folder, channels, entries, hosts })}\n`);
  return EXIT.ok;
}

/** From the database, where there is one. */
async function lastResults(dataDir: string): Promise<Map<string, PortalResult>> {
  const { openStore, StoreError } = await import('../store/index.ts');
  const { portalResults } = await import('../store/portal-results.ts');
  try {
    const store = openStore(dataDir, { readonly: true });
    try {
      return portalResults(store);
    } finally {
      store.close();
    }
  } catch (error) {
    // Nothing crawled yet is no mistake here.
    if (error instanceof StoreError) return new Map();
    throw error;
  }
}

function json(portal: PortalConfig, result: PortalResult | undefined): string {
  const { include, exclude, ...rest } = portal;
  const source = ({ source: text }: RegExp): string => text;
  return JSON.stringify({
    ...rest,
    include: include.map(source),
    exclude: exclude.map(source),
    result: result ?? null,
  });
}
