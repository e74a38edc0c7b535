/* Characters that look otherwise than the rest: each is moved into a private plane, so that no writer that cuts or escapes text can part it from its look. */

/** What is there and not to be read as what stands beside it. */
export const LOOKS = ['unseen', 'struck', 'raised', 'deleted'] as const;
export type Look = (typeof LOOKS)[number];

/** Private planes of Unicode: one for marked characters, the other for rows that are hidden. */
const MARKED = 0xf0000;
/** Stands in a cell of a row that is hidden as a whole. */
export const HIDDEN_ROW = '\u{10fffd}';

/** The text in marked characters. */
export const marked = (text: string): string =>
  [...text].map((character) => String.fromCodePoint(MARKED + (character.codePointAt(0) ?? 0))).join('');

export const isMarked = (text: string): boolean => /[\u{f0000}-\u{ffffd}]/u.test(text);

const plain = (text: string): string =>
  [...text].map((character) => String.fromCodePoint((character.codePointAt(0) ?? MARKED) - MARKED)).join('');

/** The text with its marked stretches written by `write`, and all else by `rest`. */
export const withMarks = (
  text: string,
  write: (stretch: string) => string,
  rest: (stretch: string) => string = (stretch) => stretch,
): string =>
  text
    .split(/([\u{f0000}-\u{ffffd}]+)/u)
    .map((stretch, at) => (at % 2 === 1 ? write(plain(stretch)) : rest(stretch)))
    .join('');

/** What a reader sees of the text. */
export const seen = (text: string): string => withMarks(text, () => '').replaceAll(HIDDEN_ROW, '');
