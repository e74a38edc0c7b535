import { plain } from '../vocabulary/characters.ts';
import { memoize } from '../vocabulary/memoize.ts';
import { withoutUnmarkedOrdinal } from '../vocabulary/ordinals.ts';

/** An item's number in a circle or in brackets of its own: ③其他 is 3.其他. */
const CIRCLED = /^\s*([①-⑳⑴-⒇⒈-⒛])[、．.]?\s*/;

/**
 * A printed label reduced to what identifies it: NFKC, no white space, no quotes, no punctuation, 其它 as 其他.
 * Ordinals stay (`3.其他` and `其他` are different rows); see `withoutOrdinal`.
 */
export const normaliseLabel: (text: string) => string = memoize((text) =>
  plain(text.replace(CIRCLED, (_, sign: string) => `${sign.normalize('NFKC').replace(/\D/g, '')}.`))
    .replace(/["'“”‘’「」『』《》〈〉＂`´*_]/g, '')
    // 3、其他 and 3.其他 are the same row; without the mark the digit would look like part of the words.
    .replace(/^(\d{1,2})[、,，．]/, '$1.')
    .replace(/[,，、。;；:：·]/g, '')
    .replace(/[〔【[]/g, '(')
    .replace(/[〕】\]]/g, ')')
    .replace(/其它/g, '其他'),
);

/** The normalised label without a leading （一）, 一、, 1. or (1). */
export const withoutOrdinal = withoutUnmarkedOrdinal;
