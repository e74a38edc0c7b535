import PQueue from 'p-queue';
import type { PortalConfig, PortalHost, Settings } from '../config/index.ts';
import { adHocPortal } from '../config/index.ts';
import type { AddressPolicy } from '../crawlers/http/address.ts';
import type { Page } from '../crawlers/platforms/dialect.ts';
import { detectDialect } from '../crawlers/platforms/index.ts';
import { type Probed, probe, type SharedByProbes, sharedByProbes } from '../probe/probe.ts';
import { linksOf } from '../probe/search/links.ts';
import type { Discovery } from '../store/discoveries.ts';
import { configuredFor } from './configured.ts';
import { type Likeness, PathLessons } from './lessons.ts';
import { goneChannels } from './moved.ts';
import { judgeOwnership } from './ownership.ts';
import { type DiscoveryVerdict, judgeDiscovery } from './verdict.ts';

/** A portal whose channel is certain, as it is to be configured. */
export interface Written {
  readonly probed: Probed;
  /** Configured channels that are none any more. */
  readonly gone: readonly string[];
  /** The config that is there may be replaced: it has no channel, or is of a run that was killed while it wrote it. */
  readonly replaces: boolean;
}

/** What is to be written of a portal. */
export interface ToWrite {
  /** Returns the config's file. */
  readonly write: () => string;
}

export interface DiscoverOptions {
  readonly hosts: readonly PortalHost[];
  readonly settings: Settings;
  readonly addresses: AddressPolicy;
  readonly userAgent: string;
  /** Portals looked at side by side; each host keeps its own pace. */
  readonly parallel: number;
  /** The most that one portal may be asked. */
  readonly maxRequests: number;
  /** Portals that are known: their channels are asked first, and what they have in common is tried on others. */
  readonly configured: readonly PortalConfig[];
  readonly signal: AbortSignal;
  /** Of earlier runs, by home page: a channel was found, and the run ended before its config was certainly there. */
  readonly unfinished: ReadonlyMap<string, Discovery>;
  /** How the config of a portal whose channel is certain is written, or why it may not be. Writes nothing itself. */
  readonly prepare: (written: Written) => ToWrite | { readonly problem: string };
  /** Before a wait that a person would wonder about. */
  readonly onWait?: (why: string) => void;
  /** A channel was found, its config comes next: to be stored first, so that the next run knows of it where this one is killed. */
  readonly onFound: (discovery: Discovery) => void;
  /** One portal is done: to be stored at once, so that a stopped run goes on behind it. */
  readonly onDiscovery: (discovery: Discovery) => void;
}

/** Looks for the channels of many portals side by side. Resolves when all are done, or soon after the signal aborts. */
export async function discover(options: DiscoverOptions): Promise<void> {
  const lessons = new PathLessons();
  for (const { code, channels } of options.configured)
    for (const { url } of channels) lessons.learn(url, { groups: provinceGroup(code), addresses: [] });
  const shared: Shared = { lessons, probes: sharedByProbes(options.userAgent) };
  const queue = new PQueue({ concurrency: options.parallel });
  const failures: unknown[] = [];
  for (const host of options.hosts) {
    queue
      .add(async () => {
        if (options.signal.aborted || failures.length > 0) return;
        options.onDiscovery(await new HostSearch(host, shared, options).run());
      })
      .catch((error: unknown) => {
        if (!options.signal.aborted) failures.push(error);
      });
  }
  await queue.onIdle();
  await shared.probes.browser.close();
  if (failures.length > 0) throw failures[0];
}

const provinceGroup = (code: string | null): string[] => (code === null ? [] : [`province ${code.slice(0, 2)}`]);

/** What the portals of a run have in common. */
interface Shared {
  readonly lessons: PathLessons;
  readonly probes: SharedByProbes;
}

/** One portal: the home page, then the addresses that other sources give, until one answers. */
class HostSearch {
  readonly #host: PortalHost;
  readonly #shared: Shared;
  readonly #options: DiscoverOptions;
  readonly #configured: PortalConfig | null;
  readonly #unfinished: Discovery | null;
  #likeness: Likeness;
  #requests = 0;

  constructor(host: PortalHost, shared: Shared, options: DiscoverOptions) {
    this.#host = host;
    this.#shared = shared;
    this.#options = options;
    this.#configured = configuredFor(host, options.configured);
    this.#unfinished = options.unfinished.get(host.homepage) ?? null;
    this.#likeness = { groups: provinceGroup(host.code), addresses: host.pages };
  }

