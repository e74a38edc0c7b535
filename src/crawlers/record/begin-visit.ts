import { upsertPortal } from '../../store/portals.ts';
import type { Store } from '../../store/store.ts';
import type { VisitedPortal } from '../portal-visit.ts';
import type { Frontier } from '../queue/frontier.ts';
import { detailsWith } from '../queue/request.ts';
import type { FailureCode } from '../reasons.ts';
import type { CrawlLog } from './crawl-log.ts';

/** Failures that may be over by the next visit. */
const WORTH_ASKING_AGAIN: readonly FailureCode[] = [
  'throttled',
  'server_error',
  'unreachable',
  'timeout',
  'soft_error',
  'file_missing',
  'robots',
];

export interface VisitParts {
  readonly store: Store;
  readonly frontier: Frontier;
  readonly log: CrawlLog;
}

/** Enqueues what a visit begins with, in one transaction. True where an earlier visit is gone on with. */
export function beginVisit(parts: VisitParts, visit: VisitedPortal, retryFailed: boolean): boolean {
  const { store, frontier } = parts;
  return store.transaction(() => {
    upsertPortal(store, visit.config);
    const resumed = frontier.begin(visit.id, visit.pace);
    if (retryFailed) frontier.retryFailed(visit.id, visit.pace);
    else enqueueChannels(parts, visit);
    if (frontier.open(visit.id) === 0) frontier.finish(visit.id);
    return resumed;
  });
}

function enqueueChannels({ frontier, log }: VisitParts, visit: VisitedPortal): void {
  for (const { url, title, organ } of visit.config.channels) {
    const channelId = log.openChannel(visit.id, { url, title, parentId: null }, frontier.since(visit.id));
    const details = detailsWith({ hints: { depth: 0, organ: organ ?? undefined, channel: title ?? undefined } });
    frontier.enqueue(visit.id, { kind: 'channel', url, channelId, parentId: null, details }, visit.pace);
  }
  // What could not be had last time is asked for again, even where no list names it any more.
  frontier.retryFailed(visit.id, visit.pace, WORTH_ASKING_AGAIN);
}
