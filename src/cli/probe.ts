import type { Command } from 'commander';
import { addressFault, httpAddress } from '../config/address.ts';
import { globalFile, loadGlobalSettings, loadPortals, portalsDir } from '../config/index.ts';
import { findPortal } from '../config/load.ts';
import { resolveSettings } from '../config/settings.ts';
import { userAgent } from '../crawlers/http/user-agent.ts';
import { nameOf } from '../organs/index.ts';
import type { StatedIdentity } from '../probe/identity.ts';
import { MOST_REQUESTS, type Probed, probe } from '../probe/probe.ts';
import { configuredAt, obstacles, type Places, writeProbed } from '../probe/write/write.ts';
import { hasUserInfo } from '../vocabulary/user-info.ts';
import { addressPolicy, collect } from './addresses.ts';
import { type CliCommand, type CliOptions, EXIT, type ExitCode, type Io, UsageError } from './command.ts';
import { parseNumber } from './crawl/select.ts';
import { unlessInterrupted } from './interrupted.ts';
import { placesOf } from './probe/places.ts';
import { printProbe } from './probe/print.ts';

export const command: CliCommand = {
  configure(command: Command): void {
    command
      .argument(
        '<url-or-portal>',
        'any page of a portal (home page, channel, report), or the id of a configured portal',
      )
      .option('--write', 'add config, saved list pages and so a test for what was found', false)
      .option(
        '--id <id>',
        'id of the portal, kebab-case; default: the configured portal of this host, else made from it',
      )
      .option('--name <name>', 'name of the portal; default: what its pages say')
      .option('--code <code>', 'GB/T 2260, six digits, or null for a central organ; default: what its pages say')
      .option('--max-requests <n>', `requests in all, up to ${MOST_REQUESTS}`, String(MOST_REQUESTS))
      .option('--delay <ms>', 'milliseconds between two requests to one host')
      .option('--legacy-tls', 'accept old TLS and bad certificates', false)
      .option('--config <dir>', 'folder of nianbao.yaml and portals/')
      .option('--fixtures <dir>', 'folder of saved pages; default: test/fixtures/portals beside the config folder')
      .option('--force', 'with --write: replace what is there', false)
      .option(
        '--allow-private <address>',
        'visit this loopback or private address, network or name; repeatable',
        collect,
        [],
      )
      .option('--json', 'print what was found as JSON', false)
      .addHelpText(
        'after',
        `
Follows the links that speak of annual reports, then of disclosure (menus, scripts, breadcrumbs), then site maps and the portal's search;
recognises the platform and reads the lists. Fetches one report to be sure, archives nothing. Exit codes: 0 found; 1 nothing found.

Examples:
  nianbao probe https://www.example.gov.cn/
  nianbao probe https://www.example.gov.cn/ --write --id example --code 110115
  nianbao probe huaian --write --force`,
      );
  },

  async run(args, options, io): Promise<ExitCode> {
    const places = placesOf(options);
    const { url, told } = targetOf(args[0] ?? '', options, places);
    const writing = options.write === true;
    if (writing) refuseOverwriting(told.id ?? null, options, places);
    const probed = await unlessInterrupted(look(url, told, places, options, io), io);
    if (probed === null) return EXIT.interrupted;
    const { result } = probed;
    const found = result.channels.length > 0;
    const files = writing && found ? write(probed, options, places) : [];
    if (options.json === true) io.out(`${JSON.stringify({ ...result, written: files })}\n`);
    else printProbe(result, files, io);
    return found ? EXIT.ok : EXIT.failures;
  },
};

/** The page to begin with, and what is known of its portal: the command line before the configuration. */
function targetOf(word: string, options: CliOptions, places: Places): { url: string; told: StatedIdentity } {
  const typed = httpAddress(word);
  if (hasUserInfo(word)) throw new UsageError('the address carries a user name or a password; leave them out');
  const configured = typed === null ? readPortal(word, places) : configuredAt(word, places);
  const url = typed === null ? (configured?.entry ?? configured?.channels[0]?.url ?? word) : word;
  const given: StatedIdentity = {
    ...(typeof options.id === 'string' && { id: kebab(options.id) }),
    ...(typeof options.name === 'string' && { name: options.name }),
    ...(typeof options.code === 'string' && { code: codeOf(options.code) }),
  };
  if (configured === null || given.id !== undefined) return { url, told: given };
  return { url, told: { id: configured.id, name: configured.name, code: configured.code, ...given } };
}

function readPortal(id: string, { configDir }: Places) {
  if (/^\w+:/.test(id)) throw new UsageError(`${id}: ${addressFault(id)}`);
  if (id.includes('.')) throw new UsageError(`write the address in full: http://${id} or https://${id}`);
  return findPortal(loadPortals(portalsDir(configDir)), id);
}

function kebab(id: string): string {
  if (/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id)) return id;
  throw new UsageError(`--id takes a kebab-case name such as beijing-daxing, not "${id}"`);
}

function codeOf(text: string): string | null {
  if (text === 'null') return null;
  if (nameOf(text) !== null) return text;
  throw new UsageError(`--code takes a code of the table of divisions (GB/T 2260) or null, not "${text}"`);
}

function refuseOverwriting(id: string | null, options: CliOptions, places: Places): void {
  if (options.force === true || id === null) return;
  const there = obstacles(id, places);
  if (there.length > 0) {
    throw new UsageError(`${id} is there already: ${there.join(', ')}. Pass --force to replace it, or another --id.`);
  }
}

function look(url: string, told: StatedIdentity, places: Places, options: CliOptions, io: Io): Promise<Probed> {
  const delay = parseNumber('--delay', options.delay, 0, 600_000);
  const file = loadGlobalSettings(globalFile(places.configDir));
  const settings = resolveSettings({ file, commandLine: { delay } });
  return probe({
    url,
    told,
    settings,
    maxRequests: parseNumber('--max-requests', options.maxRequests, 1, MOST_REQUESTS) ?? MOST_REQUESTS,
    addresses: addressPolicy(options.allowPrivate),
    userAgent: userAgent(settings.contact),
    legacyTls: options.legacyTls === true,
    signal: io.signal,
    onWait: (why) => io.err(`waiting: ${why}\n`),
    // Sixty requests at the usual pace take a minute and a half.
    ...(io.terminal && { onVisit: (address: string) => io.err(`${address}\n`) }),
  });
}

function write(probed: Probed, options: CliOptions, places: Places): string[] {
  // Only now is the id of a portal known that nobody named.
  refuseOverwriting(probed.result.identity.id, options, places);
  const { config, fixture } = writeProbed(probed, places, new Date().toISOString().slice(0, 10));
  return [config, ...fixture];
}
