import { memoize } from '../../../vocabulary/memoize.ts';
import type { Warning } from '../../document.ts';
import { attributeColour, isSameAs } from '../appearance/colours.ts';

/** How characters look, as far as it changes what is read; a property that is not named is as in the style. */
export interface TextStyle {
  readonly hidden?: boolean;
  /** Struck out, by one line or two: taken back by hand. */
  readonly struck?: boolean;
  readonly doublyStruck?: boolean;
  /** Raised or lowered, as note marks are. */
  readonly raised?: boolean;
  /** Colour of the characters, as six hexadecimal digits or a name; null for the program's own, which is seen. */
  readonly colour?: string | null;
  /** Colour behind the characters themselves; null where there is none, and what is around them counts. */
  readonly ground?: Ground | null;
  /** Size in points. */
  readonly size?: number;
}

/** A colour behind characters, or a pattern or a style's that is not known. */
export type Ground = string;
export const UNKNOWN_GROUND: Ground = 'unknown';
const PAPER: Ground = 'ffffff';

/** Nobody reads characters of this many points. */
const LARGEST_UNREADABLE = 2;

/**
 * How characters of a style are seen on a ground (null for paper): `pale` are those as white as paper on a ground that may be another. Of such
 * ones the text beside them tells: in a line of dark text they are not seen.
 */
export function seenAs({ hidden, colour, ground, size }: TextStyle, around: Ground | null): 'seen' | 'unseen' | 'pale' {
  if (hidden || (size !== undefined && size <= LARGEST_UNREADABLE)) return 'unseen';
  if (colour === undefined || colour === null) return 'seen';
  const behind = ground ?? around ?? PAPER;
  if (behind === UNKNOWN_GROUND) return areAlike(`${colour} ${PAPER}`) ? 'pale' : 'seen';
  return areAlike(`${colour} ${behind}`) ? 'unseen' : 'seen';
}

const areAlike = memoize((pair: string): boolean => {
  const [colour, ground] = pair.split(' ').map((written) => attributeColour(written));
  return colour != null && ground != null && isSameAs(colour, ground);
});

/** The style that several styles give together, the nearest first. */
export function mergedStyle(textStyles: readonly TextStyle[]): TextStyle {
  const all: TextStyle = {};
  for (const textStyle of textStyles.toReversed()) Object.assign(all, textStyle);
  return all;
}

export function isStruck(textStyle: TextStyle): boolean {
  return textStyle.struck === true || textStyle.doublyStruck === true;
}

/** Marks are short: a number, 注1, a letter. */
const LONGEST_MARK = 6;

/**
 * A note mark raised behind a number is no digit of it, nor part of a label that it stands behind: 5 with note 1 is printed `5[1]`, never 51.
 * `before` is the text in front.
 */
export function raisedText(before: string, mark: string): string {
  const text = mark.trim();
  const isMark = text.length <= LONGEST_MARK && /^(?:\p{Nd}|\p{Script=Han}|[a-z])+$/iu.test(text);
  const isBehind = /\p{Nd}\s*$/u.test(before) || (/[\p{Script=Han}”）)\]]\s*$/u.test(before) && /\p{Nd}/u.test(text));
  return isMark && isBehind ? `[${text}]` : mark;
}

/** Tells of the pieces of struck-out text that were left out. */
export function struckWarnings(count: number): Warning[] {
  if (count === 0) return [];
  return [{ code: 'struck_text', message: `${count} pieces of struck-out text were left out.`, where: null }];
}

/** Longest text that a warning tells whole. */
const SHORT = 20;

/** Tells of texts with digits in tables that were left out because nobody sees them. */
export function unseenWarnings(texts: readonly string[]): Warning[] {
  const [first] = texts;
  if (first === undefined) return [];
  const shown = first.trim().replace(/\s+/g, ' ');
  const example = shown.length > SHORT ? `${shown.slice(0, SHORT)}…` : shown;
  const message = `${texts.length} texts with digits in tables are not seen by a reader and were left out, the first is “${example}”.`;
  return [{ code: 'unseen_text', message, where: null }];
}
