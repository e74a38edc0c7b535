import { FORMS, type FormRegistry, type TableKey } from '../codebook/index.ts';
import type { SampleTable } from './grid.ts';
import type { YearBefore } from './numbers.ts';
import { makeOrgan } from './organs.ts';
import { mixOf, planOf, type SampleForm, type SamplePlan, yearsOf } from './plan.ts';
import { introOf } from './prose.ts';
import { type Random, randomFrom } from './random.ts';
import { sectionsBody } from './sections-body.ts';
import { statisticsBody } from './statistics-body.ts';
import { makeTitle, type PrintedTitle, titleText } from './titles.ts';
import type { SampleTruth } from './truth.ts';

export { SAMPLE_FORMS, type SampleForm } from './plan.ts';

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
export interface Draft {
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

/** The same seed, options and forms give the same report. */
export function generateReport(seed: number, options: SampleOptions = {}, forms: FormRegistry = FORMS): SampleReport {
  const random = randomFrom(seed);
  const form = options.form ?? random.pick(options.forms ?? mixOf(forms));
  const plan = planOf(form, forms);
  const organ = options.organ ?? makeOrgan(random);
  const year = options.year ?? random.int(...yearsOf(plan.form));
  const plain = options.variety === 'plain';
  const draft: Draft = { form, plan, organ, year, plain, random, options };
  const title = plain || options.title === 'usual' ? usualTitle(organ, year) : makeTitle(organ, year, random);
  const body = plan.list ? statisticsBody(draft, plan.form, plan.list) : sectionsBody(draft);
  const front: SampleBlock[] = [
    { kind: 'title', lines: title.lines },
    { kind: 'paragraph', text: introOf({ organ, year }, random) },
  ];
  return {
    seed,
    form,
    truth: { title: titleText(title), organ, year, ...body.truth },
    blocks: [...front, ...body.blocks, ...signature(draft, title)],
  };
}

/** The tables in printed order. */
export const reportTables = (report: SampleReport): SampleTable[] =>
  report.blocks.flatMap((block) => (block.kind === 'table' ? [block.table] : []));

/** Title, headings, paragraphs and signature, line by line, without the tables. */
export const reportParagraphs = (report: SampleReport): string[] =>
  report.blocks.flatMap((block) => {
    if (block.kind === 'table') return [];
    return 'lines' in block ? [...block.lines] : [block.text];
  });

function usualTitle(organ: string, year: number): PrintedTitle {
  return { lines: [`${organ}${year}年政府信息公开工作年度报告`], namesOrgan: true, namesYear: true };
}

/** Where the title does not name the organ, the signature does. */
function signature({ organ, year, random }: Draft, title: PrintedTitle): SampleBlock[] {
  if (title.namesOrgan && random.chance(0.5)) return [];
  return [{ kind: 'signature', lines: [organ, `${year + 1}年1月${random.int(5, 31)}日`] }];
}
