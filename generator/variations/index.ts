import type { CellFigure } from '../../src/sample/grid.ts';
import type { SampleReport } from '../../src/sample/model.ts';
import { type Random, randomFrom } from '../../src/sample/random.ts';
import { generateReport, SAMPLE_FORMS } from '../../src/sample/report.ts';
import { CELL_TRICKS, LOOK_TRICKS } from './cell-tricks.ts';
import { type Draft, draftOf, figureName, type Heading, type Trick } from './draft.ts';
import { REPORT_TRICKS, ROW_TRICKS, TABLE_TRICKS } from './table-tricks.ts';
import { WORD_TRICKS } from './word-tricks.ts';
import { type Shows, WRITERS, type Writer, writingChance } from './writers.ts';

/** A report in a file of some format, varied by a trick, with what a reader of the page gets. */
export interface Variation {
  readonly seed: number;
  readonly writer: string;
  readonly trick: string;
  readonly bytes: Uint8Array;
  readonly report: SampleReport;
  readonly optional: (figure: CellFigure) => boolean;
  readonly unasked: ReadonlySet<Heading>;
}

const WORDS: readonly Trick[] = [...REPORT_TRICKS, ...WORD_TRICKS];
const CELLS: readonly Trick[] = [...WORDS, ...CELL_TRICKS, ...TABLE_TRICKS];
const TRICKS: Readonly<Record<Shows, readonly Trick[]>> = {
  words: WORDS,
  cells: CELLS,
  looks: [...CELLS, ...LOOK_TRICKS, ...ROW_TRICKS],
};

/** The seed's variation: writers take turns, so that each comes as often. */
export async function variation(seed: number, only: { writer?: string; trick?: string } = {}): Promise<Variation> {
  const writers = WRITERS.filter(({ name }) => name.includes(only.writer ?? ''));
  const writer = writers[seed % writers.length];
  if (!writer)
    throw new RangeError(`no writer is called ${only.writer}; there are ${WRITERS.map(({ name }) => name).join(', ')}`);
  const random = randomFrom(seed);
  // Reports of prose only have nothing to vary.
  const forms = (writer.options?.forms ?? SAMPLE_FORMS).filter((form) => form !== 'none');
  const report = generateReport(seed, { ...writer.options, forms: [...forms, '2021', '2019'] });
  const { draft, trick } = varied(draftOf(report), writer, random, only.trick ?? '');
  const whole = { ...draft, report: { ...draft.report, blocks: [...draft.report.blocks, ...draft.behind] } };
  const layoutOptional = writer.optional?.(draft.report) ?? (() => false);
  return {
    seed,
    writer: writer.name,
    trick,
    bytes: await writer.write(whole, writingChance(seed)),
    report: draft.report,
    optional: (figure) => draft.unsure.has(figureName(figure)) || layoutOptional(figure),
    unasked: draft.unasked,
  };
}

function varied(draft: Draft, writer: Writer, random: Random, wanted: string): { draft: Draft; trick: string } {
  const tricks = TRICKS[writer.shows].filter(
    ({ name }) => name.includes(wanted) && writer.without?.includes(name) !== true,
  );
  const trick = tricks.length > 0 ? random.pick(tricks) : null;
  const done = trick?.apply(draft, random);
  return done ? { draft: done, trick: trick?.name ?? '' } : { draft, trick: 'as it is' };
}
