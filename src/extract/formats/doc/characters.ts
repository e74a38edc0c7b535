import type { ByteView } from '../office/byte-view.ts';
import { symbolText } from '../office/symbols.ts';
import { mergedStyle, type TextStyle } from '../office/text-style.ts';
import { SIZE_AND_COLOUR } from './colours.ts';
import { properties } from './properties.ts';

/** What a stretch of characters looks like, as far as it matters for the text. */
export interface CharacterFormat {
  /** Taken out by a tracked change. */
  readonly isDeleted: boolean;
  /** Character style by number; null where the stretch has none. */
  readonly style: number | null;
  readonly textStyle: TextStyle;
  /** Sign of a symbol font that stands for the character; null for ordinary text. */
  readonly symbol: string | null;
  /** Where in the data stream what a sign stands for is described; null for none. */
  readonly dataAt: number | null;
}

const DELETED = 0x0800;
const STYLE = 0x4a30;
const HIDDEN = 0x083c;
const STRUCK = 0x0837;
const DOUBLY_STRUCK = 0x2a53;
const RAISED = 0x2a48;
const SYMBOL = 0x6a09;
const DATA_PLACE = 0x6a03;

/** Reads character formatting lists, later ones over earlier ones. */
export function characterFormat(lists: readonly ByteView[]): CharacterFormat {
  let isDeleted = false;
  let style: number | null = null;
  let symbol: string | null = null;
  let dataAt: number | null = null;
  const textStyles: TextStyle[] = [];
  for (const list of lists) {
    for (const { code, operand } of properties(list)) {
      const first = operand.u8(0);
      if (code === DELETED) isDeleted = first !== 0;
      else if (code === STYLE) style = operand.u16(0);
      else if (code === HIDDEN) textStyles.unshift(switched(first, (hidden) => ({ hidden })));
      else if (code === STRUCK) textStyles.unshift(switched(first, (struck) => ({ struck })));
      else if (code === DOUBLY_STRUCK) textStyles.unshift(switched(first, (doublyStruck) => ({ doublyStruck })));
      else if (code === RAISED) textStyles.unshift({ raised: first === 1 || first === 2 });
      else if (SIZE_AND_COLOUR.has(code)) textStyles.unshift(SIZE_AND_COLOUR.get(code)?.(operand) ?? {});
      else if (code === DATA_PLACE) dataAt = operand.u32(0);
      else if (code === SYMBOL) symbol = symbolText(operand.u16(2).toString(16));
    }
  }
  return { isDeleted, style, textStyle: mergedStyle(textStyles), symbol, dataAt };
}

/** 0x80 means as in the style; 0x81 the opposite of it, which is on: no style of a report hides or strikes text to begin with. */
function switched(value: number, textStyle: (isOn: boolean) => TextStyle): TextStyle {
  return value === 0x80 ? {} : textStyle(value === 1 || value === 0x81);
}
