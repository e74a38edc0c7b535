import type { ArchiveMetadata } from '../../archive/metadata.ts';
import type { Plan } from '../plan/plan.ts';
import type { VisitedPortal } from '../portal-visit.ts';
import type { NewRequest, QueuedRequest } from '../queue/request.ts';
import type { NightlyRound } from '../queue/rotation.ts';
import type { RequestOutcome } from './request-outcome.ts';

/** What the archive keeps beside the answers to a request: who asked, what led there, and all that followed from it. */
export interface RequestFacts extends Pick<NewRequest, 'kind' | 'url' | 'details'> {
  readonly event: 'request';
  /** `run.uid`; not part of what makes facts equal. */
  readonly run: string;
  readonly portal: string;
  /** Its key in the frontier. */
  readonly key: string;
  /** Address of the channel's first page. */
  readonly channel: string | null;
  /** Address of the page that led here, and its key in the frontier. */
  readonly parent: string | null;
  readonly parentKey: string | null;
  readonly outcome: RequestOutcome;
  readonly plan: Plan;
  /** The last of the records is the page as it stood after its scripts. */
  readonly rendered: boolean;
}

/** What a run fetched for itself: robots.txt, the requests of a browser. */
export interface AsideFacts {
  readonly event: 'aside';
  readonly run: string;
  readonly portal: string;
}

/** The portals whose visits a run begins, or goes on with. */
export interface VisitsFacts {
  readonly event: 'visits';
  readonly run: string;
  readonly retryFailed: boolean;
  /** The night whose rotation the visits obey; absent: all is asked for. */
  readonly night?: NightlyRound;
  readonly portals: readonly {
    readonly id: string;
    readonly name: string;
    readonly code: string | null;
    readonly channels: readonly {
      readonly url: string;
      readonly title: string | null;
      readonly organ: string | null;
    }[];
    readonly maxRequests: number;
  }[];
}

export type CrawlFacts = RequestFacts | AsideFacts | VisitsFacts;

export const asMetadata = (url: string, facts: CrawlFacts): ArchiveMetadata => ({ url, facts: { ...facts } });

export function visitsFacts(
  run: string,
  visits: readonly VisitedPortal[],
  { retryFailed, night }: { readonly retryFailed: boolean; readonly night: NightlyRound | null },
): VisitsFacts {
  const portals = visits.map(({ config: { id, name, code, channels }, settings: { maxRequests } }) => ({
    ...{ id, name, code, maxRequests },
    channels: channels.map(({ url, title, organ }) => ({ url, title, organ })),
  }));
  return { event: 'visits', run, retryFailed, ...(night !== null && { night }), portals };
}

export function requestFacts(
  context: Pick<RequestFacts, 'run' | 'key' | 'channel' | 'parent' | 'parentKey' | 'rendered'>,
  { portalId, kind, url, details }: QueuedRequest,
  { outcome, plan }: { outcome: RequestOutcome; plan: Plan },
): RequestFacts {
  return { event: 'request', ...context, portal: portalId, kind, url, details, outcome, plan };
}
