import { COMMON, fitOf, MOST_CHARACTERS, weightsOf } from '../double-byte.ts';
import { pairs } from '../gb18030.ts';
import { isTelltale, mayBegin, TELLING } from '../mojibake.ts';
import { leadsUtf8 } from '../segments.ts';
import { utf8Fit } from '../utf8.ts';
import type { CleanText } from './model.ts';
import type { Stretches } from './stretches.ts';

/** What a pair tells: its code unit (16 bits), its weights in either charset above the least (4 bits each), and these. */
const GB_COMMON = 1 << 24;
const BIG5_COMMON = 1 << 25;
const TELLTALE = 1 << 26;
const LATIN = 1 << 27;
const LEAST_WEIGHT = -8;

let table: Int32Array | null = null;

/** What each pair of bytes tells, by lead and trail; 0 for pairs that are not one code unit. Made when it is first needed. */
function tellings(): Int32Array {
  if (table !== null) return table;
  const gb = weightsOf('gb18030');
  const big5 = weightsOf('big5');
  table = Int32Array.from(pairs(), (unit, pair) => {
    if (unit === 0) return 0;
    const [gbWeight = 0, big5Weight = 0] = [gb[pair], big5[pair]];
    const weights = ((gbWeight - LEAST_WEIGHT) << 16) | ((big5Weight - LEAST_WEIGHT) << 20);
    const common = (gbWeight === COMMON ? GB_COMMON : 0) | (big5Weight === COMMON ? BIG5_COMMON : 0);
    return unit | weights | common | (isTelltale(unit) ? TELLTALE : 0) | (mayBegin(unit) ? LATIN : 0);
  });
  return table;
}

const LINE_FEED = 0x0a;

/** Null where a byte is no half of a pair, or a stretch of pairs begins as UTF-8 does. */
export function readGb18030(stretches: Stretches): CleanText | null {
  const { bytes, size, units, beyond } = stretches;
  const table = tellings();
  let [characters, gbSum, gbCommon, big5Sum, big5Common] = [0, 0, 0, 0, 0];
  let telltales = 0;
  let all = 0;
  let high = 0;
  let length = 0;
  let at = 0;
  while (at < size) {
    const end = stretches.asciiEnd(at);
    if (length < at) units.copyWithin(length, at, end);
    length += end - at;
    at = end;
    beyond[high++] = LINE_FEED;
    if (at >= size) break;
    if (leadsUtf8(bytes, at)) return null;
    for (let lead = bytes[at] ?? 0; lead >= 0x80 && at < size; lead = bytes[at] ?? 0) {
      const trail = bytes[at + 1] ?? 0;
      const telling = table[(lead << 8) | trail] ?? 0;
      if (telling === 0) return null;
      units[length++] = telling & 0xffff;
      beyond[high++] = lead;
      beyond[high++] = trail;
      at += 2;
      all |= telling;
      if ((telling & TELLTALE) !== 0) telltales += 1;
      if (characters === MOST_CHARACTERS) continue;
      characters += 1;
      gbSum += ((telling >> 16) & 0xf) + LEAST_WEIGHT;
      big5Sum += ((telling >> 20) & 0xf) + LEAST_WEIGHT;
      if ((telling & GB_COMMON) !== 0) gbCommon += 1;
      if ((telling & BIG5_COMMON) !== 0) big5Common += 1;
    }
  }
  // The end cuts the last pair.
  if (at > size) return null;
  return {
    charset: 'gb18030',
    text: stretches.text(length),
    // With something between and behind them they read as the whole does.
    utf8: utf8Fit(beyond.subarray(0, high)),
    fits: { gb18030: fitOf(characters, gbCommon, 0, gbSum), big5: fitOf(characters, big5Common, 0, big5Sum) },
    mayBeSpoiled: (all & LATIN) !== 0 || telltales >= TELLING,
  };
}
