import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['stories/**/*.test.ts'],
    globalSetup: ['stage/global-setup.ts'],
    // Each story spends half of its time waiting for the server, which has the other processor.
    maxWorkers: 2,
    // What a story changes is in the system, where it has an organization of its own.
    isolate: false,
    // A story is one person's whole visit; on a machine with other work it may take long.
    testTimeout: 240_000,
    hookTimeout: 120_000,
  },
});
