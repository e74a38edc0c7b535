import { endsLikeAuthority } from '../vocabulary/organ-endings.ts';
/** What stands behind the place in an organ's name. */
export type NamedKind =
  /** The division's government itself. */
  | { readonly kind: 'government' }
  /** A town's government or a street's office; `town` with its suffix. */
  | { readonly kind: 'town'; readonly town: string }
  /** A development zone or the like, its committee, or an organ of it; `town` where a town in it is meant. */
  | { readonly kind: 'zone'; readonly zone: string; readonly town: string | null }
  | { readonly kind: 'department'; readonly known: boolean };

const GOVERNMENT = /^(?:人民政府|政府|人民委员会|行政公署|行署|管理委员会|管委会)?$/u;

// Behind a town stands its government or office, or nothing: 城乡建设局 and 乡村振兴局 hold the same letters.
const TOWN =
  /^(?<town>.{1,14}?(?:街道|苏木|地区|[镇乡]))(?:$|人民政府|政府|办事处|街道办|办$|办公室$|党工?委|管委会|管理委员会)/u;

const ZONE =
  /^(?<zone>[^、]{0,18}?(?:开发区|高新区|经开区|高新技术产业区|新区|工业园区|产业园区|科技园区|园区|投资区|示范区|实验区|试验区|管理区|保税区|保税港区|综保区|度假区|名胜区|风景区|旅游区|合作区|工业区|工业园|产业园|科技园|科技城|生态城|新城|新城区|港务区|功能区|集聚区|农场|林场|牧场|[^、]区(?=$|管委会|管理委员会|党工委)))(?<rest>.*)$/u;

/** Reads what follows the place's name. */
export function organKindOf(text: string): NamedKind {
  // 人民政府张江镇, and the second of two organs that report together.
  const rest = text.replace(/^人民政府(?=.+(?:街道|[镇乡]))/u, '').replace(/、.*$/su, '');
  if (GOVERNMENT.test(rest)) return { kind: 'government' };
  const town = TOWN.exec(rest)?.groups?.town;
  const zone = ZONE.exec(rest)?.groups;
  // 徐圩新区徐圩街道 is a town of the zone; 新城镇人民政府 is a town, though its name holds 新城.
  const townInZone = TOWN.exec(zone?.rest ?? '')?.groups?.town ?? null;
  if (town !== undefined && townInZone === null) return { kind: 'town', town };
  if (zone?.zone !== undefined) return { kind: 'zone', zone: zone.zone, town: townInZone };
  return { kind: 'department', known: endsLikeAuthority(rest) };
}
