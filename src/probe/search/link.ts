import type { HttpDetails } from '../../crawlers/queue/request.ts';

/** A way on from a page. */
export interface Link {
  readonly url: string;
  readonly title: string;
  /** `frame`: the page shows it inside of itself; `script`: written by a script, or a script that may write a menu; `search`: asked by us. */
  readonly from: 'link' | 'frame' | 'script' | 'search';
  /** What it is worth where its words do not tell: a script, a service. */
  readonly score?: number;
  /** How it is asked for; absent: a plain GET. */
  readonly http?: HttpDetails;
}
