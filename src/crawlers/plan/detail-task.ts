import type { Dialect } from '../platforms/dialect.ts';
import type { PortalVisit } from '../portal-visit.ts';
import type { RequestKind } from '../queue/request.ts';
import type { RequestHints } from '../queue/request-details.ts';

/** What is known of a detail page before it is read. */
export interface DetailTask {
  readonly visit: PortalVisit;
  readonly dialect: Dialect;
  readonly kind: RequestKind;
  /** What the list said of it. */
  readonly hints: RequestHints;
  /** The channel that it was found in. */
  readonly channel: { readonly url: string; readonly title: string | null };
  /** Whether this visit has seen an address in this channel already. */
  readonly isSeen: (url: string) => boolean;
}
