import { DIVISIONS } from './divisions.data.ts';
import { becameOf, type DivisionLevel, levelOf } from './divisions.ts';
import { FORMER_NAMES, SUCCESSORS } from './former.ts';
import { DIVISION_HISTORY } from './history.data.ts';

/** A code under a name, in the lists of which years; null: before the first list, or to this day. */
export interface DivisionName {
  readonly code: string;
  readonly name: string;
  readonly from: number | null;
  readonly to: number | null;
}

/** A division of today or of a year since 2008. */
export interface Division {
  /** Six digits of GB/T 2260. */
  readonly code: string;
  /** Its present name, or the last one. */
  readonly name: string;
  readonly level: DivisionLevel;
  /** The division that it lies in; null for a province. */
  readonly parent: string | null;
  /** Names of the province and of the city that it is or lies in; null where it has none. */
  readonly province: string;
  readonly city: string | null;
  /** Years of the first and the last list that has its code; null: before the first list, or to this day. */
  readonly from: number | null;
  readonly to: number | null;
  /** The code that its area, or most of it, has afterwards; null where it exists, or where that is not certain. */
  readonly successor: string | null;
}

/** The official lists that are known go from 2008 to 2023. */
const [FIRST, LAST] = [2008, 2023];

/** Every name that a code had in a list. */
export function divisionNames(): DivisionName[] {
  const known = new Map<string, DivisionName>();
  for (const line of DIVISION_HISTORY.trim().split('\n')) {
    const [from, to, code = '', name = ''] = line.split(' ');
    known.set(`${code} ${name}`, { code, name, from: since(Number(from)), to: until(Number(to)) });
  }
  for (const line of DIVISIONS.trim().split('\n')) {
    if (!known.has(line)) known.set(line, { code: line.slice(0, 6), name: line.slice(7), from: null, to: null });
  }
  return [...known.values()].sort(
    (a, b) =>
      Number(a.code) - Number(b.code) || (a.from ?? FIRST) - (b.from ?? FIRST) || (a.to ?? LAST) - (b.to ?? LAST),
  );
}

const since = (year: number): number | null => (year <= FIRST ? null : year);
const until = (year: number): number | null => (year >= LAST ? null : year);

/** Made on first use: what became of those that are gone takes some looking. */
let known: readonly Division[] | null = null;

/** All divisions of today and those that the lists had since 2008. */
export function allDivisions(): readonly Division[] {
  known ??= withPlaces();
  return known;
}

function withPlaces(): Division[] {
  const spans = [...groupedBy(divisionNames(), ({ code }) => code).values()].map(spanOf);
  const nameIn = new Map(spans.map(({ code, name }) => [code, name]));
  const successorOf = successors(spans);
  return spans.map((span) => {
    const { code } = span;
    const [province, city] = [`${code.slice(0, 2)}0000`, `${code.slice(0, 4)}00`];
    const parent = [city, province].find((one) => one !== code && nameIn.has(one)) ?? null;
    return {
      ...span,
      level: levelOf(code),
      parent: levelOf(code) === 'province' ? null : parent,
      province: nameIn.get(province) ?? '',
      city: levelOf(code) === 'province' ? null : (nameIn.get(city) ?? null),
      successor: span.to === null ? null : successorOf(span),
    };
  });
}

function groupedBy(
  names: readonly DivisionName[],
  keyOf: (one: DivisionName) => string,
): ReadonlyMap<string, readonly DivisionName[]> {
  const groups = new Map<string, DivisionName[]>();
  for (const one of names) {
    const group = groups.get(keyOf(one));
    if (group === undefined) groups.set(keyOf(one), [one]);
    else group.push(one);
  }
  return groups;
}

function spanOf(names: readonly DivisionName[]): DivisionName {
  const [first] = names;
  const last = names.at(-1);
  if (first === undefined || last === undefined) throw new RangeError('a division without a name');
  return {
    code: last.code,
    name: last.name,
    from: names.some(({ from }) => from === null) ? null : first.from,
    to: names.some(({ to }) => to === null) ? null : last.to,
  };
}

/**
 * What became of a division that no list has any more: the one that our list of former names gives in the same city; one of the same
 * name, or of the same name and another kind (洪泽县, 洪泽区), that came when it went, in the same province. Else nobody knows.
 */
function successors(spans: readonly DivisionName[]): (former: DivisionName) => string | null {
  const listed = new Map(SUCCESSORS.map(([code, , successor]) => [code, successor]));
  const later = groupedBy(
    spans.filter(({ from }) => from !== null),
    kinOf,
  );
  const present = new Set(spans.filter(({ to }) => to === null).map(({ code }) => code));
  return (former) => {
    const codes = FORMER_NAMES.filter(([name]) => name === former.name).map(([, code]) => code);
    const next = (later.get(kinOf(former)) ?? []).filter((one) => one.code !== former.code && isNext(former, one));
    // A district of the same name in another city is another one.
    const hasCity = present.has(`${former.code.slice(0, 4)}00`);
    const found = [
      [listed.get(former.code)].filter((code) => code !== undefined),
      codes.filter((code) => code.slice(0, 4) === former.code.slice(0, 4)),
      next.filter(({ name }) => name === former.name).map(({ code }) => code),
      next.filter(({ name }) => becameOf(former.name, name)).map(({ code }) => code),
      hasCity ? [] : codes.filter((code) => code.slice(0, 2) === former.code.slice(0, 2)),
    ].find((list) => list.length > 0);
    const [only, ...others] = found ?? [];
    return only !== undefined && others.length === 0 && only !== former.code ? only : null;
  };
}

/** A division is followed by one of the same level in the same province. */
const kinOf = ({ code }: DivisionName): string => `${code.slice(0, 2)} ${levelOf(code)}`;

/** Lists of two offices and of months between: a change may show a year later in the one. */
const isNext = ({ to }: DivisionName, { from }: DivisionName): boolean =>
  to !== null && from !== null && from >= to && from <= to + 2;

/** Changes with anything that `allDivisions` and `divisionNames` are made of. */
export const DIVISIONS_TEXT: string = [DIVISIONS, DIVISION_HISTORY, FORMER_NAMES, SUCCESSORS].join('\n');
