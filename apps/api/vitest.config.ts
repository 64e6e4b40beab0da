import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Entities are also GraphQL types: both libraries read the decorators' metadata.
  oxc: { decorator: { legacy: true, emitDecoratorMetadata: true } },
  // The libraries load the CommonJS build, and two copies of graphql refuse each other's schemas.
  resolve: { alias: [{ find: /^graphql$/, replacement: createRequire(import.meta.url).resolve('graphql') }] },
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    setupFiles: ['reflect-metadata'],
    globalSetup: ['test/global-setup.ts'],
    // Loading ORM, mail and GraphQL takes longer than most files' tests, and is done once a worker. What a file changes
    // is in a database and a server of its own; whatever else it touches, it puts back.
    isolate: false,
    // A test waits for the database half of its time.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
