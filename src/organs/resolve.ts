import { centralOrgan } from './central.ts';
import { label, levelOf } from './divisions.ts';
import { kindOf } from './kind.ts';
import { clean, type Located, locate, type OrganContext, withoutMarker } from './locate.ts';
import { type Place, readPlace } from './place.ts';
import { townAtStart, townsNamed } from './towns.ts';

export type OrganLevel = 'nation' | 'province' | 'city' | 'county' | 'township' | 'department';

export interface ResolvedOrgan {
  /** Six digits of GB/T 2260: the organ's division; a town's county; null where it is not certain. */
  readonly code: string | null;
  readonly level: OrganLevel;
  /** How code and level were found, or why there is no code. */
  readonly evidence: string;
}

/**
 * The division and level of an organ by its name. Where the name leaves it open, the list, the channel and the portal decide, in this
 * order; where they do not, the code is null and the evidence says between which. Null for an empty name.
 */
export function resolveOrgan(name: string, context: OrganContext = {}): ResolvedOrgan | null {
  const bare = clean(name);
  if (bare === '') return null;
  const central = centralOrgan(bare);
  if (central !== null) return central.rest === '' ? centralItself(central.organ) : branch(central, context);
  if (CORPS.test(bare) && !context.portalCode?.startsWith(CORPS_CITIES)) {
    return {
      code: null,
      level: 'department',
      evidence: 'an organ of the Xinjiang corps; GB/T 2260 has no code for it',
    };
  }
  const place = readPlace(bare);
  const located = locate(place, context);
  const rest = place.candidates.length > 0 ? place.rest : withoutMarker(place.rest);
  const organ = asStreet(rest, located) ?? asUnknownCounty(place) ?? kindOf(rest);
  switch (organ.kind) {
    case 'government':
      return { ...located, level: located.code === null ? levelOfUnknown(place) : levelOf(located.code) };
    case 'town':
      return { ...town(organ.town, located, place), level: 'township' };
    case 'zone': {
      const enclosing = `${place.printed}${organ.zone} is not in GB/T 2260, so the nearest division around it: ${located.evidence}`;
      return { code: located.code, evidence: enclosing, level: organ.town === null ? 'department' : 'township' };
    }
    case 'department':
      return department(place.rest, located, organ.known);
  }
}

/** The corps and its divisions without their city, which `clean` would have left alone. */
const CORPS = /^(?:新疆生产建设兵团|兵团|第[一二三四五六七八九十]+师)/u;
/** Cities of the corps. */
const CORPS_CITIES = '6590';

/** 银雀山办事处: a street's office, where the table has such a street. */
function asStreet(rest: string, { code }: Located): { kind: 'town'; town: string } | null {
  const name = /^(\p{Script=Han}{2,8})办事处$/u.exec(rest)?.[1];
  if (name === undefined || code === null || /街道$/u.test(name)) return null;
  const town = `${name}街道`;
  return townsNamed(town, code).some((one) => one.name === town) ? { kind: 'town', town } : null;
}

/** 莫旗人民政府: a government, though the table knows no place of this name. */
function asUnknownCounty({ candidates, rest }: Place): { kind: 'government' } | null {
  return candidates.length === 0 && /^\p{Script=Han}{1,8}[县旗区市](?:人民政府|政府)$/u.test(rest)
    ? { kind: 'government' }
    : null;
}

function centralItself(organ: string): ResolvedOrgan {
  if (organ.startsWith('国务院') && /^国务院(?:办公厅)?$/u.test(organ)) {
    return { code: null, level: 'nation', evidence: 'the State Council; GB/T 2260 has no code for the nation' };
  }
  return { code: null, level: 'department', evidence: `${organ} is a central organ; GB/T 2260 has no code for it` };
}

/** 国家税务总局北京市大兴区税务局: the organ of the nation, the place of the branch. */
function branch(central: { organ: string; rest: string }, context: OrganContext): ResolvedOrgan {
  const place = readPlace(central.rest);
  const intro = `a branch of ${central.organ}`;
  if (place.candidates.length === 0)
    return { code: null, level: 'department', evidence: `${intro}; no place in its name` };
  const { code, evidence } = locate(place, context);
  return { code, level: 'department', evidence: `${intro}; ${evidence}` };
}

function town(name: string, located: Located, place: Place): Located {
  const { code, evidence } = located;
  if (code === null && place.candidates.length > 0) return located;
  const towns = townsNamed(name, code);
  const counties = [...new Set(towns.map(({ county }) => county))];
  const [county] = counties;
  if (county !== undefined && counties.length === 1 && code !== null) {
    const found = towns.find((one) => one.county === county)?.name ?? name;
    return { code: county, evidence: `${evidence}; ${found} is a town of ${label(county)}` };
  }
  if (county === undefined && code !== null && levelOf(code) === 'county') {
    return { code, evidence: `${evidence}; ${name} is not in the table of towns, a town by its suffix` };
  }
  if (county === undefined)
    return { code: null, evidence: `${evidence}; no town ${name} in the table, its county is not known` };
  return { code: null, evidence: `${evidence}; ${name} may lie in ${counties.slice(0, 5).map(label).join(', ')}` };
}

function department(rest: string, located: Located, known: boolean): ResolvedOrgan {
  const own = located.code !== null && levelOf(located.code) === 'county' ? townAtStart(rest, located.code) : null;
  const ofTown = own === null ? '' : `; an organ of ${own}`;
  const odd = known ? '' : `; “${rest}” is no known kind of organ`;
  return { code: located.code, level: 'department', evidence: `${located.evidence}${ofTown}${odd}` };
}

/** Without a code the level is still told by what was read: a county of several, or 县人民政府 without a name. */
function levelOfUnknown({ candidates: [first], rest }: Place): OrganLevel {
  if (first !== undefined) return levelOf(first.code);
  if (/^(?:省|自治区)/u.test(rest)) return 'province';
  return /^[市州盟]|^自治州/u.test(rest) ? 'city' : 'county';
}
