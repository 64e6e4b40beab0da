import { mkdtemp, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

export interface BuiltWorker {
  readonly file: string;
  remove(): Promise<void>;
}

/**
 * Node runs no decorators, so the worker's sources are put together into one file; its dependencies too, for a worker is
 * started every round and a thousand small files take twice as long to load.
 */
export async function buildWorker(): Promise<BuiltWorker> {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const outDir = await mkdtemp(`${root}/node_modules/.kill-worker-`);
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    oxc: { decorator: { legacy: true, emitDecoratorMetadata: true } },
    ssr: { noExternal: true },
    build: {
      ssr: 'test/kill/worker.ts',
      outDir,
      target: 'node24',
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'worker.mjs' } },
    },
  });
  return { file: `${outDir}/worker.mjs`, remove: () => rm(outDir, { recursive: true, force: true }) };
}
