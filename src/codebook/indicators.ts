import { memoize, onceFor } from '../vocabulary/memoize.ts';
import { FORMS } from './forms/index.ts';
import type { ListForm } from './model.ts';
import { normaliseLabel, withoutOrdinal } from './normalise.ts';

/** A number of the lists of 2008 to 2018, once by its key. */
export interface IndicatorEntry {
  readonly key: string;
  /** As the national list prints it, or the annex that has it alone. */
  readonly label: string;
  readonly english: string;
  readonly unit: string;
  /** Its column in a wide export, of at most 32 characters. */
  readonly exportName: string;
}

const LISTS: readonly ListForm[] = FORMS.forms.flatMap(({ lists }) => lists);

/** Every number of every list, the national one's first. */
export const INDICATORS: readonly IndicatorEntry[] = [
  ...new Map(
    LISTS.toReversed()
      .flatMap(({ lines }) => lines)
      .flatMap(({ key, label, english, unit }) =>
        key === null ? [] : [[key, { key, label, english: english ?? key, unit, exportName: `ind_${key}` }] as const],
      ),
  ).values(),
];

interface PrintedRow {
  readonly indicator: string;
}

/**
 * The keys of printed rows, in printed order. Provinces' annexes print the national list's words under other numbers and with notes of their
 * own, and lists print some words twice (被依法纠错数 under reconsiderations and under litigation): of lines alike the next one in the list's
 * order is meant. Null: a heading, or a row that no list has; its number stays under its printed name.
 */
export function indicatorKeys(rows: readonly PrintedRow[]): (string | null)[] {
  const labels = rows.map(({ indicator }) => bareLabel(indicator));
  const readings = LISTS.map((list) => alongList(labels, list)).sort((a, b) => count(b) - count(a));
  const used = new Set<string>();
  return rows.map((_, at) => {
    // What the list that fits best does not have may be another one's.
    const key = readings.map((keys) => keys[at] ?? null).find((one) => one !== null && !used.has(one)) ?? null;
    if (key !== null) used.add(key);
    return key;
  });
}

const count = (keys: readonly (string | null)[]): number => keys.filter((key) => key !== null).length;

function alongList(labels: readonly string[], list: ListForm): (string | null)[] {
  const linesOf = linesByLabel(list);
  const taken = new Set<number>();
  let last = -1;
  return labels.map((label) => {
    const lines = linesOf.get(label) ?? [];
    const alike = lines.filter((at) => !taken.has(at));
    // A word that the list prints once is that line wherever it stands; one that it prints twice only behind what went before.
    const at = lines.length === 1 ? alike[0] : alike.find((one) => one > last);
    if (at === undefined) return null;
    taken.add(at);
    last = at;
    return list.lines[at]?.key ?? null;
  });
}

/** The numbers of a list's lines by what they print; of lines without words none. */
const linesByLabel = onceFor(({ lines }: ListForm): ReadonlyMap<string, readonly number[]> => {
  const byLabel = new Map<string, number[]>();
  for (const [at, { label }] of lines.entries()) {
    const bare = bareLabel(label);
    if (bare !== '') byLabel.set(bare, [...(byLabel.get(bare) ?? []), at]);
  }
  return byLabel;
});

/** Without number, notes in brackets, quotes, 其中 and the words that lists put around a number or leave out (总, 数, 数量). */
const bareLabel = memoize((label: string): string =>
  withoutOrdinal(
    withoutOrdinal(normaliseLabel(label))
      .replace(/\([^()]*\)/g, '')
      .replace(/^其中/, ''),
  )
    .replace(/^其中/, '')
    .replace(/(?:总?数量?|总次数|总额|次数)$/u, ''),
);
