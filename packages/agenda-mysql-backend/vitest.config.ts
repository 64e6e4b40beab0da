import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/global-setup.ts'],
    // Each file has tables of its own, so two files at a time share the cores and nothing else.
    maxWorkers: 2,
    // Long enough for a machine that does much else at the same time; alone, no test takes ten seconds.
    testTimeout: 60_000,
    hookTimeout: 30_000,
  },
});
