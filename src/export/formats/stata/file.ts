import { closeSync, openSync, readSync, writeSync } from 'node:fs';

const CHUNK = 1 << 20;

/** A file that is written from front to back in large pieces, and knows how far it is. */
export class SequentialFile {
  readonly #descriptor: number;
  #pending: Buffer[] = [];
  #bytes = 0;
  position = 0;

  constructor(path: string) {
    this.#descriptor = openSync(path, 'w+');
  }

  write(data: Buffer | string): void {
    const bytes = typeof data === 'string' ? Buffer.from(data) : data;
    this.#pending.push(bytes);
    this.#bytes += bytes.length;
    this.position += bytes.length;
    if (this.#bytes >= CHUNK) this.#flush();
  }

  /** Writes over what stands at a place already. */
  patch(data: Buffer, position: number): void {
    this.#flush();
    writeSync(this.#descriptor, data, 0, data.length, position);
  }

  /** What was written so far, in pieces. */
  *content(): Generator<Buffer> {
    this.#flush();
    for (let at = 0; at < this.position; at += CHUNK) {
      const piece = Buffer.alloc(Math.min(CHUNK, this.position - at));
      readSync(this.#descriptor, piece, 0, piece.length, at);
      yield piece;
    }
  }

  close(): void {
    this.#flush();
    closeSync(this.#descriptor);
  }

  #flush(): void {
    if (this.#bytes === 0) return;
    const bytes = Buffer.concat(this.#pending, this.#bytes);
    writeSync(this.#descriptor, bytes, 0, bytes.length, this.position - bytes.length);
    this.#pending = [];
    this.#bytes = 0;
  }
}
