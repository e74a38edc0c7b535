import { join } from 'node:path';
import type { RecordPlace } from '../archive/archived.ts';
import type { ReadHints } from '../extract/formats/reader.ts';
import type { PayloadContext } from '../store/contexts.ts';
import { payloadPlace, type WaitingPayload } from '../store/payloads.ts';
import type { Store } from '../store/store.ts';
import type { JobSource } from './job.ts';

export type RecordSource = Extract<JobSource, { kind: 'record' }> & {
  /** As the index names it. */
  readonly place: RecordPlace;
};

/** Where the archive holds a payload's bytes; null where it does not. */
export function recordSource(store: Store, payload: WaitingPayload): RecordSource | null {
  const place = payloadPlace(store, payload.id);
  if (place === null) return null;
  return {
    kind: 'record',
    path: join(store.dataDir, place.file),
    offset: place.offset,
    length: place.length,
    sha256: payload.sha256,
    place,
  };
}

/** What address and header say of the bytes: hints only. */
export function hintsOf(context: Pick<PayloadContext, 'name' | 'url' | 'contentType'> | undefined): ReadHints {
  const name = context === undefined ? null : (extensionName(context.name) ?? fileName(context.url));
  const charset = /charset\s*=\s*["']?([\w.:-]+)/i.exec(context?.contentType ?? '')?.[1];
  return { ...(name === null ? {} : { name }), ...(charset === undefined ? {} : { charset }) };
}

const extensionName = (name: string | null): string | null =>
  name !== null && /\.[a-z]{2,5}$/i.test(name) ? name : null;

/** The last part of the path; of a download address, the file name that a parameter carries. */
function fileName(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { pathname, searchParams } = new URL(url);
  const named = [...searchParams.values()].find((value) => /\.[a-z]{2,5}$/i.test(value));
  const last = named ?? pathname.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(last) || null;
  } catch {
    // Percent signs that encode GBK, or nothing.
    return last;
  }
}
