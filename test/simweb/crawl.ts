import { adHocPortals, DEFAULTS, type Settings } from '../../src/config/index.ts';
import { AddressPolicy } from '../../src/crawlers/http/address.ts';
import { runCrawl } from '../../src/crawlers/run.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { workers } from '../support/workers.ts';
import { FAMILIES, type RunningFamily, startFamily } from './index.ts';

/** What a crawl of one simulated portal came to. */
export interface FamilyResult {
  readonly name: string;
  readonly dialect: string;
  readonly trap: string;
  /** The dialect that the crawl recognised. */
  readonly recognised: string;
  readonly reports: number;
  readonly found: number;
  /** Reports stored that the portal has not published. */
  readonly wrong: readonly string[];
  readonly missing: readonly string[];
  /** Addresses of the missing reports and of their files. */
  readonly missingUrls: readonly string[];
  readonly portal: string;
  readonly requests: number;
  readonly least: number;
  readonly offLimits: readonly string[];
  /** Whether the channel's list was read to its end, by the crawl. */
  readonly completeness: string | null;
  readonly evidence: string | null;
  /** Milliseconds between two requests, where they came fastest. */
  readonly pace: number;
}

export const PACE_MS = 20;
const MOST_RETRIES = 2;

/** Crawls simulated portals, all in one run as a user would, each on its own host, into `dataDir`. */
export async function crawlFamilies(
  dataDir: string,
  names: readonly string[],
  settings: Partial<Settings> = {},
): Promise<FamilyResult[]> {
  const families = await Promise.all(names.map((name) => startFamily(name)));
  try {
    const portals = families.map((family, index) => portal(family, index, settings));
    await runCrawl({
      dataDir,
      command: 'families',
      portals,
      addresses: new AddressPolicy(['127.0.0.1']),
      userAgent: 'nianbao/test',
      parallel: 16,
      firstBackOffMs: 50,
      signal: new AbortController().signal,
      pool: workers,
    });
    return inspect(
      dataDir,
      names,
      families,
      portals.map(({ config }) => config.id),
    );
  } finally {
    await Promise.all(families.map((family) => family.close()));
  }
}

function portal(family: RunningFamily, index: number, settings: Partial<Settings>) {
  const [config] = adHocPortals([family.channel]);
  if (config === undefined) throw new Error(`no portal for ${family.channel}`);
  return {
    config: { ...config, id: `family-${index + 1}` },
    settings: { ...DEFAULTS, delay: PACE_MS, concurrency: 1, retries: MOST_RETRIES, ...settings },
  };
}

function inspect(
  dataDir: string,
  names: readonly string[],
  families: readonly RunningFamily[],
  ids: readonly string[],
): FamilyResult[] {
  const store = openStore(dataDir);
  try {
    return families.map((family, index) => result(store, names[index] ?? '', family, ids[index] ?? ''));
  } finally {
    store.close();
  }
}

function result(store: Store, name: string, family: RunningFamily, id: string): FamilyResult {
  const definition = FAMILIES.find((one) => one.name === name);
  const channel = store.get<{ platform: string | null; completeness: string | null; evidence: string | null }>(
    'SELECT platform, completeness, completeness_evidence AS evidence FROM channel WHERE portal_id = ? ORDER BY id LIMIT 1',
    id,
  );
  const stored = store
    .all<{ organ: string; year: number }>('SELECT organ, year FROM report WHERE portal_id = ? AND is_current = 1', id)
    .map(({ organ, year }) => `${organ} ${year}`);
  const truth = family.truth.map(({ organ, year }) => `${organ} ${year}`);
  const missing = truth.filter((one) => !stored.includes(one));
  return {
    name,
    dialect: definition?.dialect ?? '',
    trap: definition?.trap ?? '',
    recognised: channel?.platform ?? 'none',
    completeness: channel?.completeness ?? null,
    evidence: channel?.evidence ?? null,
    reports: truth.length,
    found: truth.length - missing.length,
    missing,
    missingUrls: family.truth
      .filter(({ organ, year }) => missing.includes(`${organ} ${year}`))
      .flatMap(({ url, files }) => [url, ...files]),
    portal: id,
    wrong: stored.filter((one) => !truth.includes(one)),
    requests: family.log.length,
    least: family.least,
    offLimits: family.log.map((hit) => family.origin + hit.url).filter((url) => family.offLimits.includes(url)),
    pace: pace(store, family.origin),
  };
}

/** The shortest time between two requests as they went out: when they arrive, a busy machine decides. */
function pace(store: Store, origin: string): number {
  const sql = "SELECT captured_at AS at FROM capture WHERE url LIKE ? || '/%' ORDER BY captured_at";
  const times = store.all<{ at: string }>(sql, origin).map(({ at }) => Date.parse(at));
  return Math.min(...times.slice(1).map((at, index) => at - (times[index] ?? at)));
}

/** A report of which a crawl says nothing. */
export interface Unaccounted {
  readonly name: string;
  readonly missing: readonly string[];
}

/** The portals with reports that are neither stored, nor skipped or failed with a reason, nor in a channel that is said to be not whole. */
export function unaccounted(store: Store, results: readonly FamilyResult[]): Unaccounted[] {
  return results.flatMap(({ name, portal, missing, missingUrls }) => {
    const told = missingUrls.filter((url) => isTold(store, portal, url)).length;
    const doubtful = store.get("SELECT 1 FROM channel WHERE portal_id = ? AND completeness <> 'complete'", portal);
    return missing.length === 0 || told >= missing.length || doubtful !== undefined ? [] : [{ name, missing }];
  });
}

function isTold(store: Store, portal: string, url: string): boolean {
  const skipped = store.get('SELECT 1 FROM skipped WHERE portal_id = ? AND url = ?', portal, url);
  const failed = store.get("SELECT 1 FROM request WHERE portal_id = ? AND url = ? AND state = 'failed'", portal, url);
  return skipped !== undefined || failed !== undefined;
}
