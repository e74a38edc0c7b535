/** Little-endian numbers out of bytes that may be cut short or damaged: beyond the end everything is 0. */
export class ByteView {
  readonly #bytes: Buffer;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get bytes(): Buffer {
    return this.#bytes;
  }

  get length(): number {
    return this.#bytes.length;
  }

  u8(at: number): number {
    return this.#bytes[at] ?? 0;
  }

  u16(at: number): number {
    return this.#holds(at, 2) ? this.#bytes.readUInt16LE(at) : 0;
  }

  i16(at: number): number {
    return this.#holds(at, 2) ? this.#bytes.readInt16LE(at) : 0;
  }

  u32(at: number): number {
    return this.#holds(at, 4) ? this.#bytes.readUInt32LE(at) : 0;
  }

  i32(at: number): number {
    return this.#holds(at, 4) ? this.#bytes.readInt32LE(at) : 0;
  }

  /** Up to `length` bytes from `at`. */
  part(at: number, length: number): ByteView {
    const from = Math.max(0, Math.min(at, this.length));
    return new ByteView(this.#bytes.subarray(from, from + Math.max(0, length)));
  }

  text(at: number, length: number, charset: 'utf16le' | 'windows-1252'): string {
    const bytes = this.#bytes.subarray(Math.max(0, at), Math.max(0, at + length));
    return charset === 'utf16le' ? bytes.toString('utf16le') : new TextDecoder('windows-1252').decode(bytes);
  }

  #holds(at: number, length: number): boolean {
    return at >= 0 && at + length <= this.length;
  }
}
