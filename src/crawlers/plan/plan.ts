import type { WarningCode } from '../../codebook/warnings.ts';
import type { FetchFailure } from '../http/fetch-failure.ts';
import type { NewRequest } from '../queue/request.ts';
import type { SkipReason, StopReason } from '../reasons.ts';
import type { ListEnd } from './completeness.ts';

/** An address that was seen and is left, with its reason. */
export interface Skip {
  readonly url: string;
  readonly title: string;
  readonly reason: SkipReason;
}

export interface SeenItem {
  readonly url: string;
  readonly title: string;
  readonly date?: string | undefined;
  readonly organ?: string | undefined;
}

export interface NewChannel {
  readonly url: string;
  readonly title: string;
  readonly organ: string | null;
}

/** What a list page says of its channel. */
export interface ChannelNews {
  /** Set by the first page. */
  readonly platform?: string;
  readonly evidence?: readonly string[];
  readonly title?: string;
  readonly announcedItems?: number;
  readonly stop?: StopReason;
  /** Set where a list ends. */
  readonly end?: ListEnd;
}

/** A request before it has a channel and a parent. */
export type PlannedRequest = Pick<NewRequest, 'kind' | 'url' | 'identity' | 'details'>;

/** All that follows from an answer: pure data, so that it is decided without a database and written in one transaction. */
export interface Plan {
  /** What the answer is: a document to be read, a page that was only followed, or nothing. */
  readonly content: 'document' | 'page' | null;
  readonly failure?: FetchFailure;
  /** What is to be asked next. */
  readonly requests: readonly PlannedRequest[];
  readonly skip: readonly Skip[];
  readonly seen: readonly SeenItem[];
  readonly channels: readonly NewChannel[];
  /** The page is a list of its own, to be read as one at once. */
  readonly asChannel?: NewChannel;
  readonly channel?: ChannelNews;
  readonly warnings: readonly { readonly code: WarningCode; readonly message: string }[];
}

export const NOTHING: Plan = { content: null, requests: [], skip: [], seen: [], channels: [], warnings: [] };
