import type { PortalHost } from '../config/index.ts';
import { type Discovery, discoveries, isUnfinished, putDiscovery } from '../store/discoveries.ts';
import { endRun, type RunOutcome, startRun } from '../store/runs.ts';
import { openStore } from '../store/store.ts';
import { configuredFor } from './configured.ts';
import { type DiscoverOptions, discover } from './discover.ts';
import { type DiscoverySummary, summariseDiscoveries } from './summary.ts';

export interface DiscoverRunOptions extends Omit<DiscoverOptions, 'onFound' | 'onDiscovery' | 'unfinished'> {
  readonly dataDir: string;
  /** The command line, for `nianbao runs`. */
  readonly command: string;
  /** Also portals that are done, or configured: channels move. */
  readonly refresh: boolean;
  /** At most so many portals in this run; null: all. */
  readonly limit: number | null;
  readonly onStart?: (open: number, done: number) => void;
  readonly onDiscovery?: (discovery: Discovery) => void;
}

export interface DiscoverRunResult {
  readonly summary: DiscoverySummary;
  /** All that the data folder knows, also of portals that this run was not asked for. */
  readonly known: readonly Discovery[];
  readonly outcome: RunOutcome;
}

/**
 * One run: goes on with the portals that no run has finished. A portal that did not answer is asked again by the next run.
 * @throws StoreLockedError where another run holds the data folder.
 */
export async function runDiscover(options: DiscoverRunOptions): Promise<DiscoverRunResult> {
  const store = openStore(options.dataDir);
  try {
    const runId = startRun(store, options.command);
    const before = discoveries(store);
    const open = openHosts(options, before).slice(0, options.limit ?? undefined);
    options.onStart?.(open.length, before.filter((one) => !isUnfinished(one)).length);
    const put = (discovery: Discovery): void => store.transaction(() => putDiscovery(store, runId, discovery));
    await discover({
      ...options,
      hosts: open,
      unfinished: new Map(before.filter(isUnfinished).map((one) => [one.homepage, one])),
      onFound: put,
      onDiscovery: (discovery) => {
        put(discovery);
        options.onDiscovery?.(discovery);
      },
    });
    const outcome: RunOutcome = options.signal.aborted ? 'interrupted' : 'ok';
    const asked = new Set(options.hosts.map(({ homepage }) => homepage));
    const known = discoveries(store);
    const summary = summariseDiscoveries(
      options.hosts.length,
      known.filter(({ homepage }) => asked.has(homepage)),
    );
    endRun(store, runId, { outcome, summary });
    return { summary, known, outcome };
  } finally {
    store.close();
  }
}

/** Done is what was found, refused or has nothing, and what the configuration has channels of; never what a killed run left half done. */
function openHosts(
  { hosts, configured, refresh }: DiscoverRunOptions,
  before: readonly Discovery[],
): readonly PortalHost[] {
  if (refresh) return hosts;
  const addresses = (of: readonly Discovery[]): Set<string> => new Set(of.map(({ homepage }) => homepage));
  const unfinished = addresses(before.filter(isUnfinished));
  const done = addresses(before.filter(({ state }) => state !== 'unreachable'));
  const hasChannels = (host: PortalHost): boolean => (configuredFor(host, configured)?.channels.length ?? 0) > 0;
  return hosts.filter((host) => unfinished.has(host.homepage) || (!done.has(host.homepage) && !hasChannels(host)));
}
