/** Entry of an extraction worker's process. */
import { readJob } from './read-job.ts';
import { serve } from './serve.ts';

serve(readJob);
