import { relative } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes longest comes first, so that nothing long is left alone at the end: recognising pages, browsers, whole portals, kills. */
const LONGEST = [
  'test/simweb/families.test.ts',
  'test/extract/cases.test.ts',
  'test/e2e/browser-lessons.test.ts',
  'test/web/pages.test.ts',
  'test/extract/formats/ocr/scans.test.ts',
  'test/e2e/browser.test.ts',
  'test/reliability/machine.test.ts',
  'test/reliability/moments.test.ts',
  'test/package/regexps.test.ts',
  'test/simweb/probe.test.ts',
  'test/import/killed.test.ts',
  'test/e2e/killed.test.ts',
  'test/shards/drama.test.ts',
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
    // One more than two cores: tests of browsers, paces and outages wait more than they work.
    maxWorkers: 3,
    pool: 'forks',
    // Modules are loaded, compiled and warm once a fork, not once a file: no test changes what they hold.
    isolate: false,
    // Whatever the machine's locale: tests that ask for Chinese say so.
    env: { NIANBAO_LANG: 'en' },
    sequence: { sequencer: LongestFirst },
  },
});
