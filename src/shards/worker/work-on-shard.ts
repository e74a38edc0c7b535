import type { PortalToCrawl } from '../../crawlers/crawl.ts';
import { runCrawl } from '../../crawlers/run.ts';
import type { CrawlSummary } from '../../crawlers/summary.ts';
import { runNight } from '../../nightly/night.ts';
import type { Recovery } from '../../store/recovery.ts';
import { upgradeDatabase } from '../../store/store.ts';
import { foreignHosts, neededSnapshots, portalsOf } from '../assignment.ts';
import { readMark, writeMark } from '../folder/folder-mark.ts';
import { publishManifest, removeOldSnapshots, saveShard } from '../folder/give-back.ts';
import { checkStore, prepareFolder } from '../folder/prepare.ts';
import type { ShardJob } from '../jobs.ts';
import { giveBack, type LeaseEnd, noteFolder } from '../lease/give-back-rows.ts';
import type { Lease } from '../lease/lease.ts';
import { hostKey } from '../plan/host-key.ts';
import { LeavingPool } from '../reading/leaving-pool.ts';
import { offerDocuments } from '../reading/offer.ts';
import { insist } from './insist.ts';
import { leftOver } from './left-over.ts';
import type { Meter } from './meter.ts';
import type { WorkerOptions } from './options.ts';

/** Everything that is done under one lease: prepare the folder, crawl, save, give back. */
export async function workOnShard(
  options: WorkerOptions,
  { job, lease, meter }: { readonly job: ShardJob; readonly lease: Lease; readonly meter: Meter },
): Promise<LeaseEnd> {
  const { postgres, store, dataRoot, say } = options;
  const { shard } = lease;
  if (store !== null) await checkStore(store, lease);
  // Where a kill came between PostgreSQL's word and this.
  if (store !== null && lease.row.manifest !== null) await publishManifest(store, lease.row.manifest);
  const { path, folder } = await prepareFolder({
    dataRoot,
    lease,
    store,
    onPutAside: (moved) => say({ kind: 'put_aside', shard, moved }),
    onFetching: (files, bytes) => say({ kind: 'fetching', shard, files, bytes }),
  });
  upgradeDatabase(path, (older) => say({ kind: 'upgrading', shard, ...older }));
  if (lease.row.folder === null) await insist(lease, () => noteFolder(postgres, lease, folder));
  const ids = await insist(lease, () => portalsOf(postgres, shard));
  const portals = job.work === 'file' ? [] : await ourPortals(options, lease, ids);
  say({ kind: 'leased', shard, generation: lease.generation, portals: portals.length });
  const pool = new LeavingPool({
    pool: options.pool,
    // Who only files reads nothing that takes long: that is with the readers.
    leaves: options.leavesReading || job.work === 'file',
    readings: options.readings,
    keeps: true,
  });
  const result = await crawlPortals(options, { path, portals, lease, meter, pool });
  lease.check();
  const manifest = store === null ? null : await saveShard(path, folder, { lease, store });
  const left = leftOver(path, ids);
  const unknown = ids.length - portals.length;
  const end: LeaseEnd = {
    ...result,
    outcome: result.outcome === 'done' && unknown > 0 && job.work === 'crawl' ? 'failures' : result.outcome,
    message: null,
    left,
    documents: meter.documents,
    manifest,
  };
  if (left.documents > 0) {
    const offered = await insist(lease, () => offerDocuments(options, { path, shard, manifest }));
    if (offered > 0) say({ kind: 'offered', shard, documents: offered });
  }
  await insist(lease, () => settle(options, { job, lease, end }));
  if (store !== null && manifest !== null) {
    await publishManifest(store, manifest);
    const mark = readMark(path);
    if (mark !== null) writeMark(path, { ...mark, saved: manifest.generation });
    const needed = await neededSnapshots(postgres).catch(() => null);
    if (needed !== null) await removeOldSnapshots(store, manifest, { before: lease.row.manifest, needed });
  }
  return end;
}

/** The shard is free, its job done, and what is left is a job again: at once or not at all. */
async function settle(
  { postgres, jobs }: WorkerOptions,
  { job, lease, end }: { readonly job: ShardJob; readonly lease: Lease; readonly end: LeaseEnd },
): Promise<void> {
  await postgres.transaction(async (queries) => {
    await giveBack(queries, lease, end);
    await jobs.complete(job, queries);
    if (GOES_ON.has(end.outcome)) await jobs.queue([lease.shard], job.work, { queries });
  });
}

const GOES_ON: ReadonlySet<LeaseEnd['outcome']> = new Set(['budget', 'interrupted', 'network']);

/** The shard's portals as they are configured here, but for those that have moved to a host of another shard. */
async function ourPortals(options: WorkerOptions, lease: Lease, ids: readonly string[]): Promise<PortalToCrawl[]> {
  const { postgres, portals, say } = options;
  const { shard } = lease;
  const known = ids.flatMap((id) => portals.get(id) ?? []);
  const unknown = ids.filter((id) => !portals.has(id));
  if (unknown.length > 0) say({ kind: 'unknown_portals', shard, portals: unknown });
  const hostsOf = ({ config }: PortalToCrawl): string[] => config.channels.map(({ url }) => hostKey(url));
  const hosts = [...new Set(known.flatMap(hostsOf))];
  const foreign = await insist(lease, () => foreignHosts(postgres, shard, hosts));
  const moved = known.filter((portal) => hostsOf(portal).some((host) => foreign.has(host)));
  if (moved.length > 0) say({ kind: 'moved_portals', shard, portals: moved.map(({ config }) => config.id) });
  return known.filter((portal) => !moved.includes(portal));
}

type Crawled = Pick<LeaseEnd, 'outcome' | 'requests' | 'failed' | 'reportsNew'>;

async function crawlPortals(
  options: WorkerOptions,
  work: {
    readonly path: string;
    readonly portals: readonly PortalToCrawl[];
    readonly lease: Lease;
    readonly meter: Meter;
    readonly pool: LeavingPool;
  },
): Promise<Crawled> {
  const { path, portals, lease, meter, pool } = work;
  const { shard } = lease;
  const signal = AbortSignal.any([options.signal, lease.signal]);
  const run = {
    ...options.crawl,
    dataDir: path,
    command: options.command,
    portals,
    gate: lease,
    signal,
    pool,
    budget: options.budget,
    onEvent: (event: Parameters<Meter['request']>[0]) => {
      meter.request(event);
      options.say({ kind: 'request', shard, event });
    },
    onPut: () => meter.document(),
    onRecovery: (files: readonly Recovery[]) => options.say({ kind: 'recovered', shard, files }),
  };
  const { summary, outcome, stopped } =
    options.mode === 'visit' || portals.length === 0
      ? await runCrawl(run)
      : await runNight({ ...run, mode: options.mode, hook: options.hook, years: options.years });
  if (lease.signal.aborted) lease.check();
  return {
    ...counts(summary, meter),
    outcome: stopped ?? (outcome === 'ok' ? 'done' : outcome === 'crashed' ? 'error' : outcome),
  };
}

const counts = (summary: CrawlSummary, meter: Meter) => ({
  requests: meter.requests,
  failed: summary.failed,
  reportsNew: summary.reports_new,
});
