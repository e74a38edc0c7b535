import { isTelltale, mayBegin, TELLING } from '../mojibake.ts';
import type { CleanText } from './model.ts';
import type { Stretches } from './stretches.ts';

/** Bytes that are valid UTF-8, behind a byte order mark of so many. */
export function readUtf8(stretches: Stretches, bom: number): CleanText {
  const { bytes, size, units } = stretches;
  let two = 0;
  let long = bom > 0 ? 1 : 0;
  let telltales = 0;
  let latin = 0;
  let at = bom;
  let length = 0;
  while (at < size) {
    const end = stretches.asciiEnd(at);
    if (length < at) units.copyWithin(length, at, end);
    length += end - at;
    at = end;
    for (let lead = bytes[at] ?? 0; lead >= 0x80 && at < size; lead = bytes[at] ?? 0) {
      const second = (bytes[at + 1] ?? 0) & 0x3f;
      if (lead < 0xe0) {
        const code = ((lead & 0x1f) << 6) | second;
        if (mayBegin(code)) latin += 1;
        units[length++] = code;
        two += 1;
        at += 2;
        continue;
      }
      long += 1;
      const third = (bytes[at + 2] ?? 0) & 0x3f;
      if (lead < 0xf0) {
        const code = ((lead & 0xf) << 12) | (second << 6) | third;
        if (isTelltale(code)) telltales += 1;
        units[length++] = code;
        at += 3;
      } else {
        const code = ((lead & 7) << 18) | (second << 12) | (third << 6) | ((bytes[at + 3] ?? 0) & 0x3f);
        units[length++] = 0xd7c0 + (code >> 10);
        units[length++] = 0xdc00 | (code & 0x3ff);
        at += 4;
      }
    }
  }
  const mayBeSpoiled = latin > 0 || telltales >= TELLING;
  return { charset: 'utf-8', text: stretches.text(length), utf8: { two, long, invalid: 0 }, fits: null, mayBeSpoiled };
}
