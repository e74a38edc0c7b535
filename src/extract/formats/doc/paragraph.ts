import type { CellShape } from '../office/body-block.ts';
import type { ByteView } from '../office/byte-view.ts';
import { type Property, properties } from './properties.ts';
import { RowShape } from './row-shape.ts';

/** What the formatting of a paragraph's end says about its place. */
export interface ParagraphFormat {
  readonly inTable: boolean;
  /** Depth of the table, from 1; 0 where the file does not tell. */
  readonly depth: number;
  /** The mark ends a row of the outermost table. */
  readonly endsRow: boolean;
  /** The mark ends a cell, or a row, of a nested table. */
  readonly endsInnerCell: boolean;
  readonly endsInnerRow: boolean;
  /** Use of a list (from 1) and level in it; null where the paragraph says nothing, 0 where it says none. */
  readonly list: number | null;
  readonly listLevel: number | null;
  /** Outline level as stored: 0 to 8 headings, 9 body text. */
  readonly outline: number | null;
  readonly shapes: readonly CellShape[];
}

/** Lists in the data stream may hold another such reference: once is enough. */
const MAX_REFERENCES = 4;

/** Reads a paragraph's formatting lists one after the other, later ones over earlier ones. `data` is the stream of long lists. */
export function paragraphFormat(lists: readonly ByteView[], data: ByteView): ParagraphFormat {
  const format = {
    inTable: false,
    depth: 0,
    endsRow: false,
    endsInnerCell: false,
    endsInnerRow: false,
    list: null as number | null,
    listLevel: null as number | null,
    outline: null as number | null,
  };
  const shape = new RowShape();
  const apply = (property: Property, references: number): void => {
    const { code, operand } = property;
    switch (code) {
      case 0x2416:
        format.inTable = operand.u8(0) !== 0;
        break;
      case 0x2417:
        format.endsRow = operand.u8(0) !== 0;
        break;
      case 0x6649:
        format.depth = Math.max(0, operand.i32(0));
        break;
      case 0x664a:
        format.depth = Math.max(0, format.depth + operand.i32(0));
        break;
      case 0x244b:
        format.endsInnerCell = operand.u8(0) !== 0;
        break;
      case 0x244c:
        format.endsInnerRow = operand.u8(0) !== 0;
        break;
      case 0x460b:
        format.list = operand.i16(0);
        break;
      case 0x260a:
        format.listLevel = operand.u8(0);
        break;
      case 0x2640:
        format.outline = operand.u8(0);
        break;
      // Long lists, and the properties of big tables, stand in the data stream.
      case 0x6645:
      case 0x6646:
      case 0x646b:
        if (references < MAX_REFERENCES) {
          const at = operand.u32(0);
          for (const inner of properties(data.part(at + 2, data.u16(at)))) apply(inner, references + 1);
        }
        break;
      default:
        shape.apply(property);
    }
  };
  for (const list of lists) for (const property of properties(list)) apply(property, 0);
  return { ...format, shapes: shape.shapes };
}
