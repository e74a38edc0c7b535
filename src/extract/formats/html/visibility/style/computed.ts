import { BLACK, type Colour, colourOf, over, WHITE } from '../../../appearance/colours.ts';
import type { Element } from '../../dom/dom.ts';
import { type Declaration, validLonghands } from '../css/declarations.ts';
import { isWideKeyword } from '../css/longhands.ts';
import { isCrossedByPicture, isUnderlineRaised } from '../doubtful.ts';
import type { BoxStyle } from './box.ts';
import { defaultsOf } from './defaults.ts';
import { fontSizeOf, pixels } from './lengths.ts';

/** What text takes over from the elements around it, each with the element that says so. */
export interface ComputedTextStyle {
  readonly isVisible: boolean;
  readonly fontSize: number;
  readonly indent: number;
  readonly isStruck: boolean;
  /** A background, or a line under the text that is raised, may be drawn through it. */
  readonly mayBeCrossed: boolean;
  readonly letterSpacing: number;
  readonly underlineOffset: number;
  /** From right to left; turns letters about only where `unicode-bidi` says so. */
  readonly isRightToLeft: boolean;
  /** Null where it cannot be told. */
  readonly colour: Colour | null;
  /** What is behind the text; null for a picture. */
  readonly ground: Colour | null;
  /** No element says what is behind the text: paper, or what a style sheet that is not at hand says. */
  readonly isGroundAssumed: boolean;
  /** The ground is seen through the letters: what colour these have says nothing. */
  readonly isCutOut: boolean;
  readonly variables: ReadonlyMap<string, string>;
  readonly saidBy: Readonly<Record<'visibility' | 'size' | 'indent' | 'line' | 'colour', Element | null>>;
}

export interface Computed {
  readonly box: BoxStyle;
  readonly look: ComputedTextStyle;
}

export const PLAIN_STYLE: ComputedTextStyle = {
  isVisible: true,
  fontSize: 16,
  indent: 0,
  isStruck: false,
  mayBeCrossed: false,
  letterSpacing: 0,
  underlineOffset: 0,
  isRightToLeft: false,
  colour: BLACK,
  ground: WHITE,
  isGroundAssumed: true,
  isCutOut: false,
  variables: new Map(),
  saidBy: { visibility: null, size: null, indent: null, line: null, colour: null },
};

/** What an element looks like by its declarations, weakest first, within one of this look. */
export function computed(
  element: Element,
  around: ComputedTextStyle,
  declarations: readonly Declaration[],
  quirks: boolean,
): Computed {
  const variables = variablesOf(declarations, around.variables);
  const box = new Map(defaultsOf(element, quirks));
  for (const declaration of declarations)
    for (const [property, value] of longhandsOf(declaration, variables)) box.set(property, value);
  return {
    box,
    look: box.size === 0 && variables === around.variables ? around : lookOf(element, around, box, variables),
  };
}

function variablesOf(
  declarations: readonly Declaration[],
  around: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const own = declarations.filter(({ property }) => property.startsWith('--'));
  return own.length === 0
    ? around
    : new Map([...around, ...own.map(({ property, value }) => [property, value] as const)]);
}

/** Variables that stand for variables: a page has two or three such steps; hostile ones double at each. */
const MOST_STEPS = 20;
const LONGEST = 500;

function longhandsOf(
  declaration: Declaration,
  variables: ReadonlyMap<string, string>,
): readonly (readonly [string, string])[] {
  if (declaration.longhands) return declaration.longhands;
  let { value } = declaration;
  for (let step = 0; step < MOST_STEPS && value.includes('var(') && value.length < LONGEST; step++)
    value = value.replace(
      /var\(\s*(--[^\s,()]+)\s*(?:,((?:[^()]|\([^()]*\))*))?\)/,
      (_, name: string, fallback?: string) => variables.get(name) ?? fallback ?? '',
    );
  return validLonghands(`${declaration.property}:${value.trim()}`);
}

