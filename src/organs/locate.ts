import { isWithin, label, levelOf, lineage, type NamedDivision, nameOf } from './divisions.ts';
import { type Place, readPlace } from './place.ts';

/** What is known besides the name. */
export interface OrganContext {
  /** GB/T 2260 code of the portal that published it; null for ministries. One that no division has is as none. */
  readonly portalCode?: string | null;
  /** The organ that the list printed beside the report. */
  readonly listOrgan?: string | null;
  /** Title of the channel that the report was found in. */
  readonly channelTitle?: string | null;
}

export interface Located {
  readonly code: string | null;
  readonly evidence: string;
  /** The place as printed, where the division is not called so any more. */
  readonly formerly?: string;
}

/** Without white space, party names and notes that say nothing of the place. */
export const bareOrganName = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/[\s\u200b-\u200f\ufeff]/gu, '')
    .replace(/^(?:中共|中国共产党|中华人民共和国)/u, '')
    // A division of the Xinjiang corps is one with its city: 第一师阿拉尔市.
    .replace(/^(?:新疆生产建设兵团)?第[一二三四五六七八九十]+师(?=.+市)/u, '')
    .replace(/\(?本级\)?$/u, '');

/** Which of the divisions that a name begins with is meant; where it begins with none, the one around it. */
export function locate(place: Place, context: OrganContext): Located {
  if (place.candidates.length === 0) return withoutPlace(place.rest, context);
  const area = areaOf(context);
  const near = area === null ? [] : place.candidates.filter(({ code }) => isWithin(code, area.code));
  const [only, ...others] = byCertainty(near.length > 0 ? near : place.candidates);
  if (only === undefined) return { code: null, evidence: `${place.printed}: no division` };
  if (others.length > 0) return { code: null, evidence: `${place.printed} is ambiguous: ${list([only, ...others])}` };
  if (near.length > 0 || area === null || place.qualified || isWithin(area.code, only.code)) {
    const by =
      near.length > 0 && place.candidates.length > 1 && area !== null ? `, told from its namesakes by ${area.by}` : '';
    return { code: only.code, evidence: `${named(place.printed, only)}${by}`, ...formerly(place.printed, only) };
  }
  // A zone, a park (中山公园) or an old name may carry the name of a place elsewhere: outside the portal's own city only a city's or
  // province's whole name is believed.
  const sibling =
    isWithin(only.code, `${area.code.slice(0, 4)}00`) || (only.kind === 'own' && levelOf(only.code) !== 'county');
  const outside = `${named(place.printed, only)}, outside ${area.by}`;
  return sibling
    ? { code: only.code, evidence: outside, ...formerly(place.printed, only) }
    : { code: null, evidence: `${outside}: not certain` };
}

/** Without guessed former kinds where there is anything better: 大同县 is today's 云州区 by our list, not 大同区 in another city. */
function byCertainty(candidates: readonly NamedDivision[]): readonly NamedDivision[] {
  const certain = candidates.filter(({ kind }) => kind !== 'kind changed');
  return certain.length > 0 ? certain : candidates;
}

interface KnownArea {
  readonly code: string;
  /** `the portal, 大兴区 (110115)`. */
  readonly by: string;
}

/** The smallest area that the surroundings give. */
function areaOf({ portalCode, listOrgan, channelTitle }: OrganContext): KnownArea | null {
  // A code that a config has and the table of divisions has not names no area.
  const isKnown = portalCode != null && nameOf(portalCode) !== null;
  const portal = isKnown ? { code: portalCode, by: `the portal, ${label(portalCode)}` } : null;
  for (const [text, source] of [
    [listOrgan, 'the list'],
    [channelTitle, 'the channel'],
  ] as const) {
    if (text == null) continue;
    const inside = readPlace(bareOrganName(text)).candidates.filter(
      ({ code }) => portal === null || isWithin(code, portal.code),
    );
    const [only] = byCertainty(inside);
    if (only !== undefined && byCertainty(inside).length === 1)
      return { code: only.code, by: `${source}, ${label(only.code)}` };
  }
  return portal;
}

/** 县财政局, 财政局, 西红门镇人民政府: the place is where it was published. */
function withoutPlace(rest: string, context: OrganContext): Located {
  const area = areaOf(context);
  if (area === null) return { code: null, evidence: 'no place in the name, and none around it' };
  const unknown = unknownDivision(rest);
  if (unknown !== null && !mayBe(unknown, area.code))
    return { code: null, evidence: `${unknown} is not in the table of divisions` };
  const marker = MARKER.exec(rest)?.[1];
  if (marker === undefined) return { code: area.code, evidence: `no place in the name; that of ${area.by}` };
  const owner = lineage(area.code).find((code) => nameOf(code)?.endsWith(marker));
  if (owner !== undefined)
    return { code: owner, evidence: `“${marker}” without a name; ${label(owner)} by ${area.by}` };
  // A county by another word (县 in what is a 区 today) is that county; a county somewhere in a city is not known.
  if (levelOf(area.code) === 'county' && /[县区旗市]$/u.test(marker)) {
    return { code: area.code, evidence: `“${marker}” without a name; that of ${area.by}` };
  }
  return { code: null, evidence: `“${marker}” without a name, and not that of ${area.by}` };
}

/** 邳县, 莫旗财政局, 某某市人民政府: names of divisions that the table does not know. Not 红旗街道办事处, 城市管理局, 灌区管理局. */
const UNKNOWN_DIVISION =
  /^(?![本全我各])(\p{Script=Han}{1,8}?(?:[县旗](?=$|人民政府|政府|\p{Script=Han}{1,12}(?:局|委|委员会|办公室)$)|[市区州盟](?=人民政府)))/u;

/** The name of a division that a name begins with and the table does not know, or null. */
export const unknownDivision = (rest: string): string | null => UNKNOWN_DIVISION.exec(rest)?.[1] ?? null;

/** A county's own portal may call it by a short form: 莫旗 for 莫力达瓦达斡尔族自治旗. */
const mayBe = (name: string, code: string): boolean => levelOf(code) === 'county' && nameOf(code)?.[0] === name[0];

// 市公安局, 区人民政府: the division's kind stands for its name. Not 市场监管局, 市政管理局, 区块链办公室, 区域合作办公室.
const MARKER = /^(自治[区州县旗]|[省市县区州盟旗])(?![场容民块域]|政(?!府|务|协|法|策|研))(?=.{2,})/u;

export const withoutMarker = (rest: string): string => rest.replace(MARKER, '');

const formerly = (printed: string, { kind }: NamedDivision): Pick<Located, 'formerly'> =>
  kind === 'former' || kind === 'kind changed' ? { formerly: printed } : {};

function named(printed: string, { code, kind }: NamedDivision): string {
  const how = {
    own: 'in the name',
    short: 'in short in the name',
    stem: 'without its kind in the name',
    'same area': 'the same area',
    former: 'by a former name',
    'kind changed': 'by its former kind',
  };
  return `${printed} is ${label(code)}, ${how[kind]}`;
}

const list = (divisions: readonly NamedDivision[]): string =>
  divisions.map(({ code }) => lineage(code).map(nameOf).reverse().join('')).join(', ');
