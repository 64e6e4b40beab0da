import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Entities are also GraphQL types: both libraries read the decorators' metadata.
  oxc: { decorator: { legacy: true, emitDecoratorMetadata: true } },
  // Two copies of graphql refuse each other's schemas.
  resolve: { dedupe: ['graphql'] },
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    globalSetup: ['test/global-setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
