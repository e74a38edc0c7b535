import type { TableKey, Template } from '../codebook/index.ts';

/** `{row key: {column key: number}}`, the keys of the codebook; null where the cell is blank or holds no number. */
export type TruthNumbers = Record<string, Record<string, number | null>>;
/** The same cells as printed; null where the cell is blank. */
export type TruthTexts = Record<string, Record<string, string | null>>;

/** One printed row of the 2014 table (`value`) or of a provincial annex (`this_year`, `cumulative`). Headings have null numbers. */
export type SampleIndicator<T> = { readonly indicator: string; readonly unit: string | null } & (
  | { readonly value: T | null }
  | { readonly this_year: T | null; readonly cumulative: T | null }
);

export interface SampleSection {
  readonly key: string | null;
  readonly heading: string;
  readonly text: string;
}

/** What a perfect reader gets out of a sample report: the keys of `nianbao extract`. */
export interface SampleTruth {
  readonly title: string;
  readonly organ: string;
  readonly year: number;
  readonly template: Template;
  readonly sections: readonly SampleSection[];
  readonly disclosure: TruthNumbers | null;
  readonly applications: TruthNumbers | null;
  readonly review_litigation: TruthNumbers | null;
  readonly indicators: readonly SampleIndicator<number>[];
  readonly raw: Readonly<Record<TableKey, TruthTexts | null>> & {
    readonly indicators: readonly SampleIndicator<string>[];
  };
  /** The error that was planted on request: a check of this rule and scope fails. */
  readonly planted: { readonly rule: string; readonly scope: string } | null;
}
