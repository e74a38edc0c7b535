import { TABLE_KEYS } from '../src/codebook/model.ts';
import type { CellFigure } from '../src/sample/grid.ts';
import type { SampleTruth, TruthNumbers } from '../src/sample/truth.ts';

/** What a reader found: the part of the output of `nianbao extract` that a sample's truth speaks of. */
export interface FoundReport {
  readonly title: string | null;
  readonly organ: string | null;
  readonly year: number | null;
  readonly template: string;
  readonly disclosure: TruthNumbers | null;
  readonly applications: TruthNumbers | null;
  readonly review_litigation: TruthNumbers | null;
  readonly indicators: readonly Readonly<Record<string, string | number | null>>[];
}

/** Cells right, missing (null where a number is printed) and wrong (any other number, or one where none is printed). */
export interface TruthComparison {
  readonly right: number;
  readonly missing: number;
  readonly wrong: number;
  /** Missing cells that nobody could read. */
  readonly excused: number;
  /** Each difference in words, title, organ, year and template included. */
  readonly differences: readonly string[];
}

export function compareWithTruth(
  truth: SampleTruth,
  found: FoundReport,
  optional: (figure: CellFigure) => boolean = () => false,
): TruthComparison {
  const tally = { right: 0, missing: 0, wrong: 0, excused: 0 };
  const differences: string[] = [];
  for (const key of ['title', 'organ', 'year', 'template'] as const)
    if (truth[key] !== found[key]) differences.push(`${key}: ${found[key]} instead of ${truth[key]}`);
  for (const { figure, expected, actual } of cellPairs(truth, found)) {
    const outcome = outcomeOf(expected, actual, optional(figure));
    tally[outcome]++;
    if (outcome === 'missing' || outcome === 'wrong')
      differences.push(`${figure.table}/${figure.row}/${figure.column}: ${actual} instead of ${expected}`);
  }
  return { ...tally, differences };
}

type CellOutcome = 'right' | 'missing' | 'wrong' | 'excused';

function outcomeOf(expected: number | null, actual: number | null, optional: boolean): CellOutcome {
  if (expected === actual) return 'right';
  if (actual !== null) return 'wrong';
  return optional ? 'excused' : 'missing';
}

interface CellPair {
  readonly figure: CellFigure;
  readonly expected: number | null;
  readonly actual: number | null;
}

function cellPairs(truth: SampleTruth, found: FoundReport): CellPair[] {
  const pairs: CellPair[] = [];
  for (const table of TABLE_KEYS) {
    for (const [row, column] of cellNames(truth[table], found[table])) {
      const at = (numbers: TruthNumbers | null): number | null => numbers?.[row]?.[column] ?? null;
      pairs.push({ figure: { table, row, column }, expected: at(truth[table]), actual: at(found[table]) });
    }
  }
  return [...pairs, ...indicatorPairs(truth, found)];
}

/** The cells that either side knows, so that an invented row counts too. */
function cellNames(...sides: readonly (TruthNumbers | null)[]): [string, string][] {
  const names = new Map<string, [string, string]>();
  for (const side of sides)
    for (const [row, cells] of Object.entries(side ?? {}))
      for (const column of Object.keys(cells)) names.set(`${row}\n${column}`, [row, column]);
  return [...names.values()];
}

/** Rows are paired by label and by how often it came before: labels such as （二）被依法纠错数 stand twice in the form. */
function indicatorPairs(truth: SampleTruth, found: FoundReport): CellPair[] {
  const expected = byLabel(truth.indicators);
  const actual = byLabel(found.indicators);
  return [...new Set([...expected.keys(), ...actual.keys()])].flatMap((row) => {
    const columns = ['value', 'this_year', 'cumulative'].filter(
      (column) => column in (expected.get(row) ?? {}) || column in (actual.get(row) ?? {}),
    );
    return columns.map((column) => ({
      figure: { table: 'indicators' as const, row, column },
      expected: numberOf(expected.get(row)?.[column]),
      actual: numberOf(actual.get(row)?.[column]),
    }));
  });
}

type IndicatorLine = Readonly<Record<string, string | number | null>>;

function byLabel(lines: readonly IndicatorLine[] | SampleTruth['indicators']): Map<string, IndicatorLine> {
  const seen = new Map<string, number>();
  return new Map(
    lines.map((line) => {
      const label = String(line.indicator ?? '').replace(/\s/g, '');
      const times = (seen.get(label) ?? 0) + 1;
      seen.set(label, times);
      return [`${label}#${times}`, { ...line }];
    }),
  );
}

const numberOf = (value: string | number | null | undefined): number | null =>
  typeof value === 'number' ? value : null;