function lookOf(
  element: Element,
  around: ComputedTextStyle,
  box: BoxStyle,
  variables: ReadonlyMap<string, string>,
): ComputedTextStyle {
  const inherited = (property: string): string | null => {
    const value = box.get(property);
    return value === undefined || value === 'inherit' || value === 'unset' ? null : value;
  };
  const [visibility, size, indent] = [inherited('visibility'), inherited('font-size'), inherited('text-indent')];
  const direction = inherited('direction');
  const shadow = inherited('text-shadow');
  const colour = inherited('-webkit-text-fill-color') ?? inherited('color');
  const fontSize =
    size === null ? around.fontSize : isWideKeyword(size) ? PLAIN_STYLE.fontSize : fontSizeOf(size, around.fontSize);
  const strikes = /line-through/.test(box.get('text-decoration-line') ?? '');
  const isStruck = strikes || (around.isStruck && !isOutOfLine(box));
  const lengthOf = (property: string, before: number): number => {
    const value = inherited(property);
    return value === null ? before : (pixels(value, { fontSize, whole: fontSize }) ?? 0);
  };
  const underlineOffset = lengthOf('text-underline-offset', around.underlineOffset);
  const mayBeCrossed =
    isCrossedByPicture(element, box) ||
    isUnderlineRaised(box, underlineOffset, fontSize) ||
    (around.mayBeCrossed && (colourOf(box.get('background-color') ?? 'transparent')?.alpha() ?? 0) < 1);
  const own = <T>(value: T | null, before: Element | null): Element | null => (value === null ? before : element);
  const { saidBy } = around;
  return {
    isVisible: visibility === null ? around.isVisible : visibility === 'visible' || isWideKeyword(visibility),
    fontSize,
    indent: indent === null ? around.indent : (pixels(indent.split(' ')[0] ?? '', { fontSize, whole: 1000 }) ?? 0),
    isStruck,
    mayBeCrossed,
    letterSpacing: lengthOf('letter-spacing', around.letterSpacing),
    underlineOffset,
    isRightToLeft: direction === null ? around.isRightToLeft : direction === 'rtl',
    colour: colour === null ? around.colour : colourIn(colour, around.colour),
    ...groundOf(box, around),
    // A shadow draws letters that have no colour of their own.
    isCutOut: around.isCutOut || box.get('background-clip') === 'text' || (shadow ?? 'none') !== 'none',
    variables,
    saidBy: {
      visibility: own(visibility, saidBy.visibility),
      size: own(size, saidBy.size),
      indent: own(indent, saidBy.indent),
      line: strikes && !around.isStruck ? element : saidBy.line,
      colour: own(colour, saidBy.colour),
    },
  };
}

const colourIn = (value: string, around: Colour | null): Colour | null =>
  value === 'currentcolor' ? around : isWideKeyword(value) ? BLACK : colourOf(value);

/** A line through an element does not go through these boxes inside it. */
const isOutOfLine = (box: BoxStyle): boolean =>
  /^inline-/.test(box.get('display') ?? '') ||
  /^(?:absolute|fixed)$/.test(box.get('position') ?? '') ||
  /^(?:left|right)$/.test(box.get('float') ?? '');

function groundOf(box: BoxStyle, around: ComputedTextStyle): Pick<ComputedTextStyle, 'ground' | 'isGroundAssumed'> {
  const { ground, isGroundAssumed } = around;
  if ((box.get('background-image') ?? 'none') !== 'none') return { ground: null, isGroundAssumed: false };
  const written = box.get('background-color');
  if (written === undefined || isWideKeyword(written)) return { ground, isGroundAssumed };
  const own = colourOf(written);
  if (own === null) return { ground: null, isGroundAssumed: false };
  if (own.alpha() === 0) return { ground, isGroundAssumed };
  if (own.alpha() >= 1) return { ground: own, isGroundAssumed: false };
  return { ground: ground && over(own, ground), isGroundAssumed };
}
