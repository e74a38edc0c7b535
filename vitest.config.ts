import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Two cores: more forks only make the real servers and child processes of the tests wait for each other.
    maxWorkers: 2,
    pool: 'forks',
  },
});
