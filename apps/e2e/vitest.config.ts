import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['stories/**/*.test.ts'],
    globalSetup: ['stage/global-setup.ts'],
    // Each story spends half of its time waiting for the server, which has the other processor.
    maxWorkers: 2,
    testTimeout: 90_000,
    hookTimeout: 60_000,
  },
});
