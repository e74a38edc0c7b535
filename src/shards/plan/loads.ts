import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PortalToCrawl } from '../../crawlers/crawl.ts';
import { DATABASE_FILE, openStore, type Store } from '../../store/store.ts';
import { hostKey, keyOfHost } from './host-key.ts';
import type { PlacedPortal } from './load.ts';

/** Requests and reports of a portal that nobody has visited yet: list, a report a year and organ, its files. */
const UNKNOWN = { requests: 80, rows: 40 };

interface Known {
  readonly requests: number;
  readonly rows: number;
  readonly hosts: readonly string[];
}

/**
 * What portals cost and which hosts they need: by what a data folder knows of their last visits, else by what is usual. `dataDir`: null where
 * there is none.
 */
export function placedPortals(portals: readonly PortalToCrawl[], dataDir: string | null): PlacedPortal[] {
  const known =
    dataDir !== null && existsSync(join(dataDir, DATABASE_FILE)) ? knownOf(dataDir) : new Map<string, Known>();
  return portals.map(({ config, settings }) => {
    const visited = known.get(config.id);
    const { requests, rows } = visited ?? UNKNOWN;
    const configured = config.channels.map(({ url }) => hostKey(url));
    const hosts = new Set([...configured, ...(visited?.hosts ?? [])]);
    return { id: config.id, hosts: [...hosts].sort(), load: { rows, paceMs: requests * settings.delay } };
  });
}

function knownOf(dataDir: string): Map<string, Known> {
  const store = openStore(dataDir, { readonly: true });
  try {
    return new Map(
      portalRows(store).map(({ id, requests, rows, hosts }) => [id, { requests, rows, hosts: keys(hosts) }]),
    );
  } finally {
    store.close();
  }
}

const keys = (hosts: string): string[] => [...new Set((JSON.parse(hosts) as string[]).map(keyOfHost))];

function portalRows(store: Store): { id: string; requests: number; rows: number; hosts: string }[] {
  return store.all(
    `SELECT portal_id AS id, count(*) AS requests, sum(kind IN ('detail', 'attachment')) AS rows, json_group_array(DISTINCT host) AS hosts
     FROM request GROUP BY portal_id`,
  );
}
