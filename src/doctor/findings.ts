import type { ChannelNow } from './look.ts';
import type { ChannelBefore, ChannelLast } from './memory.ts';
import type { Verdict } from './verdicts.ts';

/** Examples in a list of titles: enough to see what changed. */
export const MOST_EXAMPLES = 5;

export interface ChannelDiagnosis {
  readonly url: string;
  readonly title: string | null;
  readonly verdict: Verdict;
  readonly because: string;
  readonly before: ChannelBefore | null;
  readonly last: ChannelLast | null;
  /** Null: judged from the database alone. */
  readonly now: Omit<ChannelNow, 'titles' | 'others'> | null;
  /** Rows whose title is another one than it was. */
  readonly renamed: readonly { readonly url: string; readonly before: string; readonly now: string }[];
  /** Titles in the list that are taken for no report. */
  readonly unmatched: readonly string[];
  /** Rows of the last good crawl that the pages read now do not have, where those were read to the end. */
  readonly gone: readonly { readonly url: string; readonly title: string }[];
}

export interface Diagnosis {
  readonly portal: string;
  readonly name: string;
  readonly verdict: Verdict;
  readonly channels: readonly ChannelDiagnosis[];
  /** Configured channels that were not looked at, for the limit of requests. */
  readonly notLookedAt: number;
  readonly visitedAt: string | null;
  readonly reports: number;
  readonly floor: number;
  readonly requests: number;
  /** What to try next. */
  readonly next: string | null;
  readonly notes: readonly string[];
}

/** One cause for what befell several portals. */
export interface SharedFinding {
  readonly finding: string;
  readonly portals: readonly string[];
}
