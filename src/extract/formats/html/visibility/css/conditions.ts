import { type CssNode, lexer, parse } from 'css-tree';

/** Whether a condition holds; null where that cannot be told, which passes on and counts as no in the end. */
type ConditionVerdict = boolean | null;

/** What a reader at a desk has: a screen of 1280 by 800. Lengths in CSS pixels. */
const NUMBERS: ReadonlyMap<string, number> = new Map([
  ['width', 1280],
  ['height', 800],
  ['inline-size', 1280],
  ['block-size', 800],
  ['device-width', 1280],
  ['device-height', 800],
  ['aspect-ratio', 1.6],
  ['device-aspect-ratio', 1.6],
  ['resolution', 1],
  ['-webkit-device-pixel-ratio', 1],
  ['color', 8],
  ['color-index', 0],
  ['monochrome', 0],
  ['grid', 0],
  ['-webkit-transform-3d', 1],
]);
const KEYWORDS: ReadonlyMap<string, string> = new Map([
  ['orientation', 'landscape'],
  ['hover', 'hover'],
  ['any-hover', 'hover'],
  ['pointer', 'fine'],
  ['any-pointer', 'fine'],
  ['scripting', 'enabled'],
  ['update', 'fast'],
  ['display-mode', 'browser'],
  ['scan', 'progressive'],
  ['prefers-color-scheme', 'light'],
  ['prefers-reduced-motion', 'no-preference'],
  ['prefers-reduced-data', 'no-preference'],
  ['prefers-reduced-transparency', 'no-preference'],
  ['prefers-contrast', 'no-preference'],
  ['forced-colors', 'none'],
  ['inverted-colors', 'none'],
]);

/** Whether a rule of this name and condition is for the reader's screen. */
export function holds(name: string, prelude: CssNode | null): boolean {
  if (prelude === null || prelude.type !== 'AtrulePrelude') return name === 'media';
  const [first] = prelude.children.toArray();
  if (!first) return name === 'media';
  return verdictOf(first) === true;
}

/** Whether an attribute's list of media is for the reader's screen. */
export function mediaHold(list: string): boolean {
  const sheet = parse(`@media ${list}{}`, { parseValue: false });
  const [rule] = sheet.type === 'StyleSheet' ? sheet.children.toArray() : [];
  return rule?.type !== 'Atrule' || holds('media', rule.prelude);
}

function verdictOf(node: CssNode): ConditionVerdict {
  switch (node.type) {
    case 'MediaQueryList':
      return any(node.children.toArray().map(verdictOf));
    case 'MediaQuery':
      return mediaQuery(node);
    case 'Condition':
      return condition(node.children.toArray());
    case 'Feature':
      return feature(node.name.toLowerCase(), node.value);
    case 'FeatureRange':
      return range(node);
    case 'SupportsDeclaration':
      return isSupported(node.declaration);
    case 'FeatureFunction':
      return node.feature.toLowerCase() === 'selector' ? true : null;
    default:
      return null;
  }
}

const any = (verdicts: readonly ConditionVerdict[]): ConditionVerdict =>
  verdicts.includes(true) ? true : verdicts.includes(null) ? null : false;
const all = (verdicts: readonly ConditionVerdict[]): ConditionVerdict =>
  verdicts.includes(false) ? false : verdicts.includes(null) ? null : true;
const not = (verdict: ConditionVerdict): ConditionVerdict => (verdict === null ? null : !verdict);

function mediaQuery(query: Extract<CssNode, { type: 'MediaQuery' }>): ConditionVerdict {
  const type = query.mediaType?.toLowerCase() ?? 'all';
  const own = type === 'all' || type === 'screen';
  const verdict = all([own, query.condition === null ? true : verdictOf(query.condition)]);
  return query.modifier?.toLowerCase() === 'not' ? not(verdict) : verdict;
}

/** Parts joined by `and` or by `or`, or one behind `not`. */
function condition(parts: readonly CssNode[]): ConditionVerdict {
  const words = parts.flatMap((part) => (part.type === 'Identifier' ? [part.name.toLowerCase()] : []));
  const verdicts = parts.filter((part) => part.type !== 'Identifier').map(verdictOf);
  if (words.includes('not')) return not(verdicts[0] ?? null);
  return words.includes('or') ? any(verdicts) : all(verdicts);
}

function feature(name: string, value: CssNode | null): ConditionVerdict {
  const [, limit, plain = ''] = /^(?:-webkit-)?(min|max)-(.*)$/.exec(name) ?? [];
  const key = limit ? (name.startsWith('-webkit-') ? `-webkit-${plain}` : plain) : name;
  const number = NUMBERS.get(key);
  if (number !== undefined) {
    if (value === null) return number !== 0;
    return compare(number, limit === 'min' ? '>=' : limit === 'max' ? '<=' : '=', numberOf(value));
  }
  const keyword = KEYWORDS.get(key);
  if (keyword === undefined) return null;
  if (value === null) return keyword !== 'none' && keyword !== 'no-preference';
  return value.type === 'Identifier' ? value.name.toLowerCase() === keyword : null;
}

function range({
  left,
  leftComparison,
  middle,
  rightComparison,
  right,
}: Extract<CssNode, { type: 'FeatureRange' }>): ConditionVerdict {
  const first = compare(sideOf(left), leftComparison, sideOf(middle));
  if (!right || !rightComparison) return first;
  return all([first, compare(sideOf(middle), rightComparison, sideOf(right))]);
}

const sideOf = (node: CssNode): number | null =>
  node.type === 'Identifier' ? (NUMBERS.get(node.name.toLowerCase()) ?? null) : numberOf(node);

function compare(left: number | null, sign: string, right: number | null): ConditionVerdict {
  if (left === null || right === null) return null;
  if (sign.includes('>')) return sign.includes('=') ? left >= right : left > right;
  if (sign.includes('<')) return sign.includes('=') ? left <= right : left < right;
  return left === right;
}

const UNITS: Readonly<Record<string, number>> = {
  ...{ px: 1, em: 16, rem: 16, ex: 8, ch: 8, pt: 4 / 3, pc: 16, in: 96, cm: 96 / 2.54, mm: 9.6 / 2.54 },
  ...{ dppx: 1, x: 1, dpi: 1 / 96, dpcm: 2.54 / 96 },
};

function numberOf(node: CssNode): number | null {
  if (node.type === 'Number') return Number(node.value);
  if (node.type === 'Dimension') return Number(node.value) * (UNITS[node.unit.toLowerCase()] ?? Number.NaN);
  if (node.type !== 'Ratio') return null;
  const [left, right] = [numberOf(node.left), node.right ? numberOf(node.right) : 1];
  return left === null || right === null ? null : left / right;
}

/** Prefixes of browsers that are not the reader's tell tricks meant for those. */
function isSupported(declaration: CssNode): ConditionVerdict {
  if (declaration.type !== 'Declaration' || declaration.value.type !== 'Raw') return null;
  if (declaration.property.startsWith('--')) return true;
  if (/^-(?:ms|moz|o)-/.test(declaration.property)) return false;
  return lexer.matchProperty(declaration.property, declaration.value.value.trim()).error === null;
}
