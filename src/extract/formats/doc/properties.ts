import type { ByteView } from '../office/byte-view.ts';

/** One property of a formatting list (sprm): its code and its operand. */
export interface Property {
  readonly code: number;
  readonly operand: ByteView;
}

/** Operand sizes by the three topmost bits of the code; 0 where the size stands in the file. */
const SIZES = [1, 1, 2, 4, 2, 2, 0, 3] as const;
const TABLE_DEFINITION = 0xd608;
const TAB_STOPS = 0xc615;

/** The properties of a formatting list, until it ends or is damaged. */
export function* properties(list: ByteView): Generator<Property> {
  for (let at = 0; at + 2 <= list.length; ) {
    const code = list.u16(at);
    at += 2;
    let size: number = SIZES[code >>> 13] ?? 0;
    if (code === TABLE_DEFINITION) {
      size = list.u16(at) - 1;
      at += 2;
    } else if (size === 0) {
      size = code === TAB_STOPS && list.u8(at) === 0xff ? tabStopsSize(list, at + 1) : list.u8(at);
      at += 1;
    }
    if (size < 0 || at + size > list.length) return;
    yield { code, operand: list.part(at, size) };
    at += size;
  }
}

/** Long lists of tab stops tell their size by their counts: four bytes a stop taken out, three a stop put in. */
function tabStopsSize(list: ByteView, at: number): number {
  const removed = 1 + 4 * list.u8(at);
  return removed + 1 + 3 * list.u8(at + removed);
}
