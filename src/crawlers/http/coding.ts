import { promisify } from 'node:util';
import zlib from 'node:zlib';

/** Decoded bodies over this size are bombs, not reports. */
export const MAX_DECODED_BYTES = 300 * 1024 * 1024;
/** A coding inside of a coding happens (a proxy that compresses again); more than that is an attack. */
const MAX_LAYERS = 3;

const tolerant = { finishFlush: zlib.constants.Z_SYNC_FLUSH } as const;
const gunzip = promisify(zlib.gunzip);
const inflate = promisify(zlib.inflate);
const inflateRaw = promisify(zlib.inflateRaw);
const brotli = promisify(zlib.brotliDecompress);

type Decoder = (body: Buffer, cap: number) => Promise<Buffer>;

const DECODERS: Readonly<Record<string, Decoder>> = {
  gzip: (body, cap) => (isGzip(body) ? gunzip(body, { ...tolerant, maxOutputLength: cap }) : Promise.resolve(body)),
  // The header means the zlib form; many servers send the raw one.
  deflate: (body, cap) =>
    inflate(body, { ...tolerant, maxOutputLength: cap }).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_BUFFER_TOO_LARGE') throw error;
      return inflateRaw(body, { ...tolerant, maxOutputLength: cap });
    }),
  br: (body, cap) => brotli(body, { finishFlush: zlib.constants.BROTLI_OPERATION_FLUSH, maxOutputLength: cap }),
};

/** What became of a body's content coding. `problem`: null, or why the bytes are given as they came. */
export interface Decoded {
  readonly payload: Buffer;
  readonly problem: 'too_large' | 'damaged' | null;
}

/**
 * Undoes `Content-Encoding` (gzip, deflate, br; the header's value or null). A cut-off body gives what it holds; one that is not
 * coded at all, whatever the header says, is given as it is.
 */
export async function contentDecode(
  entity: Buffer,
  encoding: string | null,
  cap = MAX_DECODED_BYTES,
): Promise<Decoded> {
  let payload = entity;
  for (const coding of layers(encoding)) {
    const decode = DECODERS[coding];
    if (decode === undefined || payload.length === 0) continue;
    try {
      payload = await decode(payload, cap);
    } catch (error) {
      const large = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
      return { payload, problem: large ? 'too_large' : 'damaged' };
    }
  }
  return { payload, problem: null };
}

function layers(encoding: string | null): string[] {
  const names = (encoding ?? '').toLowerCase().split(',');
  return names
    .map((name) => name.trim().replace(/^x-/, ''))
    .reverse()
    .slice(0, MAX_LAYERS);
}

function isGzip(body: Buffer): boolean {
  return body[0] === 0x1f && body[1] === 0x8b;
}
