import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { deserialize, serialize } from 'node:v8';
import { gunzip, gzip } from 'node:zlib';
import type { ReadHints } from '../../extract/formats/reader.ts';
import { EXTRACTOR_VERSION } from '../../extract/index.ts';
import type { Job, JobResult } from '../../ingest/index.ts';
import type { ObjectStore } from '../store/object-store.ts';

const packed = promisify(gzip);
const unpacked = promisify(gunzip);

/** Below the store's prefix; hidden in a folder, so that `DIR/*` are shards alone. */
const FOLDER = '.readings';

/** A record of the archive: the only source whose bytes are known before they are read. */
export type RecordJob = Job & { readonly source: { readonly kind: 'record' } };
export const isRecord = (job: Job): job is RecordJob => job.source.kind === 'record';

/**
 * What documents were read as, by their bytes: a reading depends on these, on the hints and on the extractor, and on nothing else. So whoever
 * reads the same writes the same, and nobody needs a lease for it.
 */
export class Readings {
  readonly #store: ObjectStore;

  constructor(store: ObjectStore) {
    this.#store = store;
  }

  /** Null where nobody has read it with this extractor. */
  async get(sha256: string, hints: ReadHints): Promise<JobResult | null> {
    const bytes = await this.#store.get(readingKey(sha256, hints));
    return bytes === null ? null : (deserialize(await unpacked(bytes)) as JobResult);
  }

  async put(sha256: string, hints: ReadHints, result: JobResult): Promise<void> {
    await this.#store.put(readingKey(sha256, hints), await packed(serialize(result)));
  }
}

/** The name of a reading. */
export function readingKey(sha256: string, hints: ReadHints): string {
  const told = createHash('sha256')
    .update(JSON.stringify([hints.name ?? null, hints.charset ?? null]))
    .digest('hex');
  return `${FOLDER}/${EXTRACTOR_VERSION}/${sha256.slice(0, 2)}/${sha256}-${told.slice(0, 8)}.gz`;
}

const SCANS = /\.(?:jpe?g|png|gif|bmp|tiff?|webp)$/i;
const DRAWN = /\.(?:pdf|ofd)$/i;
const PACKED = /\.(?:zip|rar|7z)$/i;
/** Pages are smaller, and take milliseconds. */
const LARGE_BYTES = 1024 * 1024;

/**
 * How long a document may take to read, before anybody has looked into it; 0 for what takes milliseconds. Pictures are scans, drawn files may
 * be, the larger the likelier.
 */
export function slowness({ source, hints }: RecordJob): number {
  const { name = '' } = hints;
  const megabytes = Math.min(80, Math.floor(source.length / LARGE_BYTES));
  if (SCANS.test(name)) return 100;
  if (DRAWN.test(name)) return 10 + megabytes;
  if (PACKED.test(name)) return 5 + megabytes;
  return megabytes;
}
