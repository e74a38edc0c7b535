import { FORMS, type FormRegistry } from '../codebook/index.ts';
import type { SampleTable } from './grid.ts';
import type { ReportDraft, SampleBlock, SampleOptions, SampleReport } from './model.ts';
import { makeOrgan } from './organs.ts';
import { mixOf, planOf, yearsOf } from './plan.ts';
import { introOf } from './prose.ts';
import { randomFrom } from './random.ts';
import { sectionsBody } from './sections-body.ts';
import { statisticsBody } from './statistics-body.ts';
import { makeTitle, type PrintedTitle, titleText } from './titles.ts';

export { SAMPLE_FORMS, type SampleForm } from './plan.ts';

/** The same seed, options and forms give the same report. */
export function generateReport(seed: number, options: SampleOptions = {}, forms: FormRegistry = FORMS): SampleReport {
  const random = randomFrom(seed);
  const form = options.form ?? random.pick(options.forms ?? mixOf(forms));
  const plan = planOf(form, forms);
  const organ = options.organ ?? makeOrgan(random);
  const year = options.year ?? random.int(...yearsOf(plan.form));
  const plain = options.variety === 'plain';
  const draft: ReportDraft = { form, plan, organ, year, plain, random, options };
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
function signature({ organ, year, random }: ReportDraft, title: PrintedTitle): SampleBlock[] {
  if (title.namesOrgan && random.chance(0.5)) return [];
  return [{ kind: 'signature', lines: [organ, `${year + 1}年1月${random.int(5, 31)}日`] }];
}
