import { readdirSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SamplePortal, startLargePortal } from '../../../generator/index.ts';
import { openStore } from '../../../src/store/store.ts';
import { temporaryFolder, testCrawl } from '../../support/crawling.ts';
import { flipByte } from '../../support/flip-byte.ts';

const folder = temporaryFolder();
let portal: SamplePortal;

beforeAll(async () => {
  portal = await startLargePortal(6);
});

afterAll(async () => {
  await portal.close();
  folder.remove();
});

const crawl = () => testCrawl({ dataDir: folder.path, urls: [portal.url] });

/** The bytes of one record of each kind of page: a list and a report. */
function damageOneOfEachKind(): number {
  const store = openStore(folder.path);
  const places = store.all<{ name: string; at: number }>(
    `SELECT warc_file.name, max(warc_offset + warc_length / 2) AS at FROM capture
     JOIN warc_file ON warc_file.id = warc_file_id JOIN request ON request.id = capture.request_id
     WHERE status = 200 AND etag IS NOT NULL GROUP BY request.kind`,
  );
  store.close();
  for (const { name, at } of places) flipByte(join(folder.path, name), at);
  return places.length;
}

test('records that cannot be read are fetched without condition, and the run goes on and says so', async () => {
  const first = await crawl();
  expect(first.outcome).toBe('ok');
  const damaged = damageOneOfEachKind();
  expect(damaged).toBeGreaterThan(1);

  const second = await crawl();
  expect(second.summary).toMatchObject({ archive_damaged: damaged, failed: 0, reports_new: 0 });
  expect(second.summary.reports_unchanged).toBe(first.summary.reports_new);
  // The 304 that confirmed what is lost, and the page itself.
  expect(second.summary.responses).toBe(2 * damaged);

  const third = await crawl();
  expect(third.summary).toMatchObject({ archive_damaged: 0, responses: 0, failed: 0 });
});

test('a file that has lost its last records stops no later crawl: a new one is begun beside it', async () => {
  const store = openStore(folder.path);
  const [cut] = store.all<{ name: string; at: number }>(
    `SELECT name, warc_offset AS at FROM capture JOIN warc_file ON warc_file.id = warc_file_id WHERE status = 200 ORDER BY capture.id DESC LIMIT 1 OFFSET 3`,
  );
  store.close();
  truncateSync(join(folder.path, cut?.name ?? ''), cut?.at);
  expect((await crawl()).summary).toMatchObject({ failed: 0 });
  expect((await crawl()).summary).toMatchObject({ archive_damaged: 0, responses: 0, failed: 0 });
  const files = readdirSync(join(folder.path, 'warc')).filter((name) => name.endsWith('.warc.gz'));
  expect(files).toHaveLength(2);
});
