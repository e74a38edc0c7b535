// A crawl's worker that ends with every page, and reads files as ever.
import { pack } from '../../../dist/ingest/crossing.js';
import { readJob } from '../../../dist/ingest/read-job.js';
import { serve } from '../../../dist/ingest/serve.js';

serve(async (asked) => {
  if (asked.kind === 'pages') process.exit(1);
  return { kind: 'file', result: pack(await readJob(asked.job)) };
});
