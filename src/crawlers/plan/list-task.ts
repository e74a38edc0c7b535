import type { Dialect } from '../platforms/dialect.ts';
import type { PortalVisit } from '../portal-visit.ts';
import type { RequestDetails } from '../queue/request-details.ts';

/** What is known when a list page is looked at. */
export interface ListTask {
  readonly visit: PortalVisit;
  readonly dialect: Dialect;
  readonly evidence: readonly string[];
  /** The channel's address and title, and the organ that its config names. */
  readonly channel: { readonly url: string; readonly title: string | null; readonly organ: string | null };
  readonly details: RequestDetails;
  /** The request's own address, before redirects. */
  readonly url: string;
  /** Whether this visit has seen an address in this channel already. */
  readonly isSeen: (url: string) => boolean;
}
