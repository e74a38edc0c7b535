import { createReadStream, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { RawPath } from '../paths.ts';

/** A stretch of a WARC file that could be unpacked without a break; records do not go over its end. */
export interface Segment {
  readonly chunks: AsyncIterable<Buffer>;
  /** What broke it off; null where the file ends. Known once `chunks` is read. */
  failure(): string | null;
}

/** A file with more breaks than this is given up: it is noise, and each break is searched for anew. */
const MOST_BREAKS = 1000;
const WINDOW_BYTES = 1024 * 1024;
/** A gzip member's start: magic number, and deflate, the only method there is. */
const MEMBER_START = Buffer.from([0x1f, 0x8b, 0x08]);

/**
 * The unpacked content of a WARC file, packed record by record, as a whole, or not at all. Behind a torn member (a writer that was killed
 * and started again) reading goes on with the next one. `onRead` is told how many bytes of the file are done.
 */
export async function* segmentsOf(path: RawPath, onRead: (bytes: number) => void): AsyncGenerator<Segment> {
  const { size } = statSync(path);
  if (!(await startsWith(path, MEMBER_START))) {
    yield plain(createReadStream(path), onRead);
    return;
  }
  let start: number | null = 0;
  for (let breaks = 0; start !== null && start < size && breaks <= MOST_BREAKS; breaks++) {
    const segment = new GzipSegment(path, start, onRead);
    yield segment;
    if (segment.failure() === null) return;
    start = await nextMember(path, start + Math.max(1, segment.done));
  }
}

/** Bytes that are not packed, from any stream. */
export function plain(stream: Readable, onRead: (bytes: number) => void): Segment {
  let failure: string | null = null;
  async function* chunks(): AsyncGenerator<Buffer> {
    let done = 0;
    try {
      for await (const chunk of stream) {
        done += chunk.length;
        onRead(done);
        yield chunk;
      }
    } catch (error) {
      failure = messageOf(error);
    }
  }
  return { chunks: chunks(), failure: () => failure };
}

/** Packed bytes from a stream in which no next member can be searched for. */
export function unpacked(stream: Readable): Segment {
  return plain(
    pipeline(stream, createGunzip(), () => undefined),
    () => undefined,
  );
}

class GzipSegment implements Segment {
  readonly chunks: AsyncIterable<Buffer>;
  /** Packed bytes that were unpacked for certain. */
  done = 0;
  #failure: string | null = null;

  constructor(path: RawPath, start: number, onRead: (bytes: number) => void) {
    this.chunks = this.#unpack(path, start, onRead);
  }

  failure(): string | null {
    return this.#failure;
  }

  async *#unpack(path: RawPath, start: number, onRead: (bytes: number) => void): AsyncGenerator<Buffer> {
    const gunzip = createGunzip();
    pipeline(createReadStream(path, { start }), gunzip, () => undefined);
    try {
      for await (const chunk of gunzip) {
        this.done = gunzip.bytesWritten;
        onRead(start + this.done);
        yield chunk;
      }
    } catch (error) {
      this.#failure = messageOf(error);
    }
  }
}

async function startsWith(path: RawPath, magic: Buffer): Promise<boolean> {
  return (await nextMember(path, 0, magic.length)) === 0;
}

/** The place of the next gzip member at or behind `from`; null where there is none. */
async function nextMember(path: RawPath, from: number, window = WINDOW_BYTES): Promise<number | null> {
  const file = await open(path, 'r');
  try {
    const bytes = Buffer.alloc(window);
    for (let at = from; ; at += window - MEMBER_START.length + 1) {
      const { bytesRead } = await file.read(bytes, 0, window, at);
      const found = bytes.subarray(0, bytesRead).indexOf(MEMBER_START);
      if (found >= 0) return at + found;
      if (bytesRead < window || window === MEMBER_START.length) return null;
    }
  } finally {
    await file.close();
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
