// Reads files as ever, but for one that it is at until it is ended.

import { pack } from '../../../dist/ingest/crossing.js';
import { readJob } from '../../../dist/ingest/read-job.js';
import { serve } from '../../../dist/ingest/serve.js';

serve(async (job) => {
  if (job.hints.name === 'long.pdf') await new Promise((resolve) => process.once('SIGUSR2', resolve));
  return pack(await readJob(job));
});
