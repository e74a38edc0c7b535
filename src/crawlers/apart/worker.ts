/** Entry of a crawl's worker process. */
import { pack } from '../../ingest/crossing.ts';
import { readJob } from '../../ingest/read-job.ts';
import { serve } from '../../ingest/serve.ts';
import type { CrawlAnswer, CrawlJob, PageAnswer } from './job.ts';
import { takeApart } from './take-apart.ts';

serve(async (asked: CrawlJob): Promise<CrawlAnswer> => {
  if (asked.kind === 'file') return { kind: 'file', result: pack(await readJob(asked.job)) };
  const pages: (PageAnswer | null)[] = [];
  for (const job of asked.jobs) pages.push(await takeApart(job));
  return { kind: 'pages', pages };
});
