import { createReadStream, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { createGunzip, type Gunzip } from 'node:zlib';
import { isZstd, unzstdStream } from '../../archive/zstd.ts';
import { messageOf } from '../../message-of.ts';
import type { RawPath } from '../paths.ts';
import { brokenMember, nextMember } from './members.ts';

/** A stretch of a WARC file that could be unpacked without a break; records do not go over its end. */
export interface IntactStretch {
  readonly chunks: AsyncIterable<Buffer>;
  /** What broke it off; null where the file ends. Known once `chunks` is read. */
  failure(): Failure | null;
}

export interface Failure {
  readonly message: string;
  /** Unpacked bytes from the segment's start that are as they were written; what came behind them may be spoilt. */
  readonly good: number;
}

/** A file with more breaks than this is given up: it is noise, and each break is searched for anew. */
const MOST_BREAKS = 1000;

/**
 * The unpacked content of a WARC file, packed record by record, as a whole, or not at all. Behind a torn member (a writer that was killed
 * and started again) reading goes on with the next one. `onRead` is told how many bytes of the file are done.
 */
export async function* segmentsOf(path: RawPath, onRead: (bytes: number) => void): AsyncGenerator<IntactStretch> {
  if ((await nextMember(path, 0)) !== 0) {
    const source = createReadStream(path);
    yield segmentOf(isZstd(await headOf(path)) ? Readable.from(unzstdStream(source)) : source, onRead);
    return;
  }
  let start: number | null = 0;
  for (let breaks = 0; start !== null && breaks <= MOST_BREAKS; breaks++) {
    const segment = new PackedSegment(path, start, onRead);
    yield segment;
    if (segment.failure() === null) return;
    start = await nextMember(path, segment.brokenAt + 1);
  }
}

async function headOf(path: RawPath): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** All that a stream gives, up to where it fails. `onRead` is told how many bytes it gave. */
function segmentOf(stream: Readable, onRead: (bytes: number) => void): IntactStretch {
  let failure: Failure | null = null;
  async function* chunks(): AsyncGenerator<Buffer> {
    let done = 0;
    try {
      for await (const chunk of stream) {
        done += chunk.length;
        onRead(done);
        yield chunk;
      }
    } catch (error) {
      failure = { message: messageOf(error), good: done };
    }
  }
  return { chunks: chunks(), failure: () => failure };
}

/** Gzip members from a place of a file on, up to the first that is not whole. */
class PackedSegment implements IntactStretch {
  readonly chunks: AsyncIterable<Buffer>;
  /** Where the first member stands that is not whole; of no meaning without a failure. */
  brokenAt: number;
  #failure: Failure | null = null;

  constructor(path: RawPath, start: number, onRead: (bytes: number) => void) {
    this.brokenAt = start;
    this.chunks = this.#unpack(path, start, onRead);
  }

  failure(): Failure | null {
    return this.#failure;
  }

  async *#unpack(path: RawPath, start: number, onRead: (bytes: number) => void): AsyncGenerator<Buffer> {
    let given = 0;
    try {
      const gunzip = unpacked(path, start);
      for await (const chunk of gunzip) {
        given += chunk.length;
        onRead(start + gunzip.bytesWritten);
        yield chunk;
      }
    } catch (error) {
      const { at, unpacked: good } = await brokenMember(path, start, statSync(path).size);
      this.#failure = { message: messageOf(error), good };
      this.brokenAt = at;
      yield* this.#rest(path, start, given);
    }
  }

  /** A stream that fails drops what it had unpacked already: whole members before the break are unpacked again. */
  async *#rest(path: RawPath, start: number, given: number): AsyncGenerator<Buffer> {
    if (this.brokenAt <= start) return;
    let at = 0;
    for await (const chunk of unpacked(path, start, this.brokenAt)) {
      if (at + chunk.length > given) yield chunk.subarray(Math.max(0, given - at));
      at += chunk.length;
    }
  }
}

function unpacked(path: RawPath, start: number, end?: number): Gunzip {
  const source = createReadStream(path, { start, ...(end !== undefined && { end: end - 1 }) });
  return pipeline(source, createGunzip(), () => undefined);
}
