import { symbolText } from '../office/symbols.ts';
import type { ByteView } from './byte-view.ts';
import { properties } from './properties.ts';

/** What a stretch of characters looks like, as far as it matters for the text. */
export interface CharacterFormat {
  /** Taken out by a tracked change, or hidden. */
  readonly isHidden: boolean;
  /** Sign of a symbol font that stands for the character; null for ordinary text. */
  readonly symbol: string | null;
}

const DELETED = 0x0800;
const HIDDEN = 0x083c;
const SYMBOL = 0x6a09;

/** Reads character formatting lists, later ones over earlier ones. */
export function characterFormat(lists: readonly ByteView[]): CharacterFormat {
  let isDeleted = false;
  let isHidden = false;
  let symbol: string | null = null;
  for (const list of lists) {
    for (const { code, operand } of properties(list)) {
      if (code === DELETED) isDeleted = operand.u8(0) !== 0;
      // 0x80 and 0x81 mean as in the style or its opposite; no style of a report hides text.
      else if (code === HIDDEN) isHidden = operand.u8(0) === 1 || operand.u8(0) === 0x81;
      else if (code === SYMBOL) symbol = symbolText(operand.u16(2).toString(16));
    }
  }
  return { isHidden: isDeleted || isHidden, symbol };
}
