/** A value split at white space and commas that stand in no brackets. */
export function partsOf(value: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const character of value) {
    if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
    if (depth === 0 && /[\s,/]/.test(character)) {
      if (part !== '') parts.push(part);
      part = '';
    } else part += character;
  }
  return part === '' ? parts : [...parts, part];
}

const WIDE: ReadonlySet<string> = new Set(['inherit', 'initial', 'unset', 'revert', 'revert-layer']);
export const isWideKeyword = (value: string): boolean => WIDE.has(value);

const SIZE =
  /^(?:[+]?[\d.]+(?:%|[a-z]+)?|(?:xx?-)?(?:small|large)|xxx-large|medium|smaller|larger|calc\(.*\)|min\(.*\)|max\(.*\)|clamp\(.*\))$/;

type Longhands = [property: string, value: string][];

/** What a valid declaration says about the single properties that matter. */
export function longhandsOf(property: string, value: string): Longhands {
  switch (property) {
    case 'background':
      return background(value);
    case 'font':
      return font(value);
    case 'text-decoration':
      return [['text-decoration-line', isWideKeyword(value) ? value : lineOf(value)]];
    case 'inset':
      return sides(value).map((part, at) => [SIDES[at] ?? '', part]);
    case 'mask':
    case '-webkit-mask':
      return [
        ['mask-image', isWideKeyword(value) || IMAGE.test(value) ? value : 'none'],
        ['mask-size', ''],
      ];
    case 'margin':
      return sides(value).flatMap(
        (part, at): Longhands => (at === 0 ? [['margin-top', part]] : at === 3 ? [['margin-left', part]] : []),
      );
    case 'overflow':
      return overflow(value);
    case 'inset-inline':
      return ends(value, 'left', 'right');
    case 'inset-block':
      return ends(value, 'top', 'bottom');
    case 'margin-inline':
      return ends(value, 'margin-left').slice(0, 1);
    case 'margin-block':
      return ends(value, 'margin-top').slice(0, 1);
    case 'all':
      return ALL.map((name) => [name, value]);
    default:
      return [[RENAMED.get(property) ?? property, value]];
  }
}

const RENAMED: ReadonlyMap<string, string> = new Map([
  ['-webkit-clip-path', 'clip-path'],
  ['-webkit-transform', 'transform'],
  ['-webkit-mask-image', 'mask-image'],
  ['-webkit-mask-size', 'mask-size'],
  ['-webkit-mask-box-image', 'mask-border'],
  ['-webkit-background-clip', 'background-clip'],
  ['inline-size', 'width'],
  ['block-size', 'height'],
  ['max-inline-size', 'max-width'],
  ['max-block-size', 'max-height'],
  ['inset-inline-start', 'left'],
  ['inset-inline-end', 'right'],
  ['inset-block-start', 'top'],
  ['inset-block-end', 'bottom'],
  ['margin-inline-start', 'margin-left'],
  ['margin-block-start', 'margin-top'],
]);

/** What `all` sets back, of the properties that matter here. */
const ALL =
  `display visibility opacity content-visibility filter font-size color -webkit-text-fill-color background-color background-image
  background-clip text-decoration-line text-indent position float left right top bottom width height max-width max-height padding-top
  padding-bottom overflow-x overflow-y clip clip-path transform translate scale rotate margin-left margin-top vertical-align text-shadow
  zoom order flex-direction mask-image mask-size mask-border letter-spacing text-underline-offset background-repeat background-position`.split(
    /\s+/,
  );

const IMAGE = /(?:url|gradient|image|image-set|cross-fade|element|paint)\(/;
/** Words of a background that are no colour. */
const NO_COLOUR =
  /^(?:none|left|right|top|bottom|center|cover|contain|auto|fixed|scroll|local|(?:no-)?repeat(?:-[xy])?|space|round|(?:border|padding|content)-box|text|[-+.\d].*|[^(]*\(.*\))$/;

function background(value: string): Longhands {
  if (isWideKeyword(value))
    return [
      ['background-color', value],
      ['background-image', value],
    ];
  const colour = partsOf(value).find(
    (part) => !NO_COLOUR.test(part) || /^(?:rgb|hsl|hwb|lab|lch|oklab|oklch|color)a?\(/.test(part),
  );
  return [
    ['background-color', colour ?? 'transparent'],
    ['background-image', IMAGE.test(value) ? value : 'none'],
    ['background-repeat', ''],
    ['background-position', ''],
    ['background-clip', /\btext\b/.test(value) ? 'text' : 'border-box'],
  ];
}

function font(value: string): Longhands {
  if (isWideKeyword(value)) return [['font-size', value]];
  const size = partsOf(value).find((part) => SIZE.test(part) && !/^[1-9]\d*$/.test(part));
  return [['font-size', size ?? 'medium']];
}

const lineOf = (value: string): string =>
  partsOf(value)
    .filter((part) => /^(?:underline|overline|line-through|blink|none)$/.test(part))
    .join(' ') || 'none';

const SIDES = ['top', 'right', 'bottom', 'left'] as const;

/** One to four values as top, right, bottom, left. */
function sides(value: string): [string, string, string, string] {
  const [top = '', right = top, bottom = top, left = right] = partsOf(value);
  return [top, right, bottom, left];
}

/** One or two values, for the beginning and the end of a line or a block. */
function ends(value: string, first: string, last = ''): Longhands {
  const [from = '', to = from] = partsOf(value);
  return [
    [first, from],
    [last, to],
  ];
}

function overflow(value: string): Longhands {
  const [x = '', y = x] = partsOf(value);
  return [
    ['overflow-x', x],
    ['overflow-y', y],
  ];
}
