/**
 * How sure it is that a configured address is the annual-report channel. `channel seen`: this list page is named in public code or pages;
 * `folder seen`: the folder of a report that was seen; `host seen`: only the host or an entry above the channel; `guess`: never seen.
 */
export const SURENESS = ['channel seen', 'folder seen', 'host seen', 'guess'] as const;
export type Sureness = (typeof SURENESS)[number];

export const BROWSER_MODES = ['never', 'auto', 'always'] as const;
/** `auto`: only where a plain request brought a challenge page or a list that scripts build. */
export type BrowserMode = (typeof BROWSER_MODES)[number];

/** Report years, both ends included; null is open. */
export interface YearRange {
  readonly from: number | null;
  readonly to: number | null;
}

/** A list page where annual reports are published. */
export interface ChannelConfig {
  /** As written in the file: a fragment is kept, some platforms carry the category there (`annualreport#2629`). */
  readonly url: string;
  readonly title: string | null;
  /** The organ whose reports these are, where titles do not say. */
  readonly organ: string | null;
  /** A dialect's key, or null: the portal's. */
  readonly platform: string | null;
  /** Null: as sure as the portal. */
  readonly sure: Sureness | null;
}

/** One portal as configured. Null means: not set here, the next rung of the ladder decides (see `resolveSettings`). */
export interface PortalConfig {
  /** Kebab-case, unique; the database's `portal.id`. */
  readonly id: string;
  readonly name: string;
  /** GB/T 2260, six digits; null for ministries and for addresses given on the command line. */
  readonly code: string | null;
  /** Empty only where `entry` is set. */
  readonly channels: readonly ChannelConfig[];
  /** The portal's home page, where `probe` starts; it must be there where no channel is known. */
  readonly entry: string | null;
  /** `auto`, or a dialect's key. */
  readonly platform: string;
  readonly organ: string | null;
  /** Milliseconds between two requests to one host. */
  readonly delay: number | null;
  /** Requests at once to one host. */
  readonly concurrency: number | null;
  readonly years: YearRange | null;
  /** A title is kept where one of these matches (none given: all), … */
  readonly include: readonly RegExp[];
  /** … and none of these does. */
  readonly exclude: readonly RegExp[];
  /** The least number of reports that a complete crawl finds; below it the run is a failure. */
  readonly floor: number;
  /** Old TLS (security level 1, legacy renegotiation), for this portal only. */
  readonly legacyTls: boolean;
  readonly browser: BrowserMode | null;
  /** Hosts outside .gov.cn whose pages and files belong to this portal: `name` or `name:port`, lower case. */
  readonly hosts: readonly string[];
  /** `never`, or the day (YYYY-MM-DD) on which a person checked the addresses. Successful crawls are in the database. */
  readonly verified: string;
  readonly sure: Sureness | null;
  readonly note: string | null;
  /** The file it was read from; null for an address given on the command line. */
  readonly file: string | null;
}
