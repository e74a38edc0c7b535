import { z } from 'zod';
import type { DialectState, ListRequest } from '../platforms/dialect.ts';

/** How it is sent; empty: a plain GET. */
const http = z.strictObject({
  method: z.enum(['GET', 'POST']).optional(),
  body: z.string().optional(),
  contentType: z.string().optional(),
  headers: z.record(z.string(), z.string()).readonly().optional(),
});

const state: z.ZodType<DialectState> = z.record(z.string(), z.json());

/** A request that a dialect asked for, as it is held until its turn comes. */
const listRequest: z.ZodType<ListRequest> = z.lazy(() =>
  http.extend({
    url: z.string(),
    page: z.number(),
    state: state.optional(),
    tentative: z.boolean().optional(),
    alternatives: z.array(listRequest).readonly().optional(),
  }),
);

const list = z.strictObject({
  /** Number of the list page, from 1. */
  page: z.number(),
  /** What the dialect wants to see again. */
  state: state.optional(),
  /** A guessed page: kept where it proves right, else the next of `alternatives` is tried. */
  tentative: z.boolean().optional(),
  alternatives: z.array(listRequest).readonly().optional(),
  /** Address prefixes of the first page's rows: a guessed page whose rows stand elsewhere is another channel's. */
  prefixes: z.array(z.string()).readonly().optional(),
  /** What the page before it shows of further ones, and that page's address. */
  beyond: z
    .strictObject({
      sign: z.string(),
      url: z.string(),
      /** Nothing that is shown leads on: what a script might do. */
      isGuess: z.boolean().optional(),
    })
    .readonly()
    .optional(),
  /** The page `beyond` once more, for a browser to press its pager. */
  press: z.boolean().optional(),
});

const hints = z.strictObject({
  /** As the list prints them: for the reader, where the document itself is silent. */
  title: z.string().optional(),
  date: z.string().optional(),
  organ: z.string().optional(),
  /** Title of the channel. */
  channel: z.string().optional(),
  /** An attachment's own name. */
  name: z.string().optional(),
  /** The dialect of the list. */
  platform: z.string().optional(),
  /** The title alone did not say that this is a report. */
  inferred: z.boolean().optional(),
  /** A compilation of several organs: read for its links only. */
  linksOnly: z.boolean().optional(),
  /** The list's row names the report's files itself. */
  hasFiles: z.boolean().optional(),
  /** Steps from the configured channel (sub-channels). */
  depth: z.number().optional(),
  /** Steps from the page that the list linked (frames in frames). */
  frames: z.number().optional(),
});

/** What a request carries beside its address; stored as JSON in `request.details`. What is absent is not known, or not needed. */
const requestDetails = z.strictObject({ http: http.readonly(), list: list.readonly(), hints: hints.readonly() });

export type HttpDetails = Readonly<z.infer<typeof http>>;
export type ListDetails = Readonly<z.infer<typeof list>>;
export type RequestHints = Readonly<z.infer<typeof hints>>;
export interface RequestDetails {
  readonly http: HttpDetails;
  readonly list: ListDetails;
  readonly hints: RequestHints;
}

/** @throws {z.ZodError} for JSON that no version of ours has written. */
export function parseDetails(json: string): RequestDetails {
  return requestDetails.parse(JSON.parse(json));
}
