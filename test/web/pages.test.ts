import { afterAll, beforeAll, describe } from 'vitest';
import { hasBrowser } from '../support/browser.ts';
import { browserTests } from './browser.ts';
import { pagesCorpus } from './corpus.ts';
import { interfaceTests } from './interface.ts';

/* One corpus for both: reading it in takes longer than most of the questions. */
let corpus: Awaited<ReturnType<typeof pagesCorpus>>;
beforeAll(async () => {
  corpus = await pagesCorpus();
});
afterAll(() => corpus.remove());

describe('the pages for programs', () => interfaceTests(() => corpus.dataDir));
describe.skipIf(!hasBrowser)('the pages in Chromium', () => browserTests(() => corpus.dataDir));
