import { join } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { CrawlPool, type CrawlPoolOptions } from '../../../src/crawlers/apart/crawl-pool.ts';
import { ExtractionPool } from '../../../src/ingest/pool.ts';
import { WorkerBrokenError } from '../../../src/ingest/worker-broken.ts';
import { workerScript } from '../../../src/ingest/worker-path.ts';
import { openStore } from '../../../src/store/store.ts';
import { startFamily } from '../../simweb/index.ts';
import { testCrawl } from '../../support/crawling.ts';
import { dataFolder } from '../../support/data-folder.ts';
import { lastingRows } from '../../support/lasting-rows.ts';
import { page } from './pages.ts';

const here = (script: string) => join(import.meta.dirname, script);

function openPool(options: CrawlPoolOptions = {}): CrawlPool {
  const scripts = { script: here('slow-reader.mjs'), pageScript: here('page-worker.mjs') };
  const pool = new CrawlPool({ workers: 2, ...scripts, ...options });
  onTestFinished(() => pool.close());
  return pool;
}

const file = (name: string) => ({ source: { kind: 'bytes', bytes: Buffer.from('text') } as const, hints: { name } });

describe('CrawlPool', () => {
  it('takes pages apart beside files, several together, each with its own answer', async () => {
    const pool = openPool();
    const asked = Array.from({ length: 40 }, (_, number) => page(String(number)));
    const pages = asked.map((one) => pool.takeApart(one));
    const files = ['a.txt', 'b.txt', 'c.txt'].map((name) => pool.read(file(name)));
    const answers = await Promise.all(pages);
    expect(answers.map((answer) => answer?.plan.failure)).toEqual(
      asked.map(({ answer: { url } }) => ({ code: 'soft_error', message: url })),
    );
    expect((await Promise.all(files)).map(({ kind }) => kind)).toEqual(['document', 'document', 'document']);
  });

  it('takes them also while every reader is at a file, which may take minutes', async () => {
    const pool = openPool();
    const long = Promise.allSettled([pool.read(file('long.pdf')), pool.read(file('long.pdf'))]);
    expect((await pool.takeApart(page('a')))?.plan.failure?.code).toBe('soft_error');
    await pool.close();
    for (const { status } of await long) expect(status).toBe('rejected');
  });

  it('leaves a core to pages while they are asked for, and gives it back', async () => {
    const pool = openPool();
    const first = pool.takeApart(page('wait'));
    const files = [pool.read(file('long.pdf')), pool.read(file('b.txt'))];
    const left = Promise.allSettled(files);
    let isRead = false;
    files[1]?.then(
      () => {
        isRead = true;
      },
      () => undefined,
    );
    // One file is being read, one waits.
    await first;
    expect(isRead).toBe(false);
    expect((await files[1])?.kind).toBe('document');
    await pool.close();
    await left;
  });

  it('takes no page on a machine of one core', () => {
    expect(openPool({ workers: 1 }).takeApart(page('a'))).toBeNull();
  });

  it('says that a page broke its worker, and takes the next', async () => {
    const pool = openPool();
    await expect(pool.takeApart(page('break'))).rejects.toBeInstanceOf(WorkerBrokenError);
    expect((await pool.takeApart(page('a')))?.plan.failure?.code).toBe('soft_error');
  });
});

describe('a crawl', () => {
  // For all portals: processes that have warmed up take a third of the time.
  const pools = [new CrawlPool({ workers: 2 }), new ExtractionPool({ workers: 1 })];
  afterAll(() => Promise.all(pools.map((pool) => pool.close())));

  it.each(['trs (static)', 'jpage (page and size)', 'trs (years and departments)'])(
    'of %s leaves the same whoever takes its pages apart',
    async (name) => {
      const family = await startFamily(name);
      onTestFinished(() => family.close());
      const folders: string[] = [];
      for (const pool of pools) {
        const dataDir = dataFolder();
        await testCrawl({ dataDir, urls: [family.channel], settings: { browser: 'never' }, options: { pool } });
        folders.push(dataDir);
      }
      const [apart, here] = folders.map((folder) => lastingRows(folder));
      expect(apart?.length).toBeGreaterThan(100);
      expect(apart).toEqual(here);
    },
  );

  it('goes on where pages break their workers: they are planned here, and read as files', async () => {
    const family = await startFamily('trs (static)');
    onTestFinished(() => family.close());
    const pool = openPool({ script: workerScript('ingest/worker'), pageScript: here('breaking-worker.mjs') });
    const dataDir = dataFolder();
    await testCrawl({ dataDir, urls: [family.channel], settings: { browser: 'never' }, options: { pool } });
    const store = openStore(dataDir, { readonly: true });
    const reports = store.get<{ n: number }>('SELECT count(*) AS n FROM report WHERE is_current')?.n;
    store.close();
    expect(reports).toBeGreaterThan(3);
  });
});
