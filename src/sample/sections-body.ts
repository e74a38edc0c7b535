import { SECTIONS, TABLE_KEYS, type TableKey, type Template } from '../codebook/index.ts';
import { plantError } from './errors.ts';
import type { SampleTable } from './grid.ts';
import { makeHeadings } from './headings.ts';
import { makeLabelStyle, PLAIN_LABELS } from './labels.ts';
import type { Body, ReportDraft, SampleBlock, SampleOptions } from './model.ts';
import { type Figures, makeApplications, makeDisclosure, makeReviewLitigation } from './numbers.ts';
import { makePrintStyle, PLAIN_STYLE, type PrintStyle } from './printed.ts';
import { makePrinter, type Printer } from './printer.ts';
import { insteadOf, otherOf, overviewOf, type ProseFacts, problemsOf } from './prose.ts';
import type { Random } from './random.ts';
import { applicationsTable, disclosureTable, reviewTable } from './tables.ts';
import type { SampleSection, SampleTruth, TruthNumbers, TruthTexts } from './truth.ts';

interface PrintedTable {
  readonly table: SampleTable;
  readonly values: TruthNumbers;
  readonly raw: TruthTexts;
}

interface PrintedTables {
  readonly tables: Readonly<Record<TableKey, PrintedTable>>;
  readonly planted: SampleTruth['planted'];
}

/** The six sections of the forms that have tables; for form `none`, with sentences in the place of all tables. */
export function sectionsBody(draft: ReportDraft): Body {
  const { tables, planted } = printTables(draft);
  const gone = absentTables(draft);
  const sections: SampleSection[] = [];
  const blocks: SampleBlock[] = [];
  const heading = makeHeadings(draft.plain, draft.random);
  for (const { key } of SECTIONS) {
    const text = sectionProse(key, draft, gone.instead);
    const printed = { key, heading: heading(key), text: text.join('\n') };
    sections.push(printed);
    blocks.push({ kind: 'heading', text: printed.heading });
    for (const line of text) blocks.push({ kind: 'paragraph', text: line });
    const name = TABLE_KEYS.find((table) => table === key);
    if (name !== undefined && !gone.all.includes(name)) blocks.push({ kind: 'table', table: tables[name].table });
  }
  const kept = <T>(name: TableKey, part: (printed: PrintedTable) => T): T | null =>
    gone.all.includes(name) ? null : part(tables[name]);
  const values = (name: TableKey): TruthNumbers | null => kept(name, (printed) => printed.values);
  const raw = (name: TableKey): TruthTexts | null => kept(name, (printed) => printed.raw);
  return {
    blocks,
    truth: {
      template: templateOf(draft, gone.all),
      sections,
      disclosure: values('disclosure'),
      applications: values('applications'),
      review_litigation: values('review_litigation'),
      indicators: [],
      raw: {
        disclosure: raw('disclosure'),
        applications: raw('applications'),
        review_litigation: raw('review_litigation'),
        indicators: [],
      },
      planted,
    },
  };
}

function printTables(draft: ReportDraft): PrintedTables {
  const { random, options } = draft;
  const { form, rows } = draft.plan;
  const before = options.before ?? null;
  const split =
    form.tables.disclosure?.rows.some(({ splits }) => splits) && !draft.plain && random.chance(0.15)
      ? ['行政检查', '行政确认']
      : [];
  const disclosure = makeDisclosure(form, random, before, split);
  const right = {
    applications: makeApplications(rows, random, before),
    review: makeReviewLitigation(form, random),
    planted: null,
  };
  const made =
    options.error === undefined ? right : plantError(right.applications, right.review, options.error, rows, random);
  const print = (build: (printer: Printer) => SampleTable): PrintedTable => {
    const printer = printerOf(draft);
    return { table: build(printer), values: printer.values, raw: printer.raw };
  };
  return {
    tables: {
      disclosure: print((printer) => disclosureTable(form, disclosure, printer)),
      applications: print((printer) => applicationsTable(rows, thinned(made.applications, draft), printer)),
      review_litigation: print((printer) => reviewTable(form, made.review, printer)),
    },
    planted: made.planted,
  };
}

/** Now and then an organ strikes out the rows of table 3 that hold nothing. */
function thinned(figures: Figures, { plain, random, options }: ReportDraft): Figures {
  if (plain || options.error !== undefined || !random.chance(0.05)) return figures;
  const empty = ([row, cells]: [string, Record<string, number>]): boolean =>
    /^(denied|unprocessed)_/.test(row) && Object.values(cells).every((value) => value === 0);
  return Object.fromEntries(Object.entries(figures).filter((entry) => !empty(entry)));
}

export function printerOf({ plain, random, options }: ReportDraft): Printer {
  const labels = plain ? PLAIN_LABELS : makeLabelStyle(random);
  return makePrinter(plain ? PLAIN_STYLE : numberStyle(random, options), labels, random);
}

function numberStyle(random: Random, { error, blanks, plainNumbers }: SampleOptions): PrintStyle {
  const style = makePrintStyle(random);
  // A planted error must be visible: a blank in its row would make the check unknown.
  const zero = error !== undefined || blanks === false ? '0' : style.zero;
  return { zero, odd: plainNumbers ? 0 : style.odd };
}

interface Absent {
  readonly instead: readonly TableKey[];
  readonly all: readonly TableKey[];
}

/** Which tables are replaced by a sentence, or left out. Table 2 stays where it alone tells the generation. */
function absentTables({ form, plan, plain, random, options }: ReportDraft): Absent {
  if (form === 'none') return { instead: TABLE_KEYS, all: TABLE_KEYS };
  const free: readonly TableKey[] = plan.form !== plan.rows ? ['applications', 'review_litigation'] : TABLE_KEYS;
  const byChance = (probability: number): readonly TableKey[] =>
    !plain && options.error === undefined && random.chance(probability) ? [random.pick(free)] : [];
  const instead = options.instead ?? byChance(0.08);
  const missing = options.missing ?? (instead.length === 0 ? byChance(0.04) : []);
  return { instead, all: [...instead, ...missing] };
}

/** As the spec tells it: by table 2, else by the rows of table 3; table 4 is the same in both generations. */
function templateOf({ plan }: ReportDraft, gone: readonly TableKey[]): Template {
  if (gone.includes('disclosure') && gone.includes('applications')) return 'none';
  return plan.form.key;
}

const PROSE: Readonly<Record<string, (facts: ProseFacts, random: Random) => string[]>> = {
  overview: overviewOf,
  problems: problemsOf,
  other: otherOf,
};

function sectionProse(key: string, draft: ReportDraft, instead: readonly TableKey[]): string[] {
  const table = instead.find((name) => name === key);
  if (table !== undefined) return insteadOf(table, draft, draft.random);
  return PROSE[key]?.(draft, draft.random) ?? [];
}
