import { hintsOf, recordSource } from '../../ingest/place.ts';
import { payloadContexts } from '../../store/contexts.ts';
import { waitingPayloads } from '../../store/payloads.ts';
import { openStore } from '../../store/store.ts';
import type { Jobs, ReadJobData } from '../jobs.ts';
import type { Manifest } from '../store/manifest.ts';
import { type RecordJob, readingKey, slowness } from './readings.ts';

/** At once, so that no statement grows without bounds. */
const AT_ONCE = 500;

/** Offers the documents of a shard that wait and take long to readers. Returns how many. Repeated, it offers none twice. */
export async function offerDocuments(
  { jobs }: { readonly jobs: Pick<Jobs, 'offer'> },
  { path, shard, manifest }: { readonly path: string; readonly shard: string; readonly manifest: Manifest | null },
): Promise<number> {
  const keys = new Map((manifest?.files ?? []).map(({ name, key }) => [name, key]));
  const store = openStore(path, { readonly: true });
  try {
    let offered = 0;
    for (let after = 0; ; ) {
      const waiting = waitingPayloads(store, AT_ONCE, after);
      const last = waiting.at(-1);
      if (last === undefined) return offered;
      after = last.id;
      const documents = waiting.flatMap((payload) => {
        const source = recordSource(store, payload);
        if (source === null) return [];
        const job: RecordJob = { source, hints: hintsOf(payloadContexts(store, payload.id)[0]) };
        const priority = slowness(job);
        const { place, offset, length, sha256 } = source;
        const key = manifest === null ? `${shard}/${place.file}` : keys.get(place.file);
        if (priority === 0 || key === undefined) return [];
        const data: ReadJobData = { shard, key, offset, length, sha256, hints: job.hints };
        return [{ data, key: readingKey(sha256, job.hints), priority }];
      });
      await jobs.offer(documents);
      offered += documents.length;
    }
  } finally {
    store.close();
  }
}
