import type { TestProject } from 'vitest/node';
import { provideTestDatabase } from '../../../scripts/database.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    databaseServer: string;
  }
}

/** One database server for the whole run; each test file makes a database of its own in it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, stop } = await provideTestDatabase({ say: (line) => process.stderr.write(`${line}\n`) });
  project.provide('databaseServer', url);
  return stop;
}
