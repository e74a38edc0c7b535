import type { TableKey } from '../codebook/index.ts';
import type { SampleTable } from './grid.ts';
import type { YearBefore } from './numbers.ts';
import type { SampleForm, SamplePlan } from './plan.ts';
import type { Random } from './random.ts';
import type { SampleTruth } from './truth.ts';

/** What a report is to be like; what is left open is drawn by its seed. */
export interface SampleOptions {
  readonly form?: SampleForm;
  /** The forms to choose from where none is asked for; by default all, the usual ones more often. */
  readonly forms?: readonly SampleForm[];
  readonly organ?: string;
  readonly year?: number;
  /** The organ's report of the year before: its carried-out and in-force numbers are taken over. */
  readonly before?: YearBefore;
  /** Plants one arithmetic error, so that a check of this rule fails. Needs a form with tables 2 to 4. */
  readonly error?: string;
  /** `plain`: every number as bare digits, every label as in the form, the usual title. Default `varied`. */
  readonly variety?: 'plain' | 'varied';
  /** False: no blank cells and no signs for nothing; zeros are printed. For layouts in which a blank cell vanishes. */
  readonly blanks?: false;
  /** True: bare digits only, without remarks, units or grouping. */
  readonly plainNumbers?: true;
  /** `usual`: the title on one line in its commonest form. */
  readonly title?: 'usual';
  /** Tables in whose place a sentence stands. By default now and then one. */
  readonly instead?: readonly TableKey[];
  /** Tables that are not there at all. By default now and then one. */
  readonly missing?: readonly TableKey[];
}

/** A piece of a report in printed order. */
export type SampleBlock =
  | { readonly kind: 'title'; readonly lines: readonly string[] }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'table'; readonly table: SampleTable }
  | { readonly kind: 'signature'; readonly lines: readonly string[] };

/** A generated report: what it says (`truth`), and what is printed, independent of any format. */
export interface SampleReport {
  readonly seed: number;
  readonly form: SampleForm;
  readonly truth: SampleTruth;
  readonly blocks: readonly SampleBlock[];
}

/** What the parts of a report are made from. */
export interface ReportDraft {
  readonly form: SampleForm;
  readonly plan: SamplePlan;
  readonly organ: string;
  readonly year: number;
  readonly plain: boolean;
  readonly random: Random;
  readonly options: SampleOptions;
}

/** The middle of a report, between introduction and signature. */
export interface Body {
  readonly truth: Omit<SampleTruth, 'title' | 'organ' | 'year'>;
  readonly blocks: readonly SampleBlock[];
}
