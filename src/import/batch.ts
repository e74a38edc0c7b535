import { createHash } from 'node:crypto';
import type { Resource } from '../archive/archived.ts';
import type { Exchange } from '../archive/exchange.ts';
import type { WarcArchive } from '../archive/warc-archive.ts';
import { addImported, type Brought } from '../store/imports.ts';
import type { Store } from '../store/store.ts';

/** Something that is to be archived and indexed. */
export interface Parcel {
  readonly item: Brought;
  readonly capture:
    | { readonly kind: 'response'; readonly exchange: Exchange }
    | { readonly kind: 'resource'; readonly resource: Resource };
}

/** As many go into one write, one sync of the disk and one transaction: small files would wait for the disk each otherwise. */
const MOST_PARCELS = 64;
const MOST_BYTES = 16 * 1024 * 1024;
const EMPTY = Buffer.alloc(0);

/** Collects what was read and writes it together: first the bytes into the archive, then everything else in one transaction. */
export class ImportBatch {
  readonly #store: Store;
  readonly #archive: WarcArchive;
  readonly #runId: number;
  #parcels: Parcel[] = [];
  #digests = new Set<string>();
  #bytes = 0;

  constructor(parts: { store: Store; archive: WarcArchive; runId: number }) {
    this.#store = parts.store;
    this.#archive = parts.archive;
    this.#runId = parts.runId;
  }

  /** Whether these bytes are among those that are not written yet. */
  holds(sha256: string): boolean {
    return this.#digests.has(sha256);
  }

  get isFull(): boolean {
    return this.#parcels.length >= MOST_PARCELS || this.#bytes >= MOST_BYTES;
  }

  add(parcel: Parcel): void {
    const { payload } = exchangeOf(parcel);
    this.#parcels.push(parcel);
    this.#digests.add(digest(payload));
    this.#bytes += payload.length;
  }

  /** Resolves once all is on the disk and indexed. */
  async write(): Promise<void> {
    const parcels = this.#parcels;
    this.#parcels = [];
    this.#digests = new Set();
    this.#bytes = 0;
    const resources = parcels.flatMap(({ item, capture }) => (capture.kind === 'resource' ? [{ item, capture }] : []));
    const responses = parcels.flatMap(({ item, capture }) => (capture.kind === 'response' ? [{ item, capture }] : []));
    if (resources.length > 0) {
      const batch = await this.#archive.append([], { resources: resources.map(({ capture }) => capture.resource) });
      addImported(this.#store, resources.map(captured), batch, this.#runId);
    }
    if (responses.length > 0) {
      const batch = await this.#archive.append(responses.map(({ capture }) => capture.exchange));
      addImported(this.#store, responses.map(captured), batch, this.#runId);
    }
  }
}

const captured = (parcel: Parcel) => ({ item: parcel.item, exchange: exchangeOf(parcel) });

/** The index knows exchanges only; a file is one without HTTP. */
function exchangeOf({ capture }: Parcel): Exchange {
  if (capture.kind === 'response') return capture.exchange;
  const { url, contentType, bytes, takenAt } = capture.resource;
  return {
    url,
    method: 'GET',
    startedAt: takenAt,
    durationMs: 0,
    ip: null,
    requestHead: EMPTY,
    requestBody: EMPTY,
    status: 0,
    responseHead: EMPTY,
    responseBlock: bytes,
    entity: bytes,
    payload: bytes,
    headers: [['content-type', contentType]],
    truncated: null,
  };
}

export function digest(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
