import type { Form, TableKey } from '../codebook/index.ts';
import { type ApplicationsForm, applicationsForm, columnsOf } from './form-parts.ts';
import type { Random } from './random.ts';
import type { TruthNumbers } from './truth.ts';

/** Numbers before printing: every cell has one. */
export type Figures = Record<string, Record<string, number>>;

/** What an organ hands on from one year to the next: `carried_out` by applicant, and `in_force` by row of table 2. */
export interface YearBefore {
  readonly applications: TruthNumbers | null;
  readonly disclosure: TruthNumbers | null;
}

/** Table 3 with all its sums right: rows, totals, results and the balance. */
export function makeApplications(form: Form, random: Random, before: YearBefore | null): Figures {
  const parts = applicationsForm(form);
  const { rows, results, applicants } = parts;
  const figures: Figures = Object.fromEntries(rows.map((key) => [key, {}]));
  const put = (row: string, applicant: string, value: number): void => {
    figures[row] = { ...figures[row], [applicant]: value };
  };
  for (const applicant of applicants) {
    const handled = distribute(results, applicantVolume(applicant === applicants[0], random), random);
    for (const key of results) put(key, applicant, handled.get(key) ?? 0);
    const total = [...handled.values()].reduce((sum, value) => sum + value, 0);
    const carriedIn = before?.applications?.carried_out?.[applicant] ?? (random.chance(0.3) ? random.int(0, 4) : 0);
    const carriedOut = Math.max(carriedIn - total, random.chance(0.3) ? random.int(0, 6) : 0);
    put('carried_in', applicant, carriedIn);
    put('carried_out', applicant, carriedOut);
    put('handled_total', applicant, total);
    put('new_received', applicant, total + carriedOut - carriedIn);
  }
  return withTotals(figures, parts);
}

/** What a form promises to be the sum over a row is one. */
function withSums(figures: Figures, { checks }: Form, table: TableKey): Figures {
  const summed = (cells: Record<string, number>): Record<string, number> => {
    const right = checks.flatMap(({ table: of, over, left, right: [column = ''] }) => {
      const isPromised = of === table && over === 'row' && [...left, column].every((key) => key in cells);
      return isPromised ? [[column, left.reduce((sum, key) => sum + (cells[key] ?? 0), 0)] as const] : [];
    });
    return { ...cells, ...Object.fromEntries(right) };
  };
  return Object.fromEntries(Object.entries(figures).map(([row, cells]) => [row, summed(cells)]));
}

function withTotals(figures: Figures, { applicants }: ApplicationsForm): Figures {
  const total = (cells: Record<string, number>): number => applicants.reduce((sum, key) => sum + (cells[key] ?? 0), 0);
  return Object.fromEntries(Object.entries(figures).map(([row, cells]) => [row, { ...cells, total: total(cells) }]));
}

/** Most organs receive few applications, nearly all from persons; a few receive thousands. */
function applicantVolume(isPerson: boolean, random: Random): number {
  const busy = random.pick([0, 0, 5, 30, 30, 200, 1500]);
  if (isPerson) return random.int(0, busy);
  return random.chance(0.3) ? random.int(0, Math.ceil(busy / 10)) : 0;
}

function distribute(rows: readonly string[], volume: number, random: Random): Map<string, number> {
  const shares = new Map<string, number>();
  let left = volume;
  while (left > 0) {
    const part = random.int(1, Math.max(1, Math.ceil(left / 2)));
    const row = random.pick(rows);
    shares.set(row, (shares.get(row) ?? 0) + part);
    left -= part;
  }
  return shares;
}

/** Table 4 with its three sums right. */
export function makeReviewLitigation(form: Form, random: Random): Figures {
  const quiet = random.chance(0.4);
  const { rows = [], columns = [] } = form.tables.review_litigation ?? {};
  const outcomes = columns.map(({ key }) => key).filter((key) => key !== 'total');
  const figures = Object.fromEntries(
    rows.map(({ key }) => {
      const cells = outcomes.map((outcome) => [outcome, quiet || random.chance(0.5) ? 0 : random.int(0, 12)]);
      return [key, { ...Object.fromEntries(cells), total: 0 }];
    }),
  );
  return withSums(figures, form, 'review_litigation');
}

/** Table 2. `split` names the rows that stand in the place of one that organs split, if any. */
export function makeDisclosure(
  form: Form,
  random: Random,
  before: YearBefore | null,
  split: readonly string[],
): Figures {
  const figures: Figures = {};
  const table = form.tables.disclosure;
  for (const { key, splits, columns } of table?.rows ?? []) {
    const names = splits && split.length > 0 ? split.map((label) => `${key}.${label}`) : [key];
    for (const name of names) figures[name] = disclosureRow(name, columns ?? columnsOf(table), random, before);
  }
  return withSums(figures, form, 'disclosure');
}

function disclosureRow(row: string, columns: readonly string[], random: Random, before: YearBefore | null) {
  const inForce = columns.includes('in_force') ? inForceRow(row, random, before) : {};
  return Object.fromEntries(columns.map((column) => [column, inForce[column] ?? disclosureNumber(column, random)]));
}

function inForceRow(row: string, random: Random, before: YearBefore | null): Record<string, number> {
  const held = before?.disclosure?.[row]?.in_force ?? random.int(0, row === 'regulations' ? 9 : 700);
  const issued = random.chance(0.5) ? 0 : random.int(0, 90);
  const repealed = random.chance(0.6) ? 0 : random.int(0, held + issued);
  return { issued, repealed, in_force: held + issued - repealed };
}

function disclosureNumber(column: string, random: Random): number {
  if (random.chance(0.35)) return 0;
  if (column === 'change') return random.int(-120, 450);
  if (column === 'amount_wan_yuan') return amount(random);
  return random.int(0, random.pick([9, 99, 3000, 260000]));
}

/** An amount in 万元 with up to six decimals, as a decimal and not as a sum of binary fractions. */
function amount(random: Random): number {
  const decimals = random.int(0, 6);
  const whole = random.int(0, random.pick([9, 900, 90000]));
  if (decimals === 0) return whole;
  return Number(`${whole}.${String(random.int(0, 10 ** decimals - 1)).padStart(decimals, '0')}`);
}
