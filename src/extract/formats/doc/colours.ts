import type { ByteView } from '../office/byte-view.ts';
import { type TextStyle, UNKNOWN_GROUND } from '../office/text-style.ts';

/** Word's colours by number; 0 is the program's own. */
const NUMBERED: readonly (string | null)[] = [
  ...[null, 'black', 'blue', 'cyan', 'lime', 'magenta', 'red', 'yellow', 'white'],
  ...['navy', 'teal', 'green', 'purple', 'maroon', 'olive', 'gray', 'silver'],
];
const numbered = (number: number): string | null => NUMBERED[number] ?? null;

/** A fourth byte that is not 0 says: the program's own. */
function colourAt(operand: ByteView, at: number): string | null {
  if (operand.u8(at + 3) !== 0) return null;
  return [0, 1, 2]
    .map((part) =>
      operand
        .u8(at + part)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('');
}

/** A shading without a pattern is its ground. */
const shading = (pattern: number, ground: string | null): TextStyle => ({
  ground: pattern === 0 ? ground : UNKNOWN_GROUND,
});

/** What the properties about size, colour and shading of characters say, by their codes. */
export const SIZE_AND_COLOUR: ReadonlyMap<number, (operand: ByteView) => TextStyle> = new Map([
  [0x4a43, (operand: ByteView): TextStyle => ({ size: operand.u16(0) / 2 })],
  [0x2a42, (operand: ByteView): TextStyle => ({ colour: numbered(operand.u8(0)) })],
  [0x6870, (operand: ByteView): TextStyle => ({ colour: colourAt(operand, 0) })],
  [0x2a0c, (operand: ByteView): TextStyle => ({ ground: numbered(operand.u8(0)) })],
  [0x4866, (operand: ByteView): TextStyle => shading(operand.u16(0) >>> 10, numbered((operand.u16(0) >>> 5) & 0x1f))],
  [0xca71, (operand: ByteView): TextStyle => shading(operand.u16(8), colourAt(operand, 4))],
]);
