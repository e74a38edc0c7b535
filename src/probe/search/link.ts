import type { HttpDetails } from '../../crawlers/queue/request-details.ts';
import type { AddressTemplate } from './address-templates.ts';

/** A way on from a page. */
export interface Link {
  readonly url: string;
  readonly title: string;
  /**
   * `frame`: the page shows it inside of itself; `script`: written by a script; `source`: a script or a service that may hold the menu, to
   * be read as part of the page; `search`: asked by us.
   */
  readonly from: 'link' | 'frame' | 'script' | 'source' | 'search';
  /** What it is worth where its words do not tell: a script, a service. */
  readonly score?: number;
  /** How it is asked for; absent: a plain GET. */
  readonly http?: HttpDetails;
  /** How the page that asks a service makes addresses of its answer. */
  readonly templates?: readonly AddressTemplate[];
}
