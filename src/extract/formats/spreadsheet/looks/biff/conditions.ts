import type { Range } from '@e965/xlsx';
import type { ByteView } from '../../../office/byte-view.ts';
import { type TextStyle, UNKNOWN_GROUND } from '../../../office/text-style.ts';
import { ALWAYS, type Condition, comparison } from '../conditions.ts';
import type { ConditionalFormat } from '../sheet-looks.ts';

/** Cell ranges of a group of conditional formats (CONDFMT). */
export function rangesIn(data: ByteView): Range[] {
  const ranges: Range[] = [];
  const count = data.u16(12);
  for (let at = 14; ranges.length < count && at + 8 <= data.length; at += 8)
    ranges.push({ s: { r: data.u16(at), c: data.u16(at + 4) }, e: { r: data.u16(at + 2), c: data.u16(at + 6) } });
  return ranges;
}

const OPERATORS: readonly string[] = [
  ...['', 'between', 'notBetween', 'equal', 'notEqual', 'greaterThan', 'lessThan'],
  ...['greaterThanOrEqual', 'lessThanOrEqual'],
];
/** Blocks of a format, in their order, as flags; and their lengths. */
const BLOCKS = { number: 0x02000000, font: 0x04000000, alignment: 0x08000000, border: 0x10000000, pattern: 0x20000000 };
const LENGTHS = { font: 118, alignment: 8, border: 8, pattern: 4 };
const HEAD = 12;

/** One conditional format (CF): when it holds, and what it changes. */
export function conditionIn(
  data: ByteView,
  colourOf: (number: number) => string | null,
): Omit<ConditionalFormat, 'ranges'> {
  const flags = data.u32(6);
  const has = (block: keyof typeof BLOCKS): boolean => (flags & BLOCKS[block]) !== 0;
  let at = HEAD;
  let style: TextStyle = {};
  let ground: string | undefined;
  // A format of the user's own begins with its length.
  if (has('number')) at += (data.u16(10) & 1) === 1 ? data.u16(at) : 2;
  if (has('font')) {
    style = fontIn(data, at, colourOf);
    at += LENGTHS.font;
  }
  if (has('alignment')) at += LENGTHS.alignment;
  if (has('border')) at += LENGTHS.border;
  if (has('pattern')) {
    ground = colourOf((data.u16(at + 2) >>> 7) & 0x7f) ?? UNKNOWN_GROUND;
    at += LENGTHS.pattern;
  }
  return { condition: conditionOf(data, at), style, ground };
}

function fontIn(data: ByteView, at: number, colourOf: (number: number) => string | null): TextStyle {
  const isStrikeSet = (data.u32(at + 88) & 0x80) === 0;
  const colour = data.u32(at + 80);
  return {
    ...(isStrikeSet && (data.u32(at + 68) & 0x80) !== 0 ? { struck: true } : {}),
    ...(colour === 0xffffffff ? {} : { colour: colourOf(colour) }),
  };
}

function conditionOf(data: ByteView, at: number): Condition {
  const [kind, operator, first, second] = [data.u8(0), data.u8(1), data.u16(2), data.u16(4)];
  const formulas = [constantIn(data, at, first), constantIn(data, at + first, second)];
  if (kind === 1) return comparison(OPERATORS[operator] ?? '', formulas);
  return formulas[0] === '1' || formulas[0] === 'TRUE' ? ALWAYS : () => null;
}

/** A formula that is nothing but a number or a truth value. */
function constantIn(data: ByteView, at: number, length: number): string | undefined {
  if (length === 3 && data.u8(at) === 0x1e) return String(data.u16(at + 1));
  if (length === 2 && data.u8(at) === 0x1d) return data.u8(at + 1) === 1 ? 'TRUE' : 'FALSE';
  const number = data.part(at + 1, 8);
  if (length === 9 && data.u8(at) === 0x1f && number.length === 8) return String(number.bytes.readDoubleLE(0));
  return undefined;
}
