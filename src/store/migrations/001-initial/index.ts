import { across } from './across.ts';
import { checksums } from './checksums.ts';
import { crawl } from './crawl.ts';
import { nights } from './nights.ts';
import { numbers } from './numbers.ts';
import { reference } from './reference.ts';
import { reports } from './reports.ts';
import { search } from './search.ts';

/**
 * The first schema. Researchers open this file with their own tools: every name is an interface, documented in docs/schema.md.
 * Times are ISO 8601 UTC text; dates `YYYY-MM-DD`; booleans 0/1; JSON is text.
 */
export const initial: string = [crawl, reference, reports, numbers, across, nights, search, checksums].join('\n');
