import type { Command } from 'commander';
import { addressFault, httpAddress } from '../config/address.ts';
import { globalFile, loadGlobalSettings, loadPortals, portalsDir } from '../config/index.ts';
import { findPortal } from '../config/load.ts';
import { resolveSettings } from '../config/settings.ts';
import { userAgent } from '../crawlers/http/user-agent.ts';
import { told as factText } from '../language/told.ts';
import { nameOf } from '../organs/index.ts';
import type { StatedIdentity } from '../probe/identity.ts';
import { MOST_REQUESTS, type Probed, probe } from '../probe/probe.ts';
import { configuredAt, obstacles, type Places, writeProbed } from '../probe/write/write.ts';
import { hasUserInfo } from '../vocabulary/user-info.ts';
import { addressPolicy, collect } from './addresses.ts';
import { type CliCommand, type CliOptions, EXIT, type ExitCode, type Io, UsageError } from './command.ts';
import { helpAfter } from './commander-language.ts';
import { parseNumber } from './crawl/select.ts';
import { unlessInterrupted } from './interrupted.ts';
import { commonMessages } from './messages/common.ts';
import { probeMessages } from './messages/probe.ts';
import { nextProbeSteps } from './probe/next-step.ts';
import { placesOf } from './probe/places.ts';
import { printProbe } from './probe/print.ts';

export const command: CliCommand = {
  configure(command: Command): void {
    const m = probeMessages;
    command
      .argument('<url-or-portal>', m.target)
      .option('--write', m.write, false)
      .option('--id <id>', m.id)
      .option('--name <name>', m.name)
      .option('--code <code>', m.code)
      .option('--max-requests <n>', m.maxRequests(MOST_REQUESTS), String(MOST_REQUESTS))
      .option('--delay <ms>', commonMessages.delay)
      .option('--legacy-tls', m.legacyTls, false)
      .option('--config <dir>', commonMessages.config)
      .option('--fixtures <dir>', m.fixtures)
      .option('--force', m.force, false)
      .option('--allow-private <address>', commonMessages.allowPrivate, collect, [])
      .option('--json', m.json, false);
    helpAfter(command, m.about, [
      'nianbao probe https://www.example.gov.cn/',
      'nianbao probe https://www.example.gov.cn/ --write --id example --code 110115',
      'nianbao probe huaian --write --force',
    ]);
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
    else printProbe(result, { files, next: nextProbeSteps(result, options, writing) }, io);
    return found ? EXIT.ok : EXIT.failures;
  },
};

/** The page to begin with, and what is known of its portal: the command line before the configuration. */
function targetOf(word: string, options: CliOptions, places: Places): { url: string; told: StatedIdentity } {
  const typed = httpAddress(word);
  if (hasUserInfo(word)) throw new UsageError(probeMessages.userInfo);
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
  if (id.includes('.')) throw new UsageError(probeMessages.inFull(id));
  return findPortal(loadPortals(portalsDir(configDir)), id);
}

function kebab(id: string): string {
  if (/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id)) return id;
  throw new UsageError(probeMessages.idTakes(id));
}

function codeOf(text: string): string | null {
  if (text === 'null') return null;
  if (nameOf(text) !== null) return text;
  throw new UsageError(probeMessages.codeTakes(text));
}

function refuseOverwriting(id: string | null, options: CliOptions, places: Places): void {
  if (options.force === true || id === null) return;
  const there = obstacles(id, places);
  if (there.length > 0) {
    throw new UsageError(probeMessages.isThere(id, there.join(', ')));
  }
}

function look(url: string, told: StatedIdentity, places: Places, options: CliOptions, io: Io): Promise<Probed> {
  const delay = parseNumber('--delay', options.delay, 0, 600_000);
  const file = loadGlobalSettings(globalFile(places.configDir));
  const settings = resolveSettings({ file, commandLine: { delay } });
  const maxRequests = parseNumber('--max-requests', options.maxRequests, 1, MOST_REQUESTS) ?? MOST_REQUESTS;
  let asked = 0;
  const tell = options.json === true ? () => undefined : (line: string) => io.err(`${line}\n`);
  return probe({
    url,
    told,
    settings,
    maxRequests,
    addresses: addressPolicy(options.allowPrivate),
    userAgent: userAgent(settings.contact),
    legacyTls: options.legacyTls === true,
    signal: io.signal,
    onWait: (why) => tell(probeMessages.waiting(factText(why))),
    // Sixty requests at the usual pace take a minute and a half.
    onVisit: (address) => tell(probeMessages.asks(++asked, maxRequests, address)),
  });
}

function write(probed: Probed, options: CliOptions, places: Places): string[] {
  // Only now is the id of a portal known that nobody named.
  refuseOverwriting(probed.result.identity.id, options, places);
  const { config, fixture } = writeProbed(probed, places, new Date().toISOString().slice(0, 10));
  return [config, ...fixture];
}
