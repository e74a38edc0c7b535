import type { Store } from './store.ts';

/** What looking for a portal's channels came to. A closed list. */
export const DISCOVERY_STATES = {
  found: 'a channel was found, its reports name the portal, and a config was written',
  likely: 'a channel was found, but something speaks against it: for a person to look at',
  none: 'no channel was found, with the budget or all that leads on used up',
  refused: 'the host refuses us, or answers with a challenge',
  unreachable: 'the host does not answer',
} as const;
export type DiscoveryState = keyof typeof DISCOVERY_STATES;

export interface Discovery {
  readonly homepage: string;
  readonly code: string | null;
  readonly level: string;
  readonly name: string;
  readonly state: DiscoveryState;
  /** The best channel; null where none was found. */
  readonly channelUrl: string | null;
  readonly platform: string | null;
  /** Why, in words. */
  readonly because: string;
  readonly requests: number;
  /** The config that was written; null for `found`: it was about to be. */
  readonly file: string | null;
}

/** Found, and the run ended before its config was certainly there. */
export const isUnfinished = ({ state, file }: Discovery): boolean => state === 'found' && file === null;

/** Files the outcome of one portal, in place of an earlier one. */
export function putDiscovery(store: Store, runId: number, discovery: Discovery): void {
  const { homepage, code, level, name, state, channelUrl, platform, because, requests, file } = discovery;
  store.run(
    `INSERT INTO discovery (homepage, code, level, name, state, channel_url, platform, because, requests, file, looked_at, run_id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (homepage) DO UPDATE SET code = excluded.code, level = excluded.level, name = excluded.name, state = excluded.state,
       channel_url = excluded.channel_url, platform = excluded.platform, because = excluded.because, requests = excluded.requests,
       file = excluded.file, looked_at = excluded.looked_at, run_id = excluded.run_id`,
    homepage,
    code,
    level,
    name,
    state,
    channelUrl,
    platform,
    because,
    requests,
    file,
    new Date().toISOString(),
    runId,
  );
}

export function discoveries(store: Store): Discovery[] {
  return store.all<Discovery>(
    `SELECT homepage, code, level, name, state, channel_url AS channelUrl, platform, because, requests, file FROM discovery ORDER BY code, homepage`,
  );
}
