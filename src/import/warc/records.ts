import { parseWarcHeaders } from './headers.ts';
import type { Segment } from './segments.ts';

/** One record of somebody's WARC file. */
export interface ForeignRecord {
  readonly kind: 'record';
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Bytes of its block. */
  readonly length: number;
  /** Null where it was not wanted. */
  readonly block: Buffer | null;
}

/** Bytes that are no whole record. */
export interface Damage {
  readonly kind: 'damage';
  readonly message: string;
}

export type Wanted = (headers: Readonly<Record<string, string>>, length: number) => boolean;

/** A record's header block is some hundred bytes. */
const MAX_HEAD_BYTES = 256 * 1024;

/**
 * Cuts a segment into records. Blocks that `wanted` refuses are passed over without being held. After something that is no record (a wrong
 * length, a torn tail) the next line that begins one is looked for.
 */
export async function* readRecords(segment: Segment, wanted: Wanted): AsyncGenerator<ForeignRecord | Damage> {
  const input = new Input(segment.chunks);
  // Each is given once the next one begins: only then was its checksum compared.
  let held: Cut | null = null;
  try {
    for await (const part of cut(input, wanted)) {
      if (held !== null) yield held.part;
      held = part;
    }
  } finally {
    await input.close();
  }
  const failure = segment.failure();
  if (held !== null && (failure === null || held.end <= failure.good)) yield held.part;
  if (failure !== null) yield damage(`it cannot be unpacked further (${failure.message})`);
}

interface Cut {
  readonly part: ForeignRecord | Damage;
  /** Where it ends in the segment. */
  readonly end: number;
}

async function* cut(input: Input, wanted: Wanted): AsyncGenerator<Cut> {
  let stray = 0;
  for (let line = await input.line(); line !== null; line = await input.line()) {
    const text = line.toString('latin1').trimEnd();
    if (!/^WARC\/\d/.test(text)) {
      stray += text === '' ? 0 : line.length;
      continue;
    }
    if (stray > 0) yield { part: damage(`${stray} bytes between two records are none`), end: input.at };
    stray = 0;
    yield { part: await readRecord(input, wanted), end: input.at };
  }
  if (stray > 0) yield { part: damage(`${stray} bytes at the end are no record`), end: input.at };
}

async function readRecord(input: Input, wanted: Wanted): Promise<ForeignRecord | Damage> {
  const headers = parseWarcHeaders(await input.head());
  const length = Number(headers['content-length'] ?? Number.NaN);
  if (!Number.isSafeInteger(length) || length < 0) return damage('a record without a length');
  const block = wanted(headers, length) ? await input.take(length) : await input.skip(length);
  if (block === 'short') return damage(`the record of ${headers['warc-target-uri'] ?? 'no address'} is cut off`);
  return { kind: 'record', headers, length, block };
}

const damage = (message: string): Damage => ({ kind: 'damage', message });

/** Bytes pulled from chunks. */
class Input {
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
