import type { ByteView } from '../office/byte-view.ts';

/** Stands in a form field's data in place of a length. */
const VERSION = 0xffffffff;
const DROP_DOWN = 2;
const NO_RESULT = 25;
/** Word's limit of choices. */
const MOST_ENTRIES = 25;

/** The choice that a drop-down list shows, out of the description of a form's field in the data stream; null for other fields. */
export function dropDownChoice(data: ByteView, start: number): string | null {
  const at = start + data.u16(start + 4);
  if (data.u32(at) !== VERSION) return null;
  const kind = data.u16(at + 4);
  if ((kind & 3) !== DROP_DOWN) return null;
  // Behind the list's name its default; behind that five texts for programs.
  let next = textEnd(data, at + 10);
  const fallback = data.u16(next);
  next += 2;
  for (let text = 0; text < 5; text++) next = textEnd(data, next);
  const result = (kind >>> 2) & 0x1f;
  return entriesAt(data, next)[result === NO_RESULT ? fallback : result] ?? null;
}

/** Behind a text that ends in a null character. */
const textEnd = (data: ByteView, at: number): number => at + 2 + 2 * data.u16(at) + 2;

function entriesAt(data: ByteView, start: number): string[] {
  const count = Math.min(data.u16(start + 2), MOST_ENTRIES);
  const entries: string[] = [];
  let at = start + 6;
  for (let entry = 0; entry < count; entry++) {
    const length = data.u16(at);
    entries.push(data.text(at + 2, 2 * length, 'utf16le'));
    at += 2 + 2 * length;
  }
  return entries;
}
