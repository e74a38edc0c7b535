import { adHocPortals, DEFAULTS, type Settings } from '../../src/config/index.ts';
import { AddressPolicy } from '../../src/crawlers/http/address.ts';
import { runCrawl } from '../../src/crawlers/run.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { workers } from '../support/workers.ts';
import { PORTALS, type RunningFamily, startFamily } from './index.ts';

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
  /** Pages opened in a browser. */
  readonly opened: number;
  /** From its first request until nothing was left to ask; the portals of a run go on side by side. */
  readonly seconds: number;
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
  const families = await Promise.all(names.map((name, index) => startFamily(name, { place: placeOf(index) })));
  try {
    const portals = families.map((family, index) => portal(family, index, settings));
    const ended = new Map<string, number>();
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
      onEvent: ({ portalId }) => ended.set(portalId, Date.now()),
    });
    const crawled = families.map((family, index) => ({
      name: names[index] ?? '',
      family,
      id: portals[index]?.config.id ?? '',
    }));
    return inspect(dataDir, crawled, ended);
  } finally {
    await Promise.all(families.map((family) => family.close()));
  }
}

const FIRST = '甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥';
const SECOND = '溪泉岭';

/** Each is of a county of its own, as portals are: were all of one, each report would be compared with those of all. */
function placeOf(index: number): string {
  const [first, second] = [FIRST[index % FIRST.length], SECOND[Math.floor(index / FIRST.length)]];
  if (first === undefined || second === undefined) throw new RangeError('more portals than names of counties');
  return `${first}${second}县`;
}

function portal(family: RunningFamily, index: number, settings: Partial<Settings>) {
  const [config] = adHocPortals([family.channel]);
  if (config === undefined) throw new Error(`no portal for ${family.channel}`);
  return {
    config: { ...config, id: `family-${index + 1}` },
    settings: { ...DEFAULTS, delay: PACE_MS, concurrency: 1, retries: MOST_RETRIES, ...settings },
  };
}

interface Crawled {
  readonly name: string;
  readonly family: RunningFamily;
  readonly id: string;
}

function inspect(dataDir: string, crawled: readonly Crawled[], ended: ReadonlyMap<string, number>): FamilyResult[] {
  const store = openStore(dataDir);
  try {
    return crawled.map((one) => result(store, one, ended));
  } finally {
    store.close();
  }
}

function result(store: Store, { name, family, id }: Crawled, ended: ReadonlyMap<string, number>): FamilyResult {
  const asked = timesOf(store, family.origin);
  const definition = PORTALS.find((one) => one.name === name);
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
    opened: family.log.filter(({ isOpened }) => isOpened).length,
    pace: Math.min(...asked.slice(1).map((time, index) => time - (asked[index] ?? time))),
    seconds: ((ended.get(id) ?? 0) - (asked[0] ?? 0)) / 1000,
  };
}

/** When the requests went out: when they arrive, a busy machine decides. */
function timesOf(store: Store, origin: string): number[] {
  const sql = "SELECT captured_at AS at FROM capture WHERE url LIKE ? || '/%' ORDER BY captured_at";
  return store.all<{ at: string }>(sql, origin).map(({ at }) => Date.parse(at));
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
