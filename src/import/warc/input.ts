/** A record's header block is some hundred bytes. */
const MAX_HEAD_BYTES = 256 * 1024;

/** Bytes pulled from chunks. */
export class ByteInput {
  readonly #chunks: AsyncIterator<Buffer>;
  #held: Buffer = Buffer.alloc(0);
  #ended = false;
  /** Bytes given so far. */
  at = 0;

  constructor(chunks: AsyncIterable<Buffer>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** Lets go of the file, also where reading stops early. */
  async close(): Promise<void> {
    await this.#chunks.return?.();
  }

  /** Up to and with the next line feed; a line without an end is cut, since only its beginning counts. Null at the end. */
  async line(): Promise<Buffer | null> {
    for (let from = 0; ; ) {
      const end = this.#held.indexOf(0x0a, from);
      if (end >= 0) return this.#shift(end + 1);
      from = this.#held.length;
      if (from > MAX_HEAD_BYTES) return this.#shift(from);
      if (!(await this.#more())) return from === 0 ? null : this.#shift(from);
    }
  }

  /** All lines up to the blank one. */
  async head(): Promise<Buffer> {
    const lines: Buffer[] = [];
    for (let size = 0; size < MAX_HEAD_BYTES; ) {
      const line = await this.line();
      if (line === null || line.toString('latin1').trim() === '') break;
      lines.push(line);
      size += line.length;
    }
    return Buffer.concat(lines);
  }

  async take(length: number): Promise<Buffer | 'short'> {
    const parts: Buffer[] = [];
    const whole = await this.#pull(length, (part) => parts.push(part));
    return whole ? Buffer.concat(parts) : 'short';
  }

  async skip(length: number): Promise<null | 'short'> {
    return (await this.#pull(length, () => undefined)) ? null : 'short';
  }

  async #pull(length: number, use: (part: Buffer) => void): Promise<boolean> {
    for (let missing = length; missing > 0; ) {
      if (this.#held.length === 0 && !(await this.#more())) return false;
      const part = this.#shift(Math.min(missing, this.#held.length));
      use(part);
      missing -= part.length;
    }
    return true;
  }

  #shift(length: number): Buffer {
    const part = this.#held.subarray(0, length);
    this.at += length;
    this.#held = this.#held.subarray(length);
    return part;
  }

  async #more(): Promise<boolean> {
    if (this.#ended) return false;
    const { value, done } = await this.#chunks.next();
    if (done === true) {
      this.#ended = true;
      return false;
    }
    this.#held = this.#held.length === 0 ? value : Buffer.concat([this.#held, value]);
    return true;
  }
}
