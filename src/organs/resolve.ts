import { centralOrgan } from './central.ts';
import { label, levelOf, lineage, nameOf } from './divisions.ts';
import { type NamedKind, organKindOf } from './kind.ts';
import { bareOrganName, type Located, locate, type OrganContext, unknownDivision, withoutMarker } from './locate.ts';
import { type Place, readPlace } from './place.ts';
import { townAtStart, townsNamed } from './towns.ts';

/** The level of government that an organ belongs to; of a branch of a central organ, the one at which it works. */
export const GOVERNMENT_LEVELS = ['nation', 'province', 'city', 'county', 'township'] as const;
export type GovernmentLevel = (typeof GOVERNMENT_LEVELS)[number];

/** What an organ is, in one word each. */
export const ORGAN_KINDS = {
  government: 'the government of a division, or the State Council',
  department: 'an authority of a government, or a body that reports like one',
  township: 'the government of a town, or the office of a street',
  zone: 'the committee of a development zone or the like, or an authority of it',
  central: 'a ministry or another organ of the State Council, or a branch of one',
} as const;
export type OrganKind = keyof typeof ORGAN_KINDS;

/** What an organ's name, and where it was found, tell of it. */
export interface ResolvedOrgan {
  /** Six digits of GB/T 2260: the organ's division; a town's county; null where it is not certain. */
  readonly code: string | null;
  /** Null where it is not certain. */
  readonly level: GovernmentLevel | null;
  readonly kind: OrganKind;
  /** The name in full, with the present names of its divisions: 江苏省淮安市洪泽区财政局 for 洪泽县财政局. */
  readonly fullName: string;
  /** The place as the name prints it, where the division is not called so any more; else null. */
  readonly formerly: string | null;
  /** How all this was found, or why there is no code. */
  readonly evidence: string;
}

/**
 * The division, level and kind of an organ by its name. Where the name leaves the place open, the list, the channel and the portal decide,
 * in this order; where they do not, the code is null and the evidence says between which. Null for an empty name.
 */
export function resolveOrgan(name: string, context: OrganContext = {}): ResolvedOrgan | null {
  const bare = bareOrganName(name);
  if (bare === '') return null;
  const central = centralOrgan(bare);
  if (central !== null) return central.rest === '' ? centralItself(central.organ) : branch(central, context);
  if (CORPS.test(bare) && !context.portalCode?.startsWith(CORPS_CITIES)) {
    const evidence = 'an organ of the Xinjiang corps; GB/T 2260 has no code for it';
    return { code: null, level: null, kind: 'department', fullName: bare, formerly: null, evidence };
  }
  const place = readPlace(bare);
  const located = locate(place, context);
  const rest = place.candidates.length > 0 ? place.rest : withoutMarker(place.rest);
  const organ = asStreet(rest, located) ?? asUnknownCounty(place) ?? organKindOf(rest);
  const told = whatItIs(organ, { place, located, rest });
  const own = told.code === null ? null : fullNameOf(told.kind, told.code, { organ, rest });
  return { ...told, fullName: own ?? bare, formerly: located.formerly ?? null };
}

interface NameReading {
  readonly place: Place;
  readonly located: Located;
  /** What stands behind the place. */
  readonly rest: string;
}

type ResolvedParts = Omit<ResolvedOrgan, 'fullName' | 'formerly'>;

function whatItIs(organ: NamedKind, { place, located, rest }: NameReading): ResolvedParts {
  switch (organ.kind) {
    case 'government':
      return { ...told(located), level: levelIn(located, place), kind: 'government' };
    case 'town':
      return { ...told(town(organ.town, located, place)), level: 'township', kind: 'township' };
    case 'zone': {
      const evidence = `${place.printed}${organ.zone} is not in GB/T 2260, so the nearest division around it: ${located.evidence}`;
      return organ.town === null
        ? { code: located.code, evidence, level: levelIn(located, place), kind: 'zone' }
        : { code: located.code, evidence, level: 'township', kind: 'township' };
    }
    case 'department':
      return department(rest, { place, located, rest: place.rest }, organ.known);
  }
}

