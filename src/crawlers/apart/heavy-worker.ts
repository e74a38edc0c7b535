/** Entry of the process that takes heavy pages apart, one at a time. */
import { serve } from '../../ingest/serve.ts';
import { takeApart } from './take-apart.ts';

serve(takeApart);
