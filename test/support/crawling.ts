import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { adHocPortals, DEFAULTS, type PortalConfig, type Settings } from '../../src/config/index.ts';
import { AddressPolicy } from '../../src/crawlers/http/address.ts';
import { type CrawlResult, type RunOptions, runCrawl } from '../../src/crawlers/run.ts';
import { workers } from './workers.ts';

/** A new empty data folder, and how to get rid of it. */
export function temporaryFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'nianbao-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export interface TestCrawl {
  readonly dataDir: string;
  readonly urls: readonly string[];
  readonly settings?: Partial<Settings>;
  readonly config?: Partial<PortalConfig>;
  readonly options?: Partial<RunOptions>;
}

/** A crawl of channels on local servers: no pauses, short back-off; patience for a busy machine. */
export function testCrawl({ dataDir, urls, settings, config, options }: TestCrawl): Promise<CrawlResult> {
  const portals = adHocPortals(urls).map((portal) => ({
    config: { ...portal, ...config },
    settings: { ...DEFAULTS, delay: 0, concurrency: 4, retries: 2, ...settings },
  }));
  return runCrawl({
    dataDir,
    command: 'test',
    portals,
    addresses: new AddressPolicy(['127.0.0.1']),
    userAgent: 'nianbao/test',
    parallel: 8,
    firstBackOffMs: 20,
    limits: { idleMs: 30_000, connectMs: 30_000, totalMs: 60_000, maxBytes: 300_000 },
    signal: new AbortController().signal,
    pool: workers,
    ...options,
  });
}
