/** A font that comes with a file. */
export interface FontFile {
  readonly bytes: Uint8Array;
  readonly kind: 'truetype' | 'opentype' | 'cff';
  /** The number of a character's glyph; null where the font tells none. */
  glyphOf(character: string): number | null;
}

/** Reads as much of a font file as is needed to draw by glyph numbers; null for what is none that can be drawn. */
export function readFontFile(bytes: Uint8Array): FontFile | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12) return null;
  const signature = view.getUint32(0);
  if (bytes[0] === 1 && bytes[1] === 0 && (bytes[2] ?? 0) >= 4 && (bytes[2] ?? 0) < 32)
    return { bytes, kind: 'cff', glyphOf: () => null };
  if (![0x00010000, 0x4f54544f, 0x74727565, 0x74746366].includes(signature)) return null;
  const kind = signature === 0x4f54544f ? 'opentype' : 'truetype';
  const glyphs = new Map<string, number | null>();
  const lookup = safely(() => characterMap(view, signature === 0x74746366 ? view.getUint32(12) : 0), null);
  const glyphOf = (character: string): number | null => {
    const known = glyphs.get(character);
    if (known !== undefined) return known;
    const code = character.codePointAt(0) ?? 0;
    const glyph = safely(() => lookup?.(code) ?? null, null) || null;
    glyphs.set(character, glyph);
    return glyph;
  };
  return { bytes, kind, glyphOf };
}

/** What a damaged font's tables point at may lie beyond its end. */
function safely<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return otherwise;
    throw error;
  }
}

type Lookup = (code: number) => number | null;

/** Platform and encoding of the tables that map characters, best first: all of Unicode, its first plane, symbols, Macintosh. */
const ENCODINGS = ['3/10', '0/6', '0/4', '3/1', '0/3', '0/2', '0/1', '0/0', '3/0', '1/0'];

function characterMap(view: DataView, start: number): Lookup | null {
  const tables = view.getUint16(start + 4);
  for (let index = 0; index < tables; index++) {
    const record = start + 12 + index * 16;
    if (view.getUint32(record) === 0x636d6170) return bestMap(view, view.getUint32(record + 8));
  }
  return null;
}

function bestMap(view: DataView, cmap: number): Lookup | null {
  const found = Array.from({ length: Math.min(50, view.getUint16(cmap + 2)) }, (_, index) => {
    const record = cmap + 4 + index * 8;
    const encoding = `${view.getUint16(record)}/${view.getUint16(record + 2)}`;
    return { encoding, at: cmap + view.getUint32(record + 4) };
  }).filter(({ encoding }) => ENCODINGS.includes(encoding));
  found.sort((a, b) => ENCODINGS.indexOf(a.encoding) - ENCODINGS.indexOf(b.encoding));
  for (const { encoding, at } of found) {
    const lookup = mapAt(view, at);
    // Symbol fonts keep their characters in the private use area.
    if (lookup) return encoding === '3/0' ? (code) => lookup(code) || lookup(0xf000 + (code & 0xff)) : lookup;
  }
  return null;
}

/** One table, by its format. */
function mapAt(view: DataView, at: number): Lookup | null {
  const format = view.getUint16(at);
  if (format === 0) return (code) => (code < 256 ? view.getUint8(at + 6 + code) : null);
  if (format === 4) return (code) => inSegments(view, at, code);
  if (format === 6) {
    const [first, count] = [view.getUint16(at + 6), view.getUint16(at + 8)];
    return (code) => (code >= first && code < first + count ? view.getUint16(at + 10 + (code - first) * 2) : null);
  }
  return format === 12 ? (code) => inGroups(view, at, code) : null;
}

/** Format 4: segments of the first plane, each with an offset to its numbers or a list of them. */
function inSegments(view: DataView, at: number, code: number): number | null {
  const double = view.getUint16(at + 6) & ~1;
  for (let index = 0; index < double; index += 2) {
    if (code > view.getUint16(at + 14 + index)) continue;
    const first = view.getUint16(at + 16 + double + index);
    if (code < first) return null;
    const delta = view.getUint16(at + 16 + double * 2 + index);
    const place = at + 16 + double * 3 + index;
    const range = view.getUint16(place);
    if (range === 0) return (code + delta) & 0xffff;
    const glyph = view.getUint16(place + range + (code - first) * 2);
    return glyph === 0 ? null : (glyph + delta) & 0xffff;
  }
  return null;
}

/** Format 12: groups of all of Unicode. */
function inGroups(view: DataView, at: number, code: number): number | null {
  const groups = view.getUint32(at + 12);
  for (let index = 0; index < groups; index++) {
    const group = at + 16 + index * 12;
    if (code > view.getUint32(group + 4)) continue;
    const first = view.getUint32(group);
    return code < first ? null : view.getUint32(group + 8) + code - first;
  }
  return null;
}
