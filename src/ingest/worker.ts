/** Entry of an extraction worker's process. */
import { pack } from './crossing.ts';
import type { Job } from './job.ts';
import { readJob } from './read-job.ts';
import { serve } from './serve.ts';

serve(async (job: Job) => pack(await readJob(job)));