const told = ({ code, evidence }: Located): Pick<ResolvedParts, 'code' | 'evidence'> => ({ code, evidence });

/** The name with its divisions from the province down, and the usual end of its kind. */
function fullNameOf(kind: OrganKind, code: string, { organ, rest }: { organ: NamedKind; rest: string }): string {
  const place = lineage(code).map(nameOf).reverse().join('');
  if (kind === 'government') return place + (/(?:行政公署|行署)$/u.test(rest) ? '行政公署' : '人民政府');
  if (kind === 'township' && organ.kind === 'town')
    return place + organ.town + (/(?:街道|地区)$/u.test(organ.town) ? '办事处' : '人民政府');
  return place + rest.replace(/管委会/gu, '管理委员会');
}

/** The corps and its divisions without their city, which `bareOrganName` would have left alone. */
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
  const isCouncil = /^国务院(?:办公厅)?$/u.test(organ);
  const evidence = isCouncil
    ? 'the State Council; GB/T 2260 has no code for the nation'
    : `${organ} is a central organ; GB/T 2260 has no code for it`;
  const kind = isCouncil ? 'government' : 'central';
  return { code: null, level: 'nation', kind, fullName: organ, formerly: null, evidence };
}

/** 国家税务总局北京市大兴区税务局: the organ of the nation, the place of the branch. */
function branch({ organ, rest }: { organ: string; rest: string }, context: OrganContext): ResolvedOrgan {
  const place = readPlace(rest);
  const intro = `a branch of ${organ}`;
  if (place.candidates.length === 0) {
    const evidence = `${intro}; no place in its name`;
    return { code: null, level: null, kind: 'central', fullName: organ + rest, formerly: null, evidence };
  }
  const located = locate(place, context);
  const { code, formerly = null } = located;
  const names = code === null ? place.printed : lineage(code).map(nameOf).reverse().join('');
  const evidence = `${intro}; ${located.evidence}`;
  const fullName = `${organ}${names}${place.rest}`;
  return { code, level: levelIn(located, place), kind: 'central', fullName, formerly, evidence };
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

function department(name: string, { place, located, rest }: NameReading, known: boolean): ResolvedParts {
  const { code } = located;
  // Customs are the centre's everywhere, and never named after it.
  if (/海关$/u.test(name)) return { ...told(located), level: levelIn(located, place), kind: 'central' };
  const own = code !== null && levelOf(code) === 'county' ? townAtStart(rest, code) : null;
  const ofTown = own === null ? '' : `; an organ of ${own}`;
  const odd = known ? '' : `; “${rest}” is no known kind of organ`;
  const level = own === null ? levelIn(located, place) : 'township';
  return { code, level, kind: 'department', evidence: `${located.evidence}${ofTown}${odd}` };
}

/** The level of the division; without a code it is still told by what was read: a county of several, or 县人民政府 without a name. */
function levelIn({ code }: Located, { candidates: [first], rest }: Place): GovernmentLevel | null {
  if (code !== null) return levelOf(code);
  if (first !== undefined) return levelOf(first.code);
  if (/^(?:省|自治区)(?!\p{Script=Han}{0,2}$)/u.test(rest)) return 'province';
  if (/^[市州盟](?![场容民块域]|政(?!府))|^自治州/u.test(rest)) return 'city';
  // A 县 is a county, whichever it is, and so is a 旗 or 区 with a government (红旗渠管理局 has none); a 市 may be a city or a county.
  const unknown = unknownDivision(rest) ?? '';
  const isCounty = unknown.endsWith('县') || (/[旗区]$/u.test(unknown) && rest.startsWith('人民政府', unknown.length));
  return isCounty || /^[县旗]/u.test(rest) ? 'county' : null;
}
