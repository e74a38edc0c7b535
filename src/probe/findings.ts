import type { SkipReason } from '../crawlers/reasons.ts';

/** How sure it is that a channel is one of annual reports. A closed list. */
export const CERTAINTIES = {
  certain: 'its list names reports by year, and one that was opened is a report',
  likely: 'its list names reports by year; none was opened',
  doubtful: 'it is called a channel of annual reports, but its list does not show reports by year',
} as const;
export type Certainty = keyof typeof CERTAINTIES;

/** A report that a crawl would fetch. */
export interface Promised {
  readonly url: string;
  readonly title: string;
  /** `YYYY-MM-DD`, as the list prints it. */
  readonly date: string | null;
  /** As the list or the title says; null where neither does. */
  readonly organ: string | null;
  /** The year in the title; null where it has none. */
  readonly year: number | null;
  /**
   * `perhaps`: the title says too little (`2023年`); `compilation`: read for its links; `file`: the list links the file itself;
   * `attachment`: a file that the list names beside a report.
   */
  readonly kind: 'report' | 'perhaps' | 'compilation' | 'file' | 'attachment';
}

/** An address that a crawl would leave. */
export interface Left {
  readonly url: string;
  readonly title: string;
  readonly reason: SkipReason;
}

export interface SubChannelFinding {
  readonly url: string;
  readonly title: string;
  /** Whether its list was read; false: the limit of requests came first. */
  readonly read: boolean;
}

export interface PlatformFinding {
  readonly key: string;
  readonly name: string;
  /** 0 to 1. */
  readonly confidence: number;
  readonly evidence: readonly string[];
}

/** One channel of annual reports. */
export interface ChannelFinding {
  readonly url: string;
  readonly title: string | null;
  /** The words of the links that lead from the start to it. */
  readonly way: readonly string[];
  readonly platform: PlatformFinding;
  readonly certainty: Certainty;
  /** What the certainty rests on, and what stands against it. */
  readonly because: readonly string[];
  /** List pages that were read, sub-channels' too. */
  readonly pages: number;
  /** Whether the lists were read to their end. */
  readonly complete: boolean;
  /** Rows that the list claims to have, and rows that were read. */
  readonly announced: number | null;
  readonly rows: number;
  readonly reports: readonly Promised[];
  readonly left: readonly Left[];
  readonly channels: readonly SubChannelFinding[];
  /** Pages of it that failed, with the reason. */
  readonly failures: readonly string[];
}

/** Who runs the portal, as far as its pages say. */
export interface PortalIdentity {
  readonly id: string;
  readonly name: string;
  /** GB/T 2260; null for central organs, and where it is not certain. */
  readonly code: string | null;
  readonly codeEvidence: string;
  /** An organ of the nation: it has no code. */
  readonly central: boolean;
}

export interface ProbeResult {
  readonly url: string;
  readonly identity: PortalIdentity;
  /** Old TLS was allowed, and a crawl needs it too. */
  readonly legacyTls: boolean;
  readonly channels: readonly ChannelFinding[];
  /** Titles of the pages at the portal's top, and the 网站标识码 that they print: whose portal it is. */
  readonly titles: readonly string[];
  readonly siteCode: string | null;
  /** Whether any page of the portal could be had. */
  readonly answered: boolean;
  /** What is to be known besides: the start failed, a host refuses, lists that only a browser sees. */
  readonly notes: readonly string[];
  readonly requests: number;
  /** Pages that were looked at on the way, in order. */
  readonly visited: readonly { readonly url: string; readonly title: string; readonly outcome: string }[];
}
