import { relative } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes longest comes first, so that nothing long is left alone at the end: recognising pages, browsers, whole portals, kills. */
const LONGEST = [
  'test/simweb/families.test.ts',
  'test/extract/cases.test.ts',
  'test/extract/formats/ocr/scans.test.ts',
  'test/web/pages.test.ts',
  'test/e2e/browser.test.ts',
  'test/reliability/machine.test.ts',
  'test/package/install.test.ts',
  'test/e2e/browser-lessons.test.ts',
  'test/package/regexps.test.ts',
  'test/e2e/killed.test.ts',
  'test/simweb/probe.test.ts',
  'test/shards/drama.test.ts',
  'test/crawlers/apart/crawl-pool.test.ts',
  'test/extract/formats/fuzz.test.ts',
  'test/reliability/moments.test.ts',
  'test/import/killed.test.ts',
  'test/crawlers/apart/page-process.test.ts',
  'test/e2e/misbehaving.test.ts',
  'test/crawlers/apart/heavy-pages.test.ts',
  'test/ingest/ingest.test.ts',
  'test/ingest/pool.test.ts',
  'test/probe/probe.test.ts',
  'test/shards/moving.test.ts',
  'test/package/built-regexps.test.ts',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const place = LONGEST.indexOf(relative(import.meta.dirname, moduleId));
      return place < 0 ? LONGEST.length : place;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Against what hangs, not against what is slow: a busy machine fails nothing.
    testTimeout: 600_000,
    hookTimeout: 1_200_000,
    // Two more than two cores: tests of browsers, paces and outages wait more than they work.
    maxWorkers: 4,
    pool: 'forks',
    // As workers of the program are started (src/ingest/worker-process.ts): what is collected and compiled less takes a twelfth less time.
    execArgv: ['--max-semi-space-size=32', '--max-inlined-bytecode-size-cumulative=300'],
    // Modules are loaded, compiled and warm once a fork, not once a file: no test changes what they hold.
    isolate: false,
    // Whatever the machine's locale: tests that ask for Chinese say so.
    env: { NIANBAO_LANG: 'en' },
    sequence: { sequencer: LongestFirst },
  },
});
