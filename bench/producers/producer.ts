import { generateReport, type SampleForm, type SampleReport } from '../../generator/index.ts';

/** One program, and one way in which people use it. */
export interface Producer {
  /** Short and fit for a folder's name. */
  readonly name: string;
  /** What goes in and what comes out. */
  readonly manner: string;
  /** What this machine lacks for it; null where nothing is missing. */
  missing(): string | null;
  /**
   * The paths of the files made, one a report in the same order. All reports at once, since some programs take seconds to start;
   * `folder` is empty at first.
   */
  files(reports: readonly SampleReport[], folder: string): Promise<readonly string[]>;
}

/** Seeds of their own, so that no test and no other measure has seen these reports. */
export const FIRST_SEED = 1_100_000;

/** In turn, so that few reports show all generations of the form. */
const FORMS: readonly SampleForm[] = ['2021', '2019', '2014', '2021-hybrid', 'annex'];

/** One after the other, and from the beginning again. */
export function inTurn<T>(items: readonly T[], index: number): T {
  const item = items[index % items.length];
  if (item === undefined) throw new RangeError('nothing to choose from');
  return item;
}

export const sampleReports = (count: number, firstSeed: number): SampleReport[] =>
  Array.from({ length: count }, (_, index) => generateReport(firstSeed + index, { form: inTurn(FORMS, index) }));
