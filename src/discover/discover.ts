import PQueue from 'p-queue';
import type { PortalHost, Settings } from '../config/index.ts';
import { adHocPortal } from '../config/index.ts';
import type { AddressPolicy } from '../crawlers/http/address.ts';
import { type Probed, probe } from '../probe/probe.ts';
import type { Discovery } from '../store/discoveries.ts';
import { PathLessons } from './lessons.ts';
import { type DiscoveryVerdict, judgeDiscovery } from './verdict.ts';

export interface DiscoverOptions {
  readonly hosts: readonly PortalHost[];
  readonly settings: Settings;
  readonly addresses: AddressPolicy;
  readonly userAgent: string;
  /** Portals looked at side by side; each host keeps its own pace. */
  readonly parallel: number;
  /** The most that one portal may be asked. */
  readonly maxRequests: number;
  /** Channels that are known: what they have in common is tried first. */
  readonly known: readonly string[];
  readonly signal: AbortSignal;
  /** Writes the config of a portal whose channel is certain; returns its file, or why it was not written. */
  readonly write: (probed: Probed) => { readonly file: string } | { readonly problem: string };
  /** One portal is done: to be stored at once, so that a stopped run goes on behind it. */
  readonly onDiscovery: (discovery: Discovery) => void;
}

/** Looks for the channels of many portals side by side. Resolves when all are done, or soon after the signal aborts. */
export async function discover(options: DiscoverOptions): Promise<void> {
  const lessons = new PathLessons();
  for (const url of options.known) lessons.learn(url);
  const queue = new PQueue({ concurrency: options.parallel });
  const failures: unknown[] = [];
  for (const host of options.hosts) {
    queue
      .add(async () => {
        if (options.signal.aborted || failures.length > 0) return;
        options.onDiscovery(await discoverOne(host, lessons, options));
      })
      .catch((error: unknown) => {
        if (!options.signal.aborted) failures.push(error);
      });
  }
  await queue.onIdle();
  if (failures.length > 0) throw failures[0];
}

/** The home page, then the addresses that other sources give, until one answers. */
async function discoverOne(host: PortalHost, lessons: PathLessons, options: DiscoverOptions): Promise<Discovery> {
  let requests = 0;
  let last: DiscoveryVerdict | null = null;
  for (const homepage of [host.homepage, ...host.alternatives]) {
    const probed = await probeHost(homepage, host, lessons, {
      ...options,
      maxRequests: options.maxRequests - requests,
    });
    requests += probed.result.requests;
    last = judgeDiscovery(host, probed.result);
    if (last.state === 'found') return concluded(host, last, probed, requests, lessons, options);
    if (last.state !== 'unreachable' || requests >= options.maxRequests) break;
  }
  if (last === null) throw new Error('a portal without an address');
  return asDiscovery(host, last, requests, null);
}

function probeHost(
  homepage: string,
  host: PortalHost,
  lessons: PathLessons,
  options: DiscoverOptions,
): Promise<Probed> {
  const { settings, addresses, userAgent, maxRequests, signal } = options;
  return probe({
    url: homepage,
    seeds: { first: lessons.guesses(homepage), later: host.pages },
    told: {
      id: adHocPortal(homepage).id.replace(/-gov-cn$/, ''),
      name: host.name,
      code: host.level === 'central' ? null : host.code,
    },
    settings,
    addresses,
    userAgent,
    maxRequests,
    legacyTls: false,
    signal,
  });
}

function concluded(
  host: PortalHost,
  verdict: DiscoveryVerdict,
  probed: Probed,
  requests: number,
  lessons: PathLessons,
  { write }: DiscoverOptions,
): Discovery {
  if (verdict.channel !== null) lessons.learn(verdict.channel.url);
  const written = write(probed);
  if ('file' in written) return asDiscovery(host, verdict, requests, written.file);
  const because = `${verdict.because}; no config was written: ${written.problem}`;
  return asDiscovery(host, { ...verdict, state: 'likely', because }, requests, null);
}

function asDiscovery(host: PortalHost, verdict: DiscoveryVerdict, requests: number, file: string | null): Discovery {
  const { state, channel, because } = verdict;
  return {
    homepage: host.homepage,
    code: host.code,
    level: host.level,
    name: host.name,
    state,
    channelUrl: channel?.url ?? null,
    platform: channel?.platform.key ?? null,
    because,
    requests,
    file,
  };
}
