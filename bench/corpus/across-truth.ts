import { indicatorKeys, SERIES, type SeriesPart } from '../../src/codebook/index.ts';
import type { SampleTruth } from '../../src/sample/truth.ts';
import { organYear } from './fill.ts';

/** A row of `check_across` as it must be. */
export interface ExpectedCheck {
  readonly rule: string;
  readonly scope: string;
  readonly status: 'pass' | 'fail' | 'unknown';
  readonly severity: 'error' | 'notice';
  readonly left: number | null;
  readonly right: number | null;
}

/** Organs of one division stand side by side, the government first; each has ten years. */
const [ORGANS, YEARS] = [10, 10];

/** The checks of a report, from the truths of a corpus of so many reports alone. */
export function checksAcross(index: number, reports: number): ExpectedCheck[] {
  const now = organYear(index);
  const years = index % YEARS === 0 ? [] : betweenYears(organYear(index - 1).truth, now.truth);
  const isGovernment = Math.floor(index / YEARS) % ORGANS === 0;
  return [...years, ...(isGovernment ? departments(index, reports) : [])];
}

const verdict = (holds: boolean): 'pass' | 'fail' => (holds ? 'pass' : 'fail');

function betweenYears(before: SampleTruth, now: SampleTruth): ExpectedCheck[] {
  return [...inForce(before, now), ...carried(before, now), ...tenfold(before, now), ...money(before, now)];
}

function equal(rule: string, scope: string, left: number | null, right: number | null): ExpectedCheck {
  const status = left === null || right === null ? 'unknown' : verdict(left === right);
  return { rule, scope, status, severity: 'error', left, right };
}

function inForce(before: SampleTruth, now: SampleTruth): ExpectedCheck[] {
  return Object.entries(now.disclosure ?? {}).flatMap(([row, { in_force: held, issued, repealed }]) => {
    const old = before.disclosure?.[row]?.in_force;
    if (held === undefined || old === undefined) return [];
    const isKnown = old !== null && typeof issued === 'number' && typeof repealed === 'number';
    return [equal('in_force', row, held, isKnown ? old + issued - repealed : null)];
  });
}

function carried(before: SampleTruth, now: SampleTruth): ExpectedCheck[] {
  return Object.entries(now.applications?.carried_in ?? {}).flatMap(([column, left]) => {
    const right = before.applications?.carried_out?.[column];
    return right === undefined ? [] : [equal('carried', column, left, right)];
  });
}

function tenfold(before: SampleTruth, now: SampleTruth): ExpectedCheck[] {
  return SERIES.flatMap(({ key }) => {
    const [left, right] = [seriesOf(now, key) ?? null, seriesOf(before, key) ?? null];
    if (left === null || right === null) return [];
    const jumps = Math.max(left, right) >= 20 && (left >= 10 * right || right >= 10 * left);
    return [{ rule: 'tenfold', scope: key, status: verdict(!jumps), severity: 'notice', left, right }];
  });
}

function money(before: SampleTruth, now: SampleTruth): ExpectedCheck[] {
  return Object.entries(now.disclosure ?? {}).flatMap(([row, { amount_wan_yuan: left }]): ExpectedCheck[] => {
    const right = before.disclosure?.[row]?.amount_wan_yuan;
    if (typeof left !== 'number' || typeof right !== 'number') return [];
    const [less, more] = [Math.min(left, right), Math.max(left, right)];
    const status = verdict(less <= 0 || more < 1000 * less);
    return [{ rule: 'unit_of_money', scope: row, status, severity: 'notice', left, right }];
  });
}

function departments(index: number, reports: number): ExpectedCheck[] {
  const others = Array.from({ length: ORGANS - 1 }, (_, at) => index + (at + 1) * YEARS);
  const there = others.filter((one) => one < reports);
  // The year before is there wherever the year is; so one is missing where its last year was the one before.
  const isMissing = others.some((one) => one >= reports && index % YEARS > 0 && one - 1 < reports);
  return ['litigation', 'received', 'recon'].flatMap((scope): ExpectedCheck[] => {
    const left = seriesOf(organYear(index).truth, scope);
    const parts = there.map((one) => seriesOf(organYear(one).truth, scope)).filter((value) => value !== undefined);
    if (left === undefined || parts.length === 0) return [];
    const numbers = parts.filter((value) => value !== null);
    const right = numbers.length === 0 ? null : numbers.reduce((sum, value) => sum + value, 0);
    const isWhole = numbers.length === parts.length && !isMissing;
    const status = left === null || right === null ? 'unknown' : right > left ? 'fail' : isWhole ? 'pass' : 'unknown';
    return [{ rule: 'departments', scope, status, severity: 'notice', left, right }];
  });
}

/** Undefined: the report has none of the series' numbers; null: one is missing. */
export function seriesOf(truth: SampleTruth, key: string): number | null | undefined {
  const series = SERIES.find((one) => one.key === key);
  if (series === undefined) throw new Error(key);
  const listed = new Map(indicatorKeys(truth.indicators).map((name, at) => [name, truth.indicators[at]]));
  const numberOf = (part: SeriesPart): number | null | undefined => {
    if ('figure' in part) return truth[part.figure[0]]?.[part.figure[1]]?.[part.figure[2]];
    const row = listed.get(part.indicator);
    return row === undefined ? undefined : 'value' in row ? row.value : row.this_year;
  };
  const parts = (truth.indicators.length > 0 ? series.lists : series.tables).parts.map(numberOf);
  if (parts.every((value) => value === undefined)) return undefined;
  const numbers = parts.filter((value) => typeof value === 'number');
  return numbers.length === parts.length ? numbers.reduce((sum, value) => sum + value, 0) : null;
}
