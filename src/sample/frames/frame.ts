/** What a portal prints around a report. */
export interface FrameFacts {
  readonly title: string;
  readonly organ: string;
  /** `YYYY-MM-DD`. */
  readonly publishedOn: string;
  readonly siteName: string;
  /** The charset that the page declares; null for none. */
  readonly charset: string | null;
  /** Titles and addresses of the related pages in the side bar. */
  readonly related: readonly { readonly title: string; readonly url: string }[];
  readonly attachments: readonly { readonly name: string; readonly url: string }[];
}

/** A family's page around the body (an HTML fragment): its usual containers, header block and metadata. */
export interface Frame {
  readonly name: string;
  page(body: string, facts: FrameFacts): string;
}
