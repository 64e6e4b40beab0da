import type { TestProject } from 'vitest/node';
import { findBrowser } from '../../../scripts/browser.mjs';
import { provideTestDatabase } from '../../../scripts/database.mjs';
import { startSystem } from './system.ts';

declare module 'vitest' {
  interface ProvidedContext {
    url: string;
    databaseUrl: string;
    inboxUrl: string;
    /** The path of a Chromium; each worker starts one. */
    browser: string;
  }
}

/** One system for all stories; each story has an organization and visitors of its own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const say = (line: string) => process.stderr.write(`${line}\n`);
  project.provide('browser', await findBrowser({ say }));
  const database = await provideTestDatabase({ say });
  const system = await startSystem({ databaseServer: database.url });
  project.provide('url', system.url);
  project.provide('databaseUrl', system.databaseUrl);
  project.provide('inboxUrl', system.inboxUrl);
  return async () => {
    const complaints = system.complaints();
    if (complaints) say(`\nThe server's log:\n${complaints}`);
    await system.stop();
    await database.stop();
  };
}