  async run(): Promise<Discovery> {
    const { homepage, alternatives } = this.#host;
    let last: DiscoveryVerdict | null = null;
    for (const address of [homepage, ...alternatives]) {
      const probed = await this.#probe(address);
      this.#requests += probed.result.requests;
      last = judgeDiscovery(this.#host, probed.result);
      if (last.state === 'found') return this.#conclude(last, probed);
      const gone = goneChannels(this.#configured, probed.result);
      if (gone.length > 0)
        last = { ...last, because: `${last.because}; configured, but no channel any more: ${gone.join(', ')}` };
      if (last.state !== 'unreachable' || this.#requests >= this.#options.maxRequests) break;
    }
    if (last === null) throw new Error('a portal without an address');
    // A host that is silent today says nothing against what was found before: it stays unfinished.
    if (this.#unfinished !== null && last.state === 'unreachable') return this.#unfinished;
    return this.#asDiscovery(last, null);
  }

  #probe(address: string): Promise<Probed> {
    const { settings, addresses, userAgent, maxRequests, signal, onWait } = this.#options;
    const { name, code, level, pages } = this.#host;
    const known = this.#configured?.channels.map(({ url }) => url) ?? [];
    return probe({
      url: address,
      seeds: { first: (home) => [...known, ...this.#guesses(address, home)], later: pages },
      told: {
        id: this.#configured?.id ?? adHocPortal(address).id.replace(/-gov-cn$/, ''),
        name,
        code: level === 'central' ? null : code,
      },
      settings,
      addresses,
      userAgent,
      maxRequests: maxRequests - this.#requests,
      legacyTls: this.#configured?.legacyTls ?? false,
      shared: this.#shared.probes,
      signal,
      ...(onWait !== undefined && { onWait }),
    });
  }

  /** Where portals like this one keep their channels; now that its home page is known, more is known of what it is like. */
  #guesses(address: string, home: Page | null): string[] {
    if (home !== null) {
      const family = detectDialect(home).dialect.key;
      const { groups, addresses } = this.#likeness;
      this.#likeness = {
        groups: family === 'generic' ? groups : [...groups, `family ${family}`],
        addresses: [...addresses, ...linksOf(home).map(({ url }) => url)],
      };
    }
    return this.#shared.lessons.guesses(home?.url ?? address, this.#likeness);
  }

  #conclude(verdict: DiscoveryVerdict, probed: Probed): Discovery {
    const { groups, addresses } = this.#likeness;
    const visited = probed.result.visited.map(({ url }) => url);
    if (verdict.channel !== null)
      this.#shared.lessons.learn(verdict.channel.url, { groups, addresses: [...addresses, ...visited] });
    const gone = goneChannels(this.#configured, probed.result);
    const config = this.#configured;
    const probedOwn = this.#ownOf(probed);
    const prepared = this.#options.prepare({
      probed: probedOwn,
      gone,
      replaces: config !== null && (config.channels.length === 0 || this.#unfinished !== null),
    });
    const moved = gone.length === 0 ? '' : `; moved from ${gone.join(', ')}`;
    const because = verdict.because + moved;
    if ('problem' in prepared)
      return this.#asDiscovery(
        { ...verdict, state: 'likely', because: `${because}; no config was written: ${prepared.problem}` },
        null,
      );
    const before = this.#unfinished;
    const stands = before !== null && probedOwn.result.channels.some(({ url }) => url === before.channelUrl);
    // A second look reads the config of the first, if it is there: what the first found, and why, is the truth.
    const found = stands ? before : this.#asDiscovery({ ...verdict, because }, null);
    this.#options.onFound(found);
    return { ...found, file: prepared.write() };
  }

  /** Without channels that nobody opened, or that are somebody else's: what is written is certain. */
  #ownOf({ result, lists }: Probed): Probed {
    const isOwn = result.channels.map(
      (channel) => channel.certainty !== 'doubtful' && judgeOwnership(this.#host, channel, result).own,
    );
    const channels = result.channels.filter((_, index) => isOwn[index]);
    return { result: { ...result, channels }, lists: lists.filter((_, index) => isOwn[index]) };
  }

  #asDiscovery({ state, channel, because }: DiscoveryVerdict, file: string | null): Discovery {
    const { homepage, code, level, name } = this.#host;
    return {
      homepage,
      code,
      level,
      name,
      state,
      channelUrl: channel?.url ?? null,
      platform: channel?.platform.key ?? null,
      because,
      requests: this.#requests,
      file,
    };
  }
}
