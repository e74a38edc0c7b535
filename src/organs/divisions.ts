import { DIVISIONS } from './divisions.data.ts';
import { FORMER_NAMES, OTHER_NAMES } from './former.ts';

export type DivisionLevel = 'province' | 'city' | 'county';

/**
 * How a name belongs to a division: its own, a usual short form (楚雄州), one without its kind (淮安), an area of another name within the
 * same border, one of our list of former names, or only its old kind (洪泽县, now 区).
 */
export type NameKind = 'own' | 'short' | 'stem' | 'same area' | 'former' | 'kind changed';

export interface NamedDivision {
  /** Six digits of GB/T 2260. */
  readonly code: string;
  readonly kind: NameKind;
}

interface Index {
  readonly byCode: ReadonlyMap<string, string>;
  readonly byName: ReadonlyMap<string, readonly NamedDivision[]>;
  /** Provinces and cities without their kind (北京, 淮安): names only where what follows says so. */
  readonly byStem: ReadonlyMap<string, readonly NamedDivision[]>;
}

/** Built on first use: 3,200 lines in about 5 ms. */
let built: Index | null = null;
const index = (): Index => {
  built ??= build();
  return built;
};

// The nationalities in the names of autonomous areas; 各族 as in 龙胜各族自治县. 族 is optional where names leave it out (维吾尔自治区).
const NATIONALITIES =
  /(?:[回满苗彝藏侗瑶白黎傣畲佤水羌土怒京壮各]族|土家族|布依族|哈尼族|傈僳族|东乡族|仡佬族|拉祜族|纳西族|仫佬族|景颇族|撒拉族|布朗族|毛南族|普米族|阿昌族|基诺族|德昂族|保安族|裕固族|独龙族|门巴族|珞巴族|赫哲族|高山族|朝鲜族|(?:蒙古|维吾尔|哈萨克|锡伯|柯尔克孜|达斡尔|塔吉克|鄂温克|鄂伦春|俄罗斯|乌孜别克|塔塔尔)族?)+$/u;

function build(): Index {
  const byCode = new Map<string, string>();
  const byName: DivisionNames = new Map();
  const byStem: DivisionNames = new Map();
  for (const line of DIVISIONS.trim().split('\n')) {
    const code = line.slice(0, 6);
    const name = line.slice(7);
    byCode.set(code, name);
    add(byName, name, code, 'own');
    if (name.includes('自治')) for (const short of shortNames(name)) add(byName, short, code, 'short');
    if (levelOf(code) !== 'county') add(byStem, stemOf(name), code, 'stem');
  }
  for (const [name, code] of OTHER_NAMES) add(byName, name, code, 'same area');
  for (const [name, code] of FORMER_NAMES) add(byName, name, code, 'former');
  return { byCode, byName, byStem };
}

type DivisionNames = Map<string, NamedDivision[]>;

function add(names: DivisionNames, name: string, code: string, kind: NameKind): void {
  const known = names.get(name);
  if (known === undefined) names.set(name, [{ code, kind }]);
  else if (!known.some((division) => division.code === code)) known.push({ code, kind });
}

/** 积石山县 for 积石山保安族东乡族撒拉族自治县, 楚雄州 for 楚雄彝族自治州. */
function shortNames(name: string): string[] {
  const [, front, kind] = /^(.+)自治([州县旗])$/u.exec(name) ?? [];
  if (front === undefined || kind === undefined) return [];
  const stem = front.replace(NATIONALITIES, '');
  // A nationality alone is the place's name: 东乡县 for 东乡族自治县.
  return [`${stem === '' ? front.replace(/族$/u, '') : stem}${kind}`];
}

function stemOf(name: string): string {
  const front = name.replace(/(?:自治[区州]|地区|[省市盟])$/u, '');
  if (!name.includes('自治')) return front;
  // 内蒙古 is a place, not a nationality in one called 内.
  const stem = front.replace(NATIONALITIES, '');
  return stem.length > 1 ? stem : front;
}

export function levelOf(code: string): DivisionLevel {
  if (code.endsWith('0000')) return 'province';
  return code.endsWith('00') ? 'city' : 'county';
}

/** The division's present name, or null where the table has no such code. */
export const nameOf = (code: string): string | null => index().byCode.get(code) ?? null;

/** Whether `code` is `area` or lies in it. */
export const isWithin = (code: string, area: string): boolean => code.startsWith(area.replace(/(?:00){1,2}$/u, ''));

/** The division and what it lies in, smallest first; without levels that the table does not have (北京 has no city). */
export const lineage = (code: string): string[] =>
  [...new Set([code, `${code.slice(0, 4)}00`, `${code.slice(0, 2)}0000`])].filter((one) => nameOf(one) !== null);

/** All that have, or had, this name. */
export function divisionsNamed(name: string): readonly NamedDivision[] {
  const listed = index().byName.get(name) ?? [];
  const guessed = presentNames(name)
    .flatMap((present) => index().byName.get(present) ?? [])
    .filter(({ code, kind }) => kind === 'own' && (levelOf(code) === 'city') === name.endsWith('地区'))
    .filter(({ code }) => !listed.some((division) => division.code === code));
  return guessed.length === 0
    ? listed
    : [...listed, ...guessed.map(({ code }) => ({ code, kind: 'kind changed' as const }))];
}

/** What a division of this name would be called after it became a 区 or 市. */
function presentNames(name: string): string[] {
  const [, stem, kind] = /^(.{2,})(地区|[县市])$/u.exec(name) ?? [];
  if (stem === undefined) return [];
  if (kind === '地区') return [`${stem}市`];
  return kind === '县' ? [`${stem}区`, `${stem}市`] : [`${stem}区`];
}

/** 洪泽区 for 洪泽县, 日喀则市 for 日喀则地区. */
export const becameOf = (former: string, name: string): boolean => presentNames(former).includes(name);

export const divisionsOfStem = (stem: string): readonly NamedDivision[] => index().byStem.get(stem) ?? [];

/** `大兴区 (110115)`, for evidence. */
export const label = (code: string): string => `${nameOf(code) ?? 'no known division'} (${code})`;
