import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startSamplePortal } from '../../generator/index.ts';
import type { DocumentReader, Job } from '../../src/ingest/index.ts';
import { merge } from '../../src/merge/merge.ts';
import { archiveOf, withReadings } from '../../src/shards/merge-store.ts';
import { Readings } from '../../src/shards/reading/readings.ts';
import { openObjectStore } from '../../src/shards/store/open-store.ts';
import { runReader } from '../../src/shards/worker/reader.ts';
import { openStore } from '../../src/store/store.ts';
import { corpusRows, difference } from '../simweb/shards/check.ts';
import { dataFolder } from '../support/data-folder.ts';
import { postgresMissing, startPostgres } from '../support/postgres.ts';
import { startBucket } from '../support/s3.ts';
import { workers } from '../support/workers.ts';
import { testShards } from './working.ts';

/** Reads as the workers do, and tells what it was given. */
class TellingPool implements DocumentReader {
  readonly size = workers.size;
  readonly names: string[] = [];

  read(job: Job) {
    this.names.push(job.hints.name ?? '');
    return workers.read(job);
  }

  get files(): string[] {
    return this.names.filter((name) => name.endsWith('.pdf'));
  }
}

describe.skipIf(postgresMissing !== null)(`reading apart from crawling (${postgresMissing ?? 'PostgreSQL'})`, () => {
  it('what takes long is read by readers out of the store, filed by whoever has the shard next, and not read again by a merge', async () => {
    const [server, portal, address] = [await startPostgres(), await startSamplePortal(), await startBucket('reports')];
    const store = await openObjectStore(address);
    const shards = await testShards(server.url, [portal.url], 1);
    const signal = new AbortController().signal;
    try {
      const [crawler, reader, filer, merger] = [1, 2, 3, 4].map(() => new TellingPool());
      if (!crawler || !reader || !filer || !merger) throw new Error('no pools');
      await shards.work({ dataRoot: dataFolder(), store, pool: crawler, leavesReading: true });
      expect(crawler.files).toEqual([]);
      expect(shards.said).toContainEqual({ kind: 'offered', shard: 'shard-001', documents: 2 });

      const readings = new Readings(store);
      const { postgres, jobs } = shards;
      const about = { postgres, jobs, records: store, readings, signal, untilDone: true, fileAfterS: 0 };
      const count = await runReader({
        ...about,
        name: 'r1',
        dataRoot: dataFolder(),
        pool: reader,
        say: () => undefined,
      });
      expect([count, reader.files.length, reader.names.length]).toEqual([2, 2, 2]);

      // Another machine: it has nothing, and begins with the snapshot.
      const second = dataFolder();
      await shards.work({ dataRoot: second, store, pool: filer, name: 'w2' });
      expect(filer.names).toEqual([]);
      const db = openStore(join(second, 'shard-001'), { readonly: true });
      expect(db.get("SELECT count(*) AS n FROM payload WHERE state = 'waiting'")).toEqual({ n: 0 });
      expect(db.get('SELECT count(*) AS n FROM run')).toEqual({ n: 2 });
      db.close();

      const [archive, merged] = [await archiveOf(store), dataFolder()];
      await merge({ dataDir: merged, sources: [archive], pool: withReadings(store, merger), signal });
      expect(merger.files).toEqual([]);
      const shard = corpusRows(join(second, 'shard-001'));
      expect(shard.filter((row) => row.startsWith('report ')).length).toBeGreaterThanOrEqual(
        portal.truth.reports.length,
      );
      expect(difference(shard, corpusRows(merged))).toEqual({ missing: [], strange: [] });
      const again = await merge({ dataDir: merged, sources: [archive], pool: withReadings(store, merger), signal });
      expect(again).toMatchObject({ files: { new: 0, longer: 0 }, rebuilt: null });
    } finally {
      await shards.close();
      await portal.close();
      store.close();
      await server.remove();
    }
  });
});
