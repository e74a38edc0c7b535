import type { DialectState, ListRequest } from '../platforms/dialect.ts';

export type RequestKind = 'channel' | 'list' | 'detail' | 'attachment';

/** What a request carries beside its address; stored as JSON in `request.payload`. Absent means: not known, not needed. */
export interface RequestDetails {
  readonly method?: 'GET' | 'POST';
  readonly body?: string;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;

  /** Of a list page: its number from 1, the dialect that asked for it, and what the dialect wants to see again. */
  readonly page?: number;
  readonly platform?: string;
  readonly state?: DialectState;
  /** A guessed list page: kept where it proves right, else the next of `alternatives` is tried. */
  readonly tentative?: boolean;
  readonly alternatives?: readonly ListRequest[];
  /** Address prefixes of the first page's rows: a guessed page whose rows stand elsewhere is another channel's. */
  readonly prefixes?: readonly string[];

  /** What the list said of a detail page or file: the reader's hints where the document itself is silent. */
  readonly title?: string;
  readonly date?: string;
  readonly organ?: string;
  /** Title of the channel. */
  readonly channel?: string;
  /** An attachment's own name. */
  readonly name?: string;
  /** The title alone did not say that this is a report. */
  readonly unsure?: boolean;
  /** A compilation of several organs: read for its links only. */
  readonly linksOnly?: boolean;
  /** Steps from the configured channel (sub-channels). */
  readonly depth?: number;
  /** Steps from the page that the list linked (frames in frames). */
  readonly frames?: number;
}

/** A request that somebody wants made. */
export interface NewRequest {
  readonly kind: RequestKind;
  readonly url: string;
  readonly channelId: number | null;
  readonly parentId: number | null;
  readonly details: RequestDetails;
}

/** A request handed out by the frontier. */
export interface QueuedRequest extends NewRequest {
  readonly id: number;
  readonly portalId: string;
  /** `name:port`. */
  readonly host: string;
  /** Attempts that failed before this one. */
  readonly attempts: number;
}
