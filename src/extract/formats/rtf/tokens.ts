/** One token of an RTF file; `bytes` are characters of the file, one byte each. */
export type RtfToken =
  | { readonly kind: 'open' | 'close' }
  | { readonly kind: 'word'; readonly name: string; readonly value: number | null }
  | { readonly kind: 'symbol'; readonly sign: string }
  | { readonly kind: 'byte'; readonly byte: number }
  | { readonly kind: 'bytes'; readonly bytes: string };

const TOKEN = /\\([a-z]+)(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z'])|([{}])|([^\\{}\r\n]+)|\\'?|[\r\n]+/giy;

/** Cuts an RTF file, given one character a byte, into tokens. Binary data is passed over; stray characters are dropped. */
export function* tokens(source: string): Generator<RtfToken> {
  const pattern = new RegExp(TOKEN);
  for (let match = pattern.exec(source); match !== null; match = pattern.exec(source)) {
    const [, name, value, hex, sign, brace, bytes] = match;
    if (bytes !== undefined) yield { kind: 'bytes', bytes };
    else if (name === 'bin') pattern.lastIndex += Math.max(0, Number(value ?? 0));
    else if (name !== undefined) yield { kind: 'word', name, value: value === undefined ? null : Number(value) };
    else if (hex !== undefined) yield { kind: 'byte', byte: Number.parseInt(hex, 16) };
    else if (sign !== undefined) yield { kind: 'symbol', sign };
    else if (brace !== undefined) yield { kind: brace === '{' ? 'open' : 'close' };
  }
}
