import { CrawlPool } from '../../src/crawlers/apart/crawl-pool.ts';

/**
 * Extraction workers for all runs of this process: started once and warm, as they are in the middle of a long crawl. What starting and
 * ending them does is tested where the program runs as a process of its own, and in test/ingest.
 */
export const workers = new CrawlPool();
