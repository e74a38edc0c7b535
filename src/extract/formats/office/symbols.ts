/** Check boxes and ticks of the symbol fonts; other signs of a private font have no character. */
const SYMBOLS: ReadonlyMap<number, string> = new Map([
  ...([
    [0xf06f, '□'],
    [0xf071, '□'],
    [0xf0a8, '□'],
    [0xf0a3, '□'],
    [0xf0fe, '☑'],
    [0xf052, '☑'],
  ] as const),
  ...([
    [0xf0fc, '✓'],
    [0xf0fb, '✗'],
    [0xf0fd, '☒'],
    [0xf054, '☒'],
    [0xf06c, '●'],
    [0xf0b7, '·'],
  ] as const),
]);

/** Character of a sign in a symbol font; `code` is hexadecimal. */
export function symbolText(code: string | undefined): string {
  const point = Number.parseInt(code ?? '', 16);
  if (!(point > 0x1f && point <= 0xffff)) return '';
  return SYMBOLS.get(point) ?? (point >= 0xf000 && point <= 0xf0ff ? '□' : String.fromCharCode(point));
}
