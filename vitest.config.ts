import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Against what hangs, not against what is slow: a busy machine fails nothing.
    testTimeout: 120_000,
    hookTimeout: 300_000,
    // Two cores: more forks only make the real servers and child processes of the tests wait for each other.
    maxWorkers: 2,
    pool: 'forks',
    // Modules are loaded, compiled and warm once a fork, not once a file: no test changes what they hold.
    isolate: false,
  },
});
