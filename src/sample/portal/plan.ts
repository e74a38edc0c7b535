import type { SampleTruth } from '../truth.ts';

/** Why a page stands in the sample portal. */
export type SamplePageKind = 'report' | 'corrected' | 'duplicate' | 'interpretation' | 'guide';

/** One detail page of the sample portal; its bytes are made when they are first asked for. */
export interface PortalPage {
  /** Below the channel's folder, as list rows give it: `./202301/t20230117_1001.html`. */
  readonly path: string;
  /** As the list prints it. */
  readonly title: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly kind: SamplePageKind;
  /** What is in it; null for pages that are no report. */
  readonly truth: SampleTruth | null;
  /** What the HTTP header says of the charset; null for nothing. */
  readonly charset: string | null;
  bytes(): Uint8Array;
  /** The file that the page has in the place of a text. */
  readonly attachment?: AttachedFile;
}

/** A file beside a page, with its path below the channel's folder. */
export interface AttachedFile {
  readonly path: string;
  readonly type: string;
  bytes(): Uint8Array;
}

/** The channel as it is published: newest first. */
export interface PortalPlan {
  readonly pages: readonly PortalPage[];
  readonly rowsPerPage: number;
}

/** What a perfect crawl of the sample portal finds. */
export interface PortalTruth {
  /** One for each page that holds a report, duplicates and first editions included. */
  readonly pages: readonly {
    readonly url: string;
    readonly kind: SamplePageKind;
    readonly title: string;
    readonly truth: SampleTruth | null;
  }[];
  /** Organ and year pairs: the reports that a database must hold, each with its current numbers. */
  readonly reports: readonly SampleTruth[];
  readonly listPages: number;
}

export const pagePath = (date: string, id: number): string =>
  `./${date.slice(0, 7).replace('-', '')}/t${date.replace(/-/g, '')}_${id}.html`;

/** The current report of each organ and year: the one published last. */
export function currentReports(pages: readonly PortalPage[]): SampleTruth[] {
  const current = new Map<string, PortalPage>();
  for (const page of pages) {
    if (page.truth === null) continue;
    const key = `${page.truth.organ}/${page.truth.year}`;
    const other = current.get(key);
    if (other === undefined || other.date < page.date) current.set(key, page);
  }
  return [...current.values()].flatMap((page) => (page.truth === null ? [] : [page.truth]));
}
