import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const ROUNDS = fileURLToPath(new URL('./test/', import.meta.url));

/**
 * Where nothing has run yet, the order goes by the size of files, and the rounds of killing and attacking, small files that
 * take longest, would be left for the end, when one processor has nothing else to do.
 */
class RoundsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isRounds = ({ moduleId }: TestSpecification) => moduleId.startsWith(ROUNDS);
    return [...sorted.filter(isRounds), ...sorted.filter((file) => !isRounds(file))];
  }
}

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
    sequence: { sequencer: RoundsFirst },
    // A test waits for the database half of its time.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
