import type { Socket } from 'node:net';

/**
 * Records what a socket receives, beside the HTTP parser: the only way to the exact bytes, since node hands out parsed headers and
 * a de-chunked body. Attach it before the first byte, detach it at the end, so that the next response on a kept-alive connection
 * is not recorded here.
 */
export class SocketTee {
  readonly #chunks: Buffer[] = [];
  readonly #limit: number;
  readonly #onData: (total: number) => void;
  #socket: Socket | null = null;
  /** Bytes seen so far, also those over the limit. */
  total = 0;

  /** Keeps at most `limit` bytes; `onData` is called with the running total for each chunk. */
  constructor(limit: number, onData: (total: number) => void) {
    this.#limit = limit;
    this.#onData = onData;
  }

  attach(socket: Socket): void {
    this.#socket = socket;
    // Before node's own listener: the last chunk must be here when the parser announces the end.
    socket.prependListener('data', this.#listen);
  }

  detach(): void {
    this.#socket?.removeListener('data', this.#listen);
    this.#socket = null;
  }

  bytes(): Buffer {
    return this.#chunks.length === 1 ? (this.#chunks[0] ?? Buffer.alloc(0)) : Buffer.concat(this.#chunks);
  }

  readonly #listen = (chunk: Buffer): void => {
    const room = this.#limit - this.total;
    if (room > 0) this.#chunks.push(chunk.length > room ? chunk.subarray(0, room) : chunk);
    this.total += chunk.length;
    this.#onData(this.total);
  };
}

/** Splits a response into head (with its blank line) and the rest, after skipping `interim` 1xx heads. Null: no complete head. */
export function splitHead(wire: Buffer, interim: number): { head: Buffer; rest: Buffer } | null {
  let start = 0;
  for (let skipped = 0; ; skipped++) {
    const end = headEnd(wire, start);
    if (end === -1) return null;
    if (skipped === interim) return { head: wire.subarray(start, end), rest: wire.subarray(end) };
    start = end;
  }
}

/** Position after the blank line; lines may end in CRLF or, from old servers, in LF alone. */
function headEnd(wire: Buffer, from: number): number {
  for (let at = wire.indexOf(0x0a, from); at !== -1; at = wire.indexOf(0x0a, at + 1)) {
    if (wire[at + 1] === 0x0a) return at + 2;
    if (wire[at + 1] === 0x0d && wire[at + 2] === 0x0a) return at + 3;
  }
  return -1;
}
