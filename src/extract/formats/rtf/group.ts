import type { Ground, TextStyle } from '../office/text-style.ts';

/** What a group sets and its end takes back. */
export interface GroupState {
  readonly purpose: 'text' | 'skip' | 'fonts' | 'colours' | 'number' | 'code' | 'choice';
  readonly uc: number;
  readonly font: number;
  readonly eastAsianFont: number;
  /** Inside the definition of a nested table's row. */
  readonly isNestedRow: boolean;
  readonly textStyle: TextStyle;
  readonly isDeleted: boolean;
  readonly inTable: boolean;
  readonly depth: number;
  readonly outline: number | null;
  /** Shading of the paragraph; null for none. */
  readonly ground: Ground | null;
  /** True between `\dbch` and the font that follows it. */
  readonly expectsEastAsian: boolean;
  /** Number of open text boxes when the group began: a text box ends with the group that it is in. */
  readonly boxes: number;
}

export function newGroup(): GroupState {
  return {
    purpose: 'text',
    uc: 1,
    font: -1,
    eastAsianFont: -1,
    isNestedRow: false,
    textStyle: {},
    isDeleted: false,
    inTable: false,
    depth: 0,
    outline: null,
    ground: null,
    expectsEastAsian: false,
    boxes: 0,
  };
}

/** What a word about format changes in its group; null for all other words. */
export function formatChange(group: GroupState, name: string, value: number | null): Partial<GroupState> | null {
  switch (name) {
    case 'uc':
      return { uc: Math.max(0, value ?? 1) };
    case 'dbch':
      return { expectsEastAsian: true };
    case 'f':
    case 'af':
      return fontChange(group, name, value ?? 0);
    case 'v':
      return { textStyle: { ...group.textStyle, hidden: value !== 0 } };
    case 'strike':
      return { textStyle: { ...group.textStyle, struck: value !== 0 } };
    case 'striked':
      return { textStyle: { ...group.textStyle, doublyStruck: value !== 0 } };
    case 'super':
    case 'sub':
      return { textStyle: { ...group.textStyle, raised: value !== 0 } };
    case 'up':
    case 'dn':
      return { textStyle: { ...group.textStyle, raised: (value ?? 6) !== 0 } };
    case 'nosupersub':
      return { textStyle: { ...group.textStyle, raised: false } };
    case 'deleted':
      return { isDeleted: value !== 0 };
    case 'plain':
      return { textStyle: {}, isDeleted: false };
    case 'pard':
      return { inTable: false, depth: 0, outline: null, ground: null };
    case 'intbl':
      return { inTable: true };
    case 'itap':
      return { depth: Math.max(0, value ?? 1) };
    case 'outlinelevel':
      return { outline: value };
    default:
      return null;
  }
}

/** The font after `\dbch` is the one for Chinese characters, whichever of the two words names it. */
function fontChange(group: GroupState, name: 'f' | 'af', font: number): Partial<GroupState> {
  return {
    ...(group.expectsEastAsian ? { eastAsianFont: font, expectsEastAsian: false } : {}),
    ...(name === 'f' ? { font } : {}),
  };
}
