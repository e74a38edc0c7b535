import { divisionsNamed, divisionsOfStem, isWithin, levelOf, type NamedDivision } from './divisions.ts';
import { organKindOf } from './kind.ts';

/** The divisions that a name may begin with, and what follows them. */
export interface Place {
  /** All that fit what was read; several where a county's name is not unique (鼓楼区). */
  readonly candidates: readonly NamedDivision[];
  /** What was read, as printed: `北京市大兴区`. */
  readonly printed: string;
  /** Whether a larger division is named before the last one, so that the last is not read out of context. */
  readonly qualified: boolean;
  readonly rest: string;
}

const NO_PLACE = { candidates: [], printed: '', qualified: false } as const;

// The longest name in the table has 15 letters (双江拉祜族佤族布朗族傣族自治县).
const LONGEST_NAME = 15;

/** Reads divisions from the start of a name, from large to small: 江苏省 › 淮安市 › 洪泽区 › rest. */
export function readPlace(name: string): Place {
  let place: Place = { ...NO_PLACE, rest: name };
  for (;;) {
    const next = nextDivision(place);
    if (next === null) return place;
    const printed = place.rest.slice(0, next.length);
    place = {
      candidates: next.candidates,
      printed: place.printed + printed,
      qualified: place.printed !== '',
      rest: place.rest.slice(next.length),
    };
  }
}

interface PlaceStep {
  readonly candidates: readonly NamedDivision[];
  readonly length: number;
}

function nextDivision(place: Place): PlaceStep | null {
  return fullName(place.rest, place.candidates) ?? shortName(place.rest, place.candidates);
}

function fullName(text: string, inside: readonly NamedDivision[]): PlaceStep | null {
  for (let length = Math.min(LONGEST_NAME, text.length); length >= 2; length--) {
    // 城区街道办事处 is a town's, though 城区 is a county; 大兴区乡村振兴局 is the county's.
    if (/^(?:街道|[镇乡])(?:$|人民政府|政府|办|党)/u.test(text.slice(length))) continue;
    const candidates = divisionsNamed(text.slice(0, length)).filter((division) => fits(division, inside));
    if (candidates.length > 0) return { candidates, length };
  }
  return null;
}

/** A province or city without its kind: only where a division of it follows (北京大兴区), or an organ (广西水利厅). */
function shortName(text: string, inside: readonly NamedDivision[]): PlaceStep | null {
  for (let length = Math.min(6, text.length - 1); length >= 2; length--) {
    const candidates = divisionsOfStem(text.slice(0, length)).filter((division) => fits(division, inside));
    if (candidates.length === 0) continue;
    const rest = text.slice(length);
    const narrowed = candidates.filter((one) => (fullName(rest, [one]) ?? shortName(rest, [one])) !== null);
    if (narrowed.length > 0) return { candidates: narrowed, length };
    if (isDepartmentOf(rest)) return { candidates, length };
  }
  return null;
}

/** 中山街道 and 西安路小学 are not named after the cities; 水利厅 stands behind a place. */
function isDepartmentOf(rest: string): boolean {
  const organ = organKindOf(rest);
  return (
    organ.kind === 'zone' || (organ.kind === 'department' && organ.known && !/^[路街镇乡村山河江湖桥门]/u.test(rest))
  );
}

function fits(division: NamedDivision, inside: readonly NamedDivision[]): boolean {
  if (inside.length === 0) return true;
  return inside.some(
    ({ code }) => code !== division.code && levelOf(code) !== 'county' && isWithin(division.code, code),
  );
}
