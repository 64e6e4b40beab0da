import type { TestProject } from 'vitest/node';
import { provideTestDatabase } from '../../../scripts/database.mjs';
import { startBrowser } from './browser.ts';
import { startSystem } from './system.ts';

declare module 'vitest' {
  interface ProvidedContext {
    url: string;
    databaseUrl: string;
    inboxUrl: string;
    browser: string;
  }
}

/** One system and one browser for all stories; each story has an organization and visitors of its own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const database = await provideTestDatabase({ say });
  const browser = startBrowser();
  const system = await startSystem({ databaseServer: database.url });
  project.provide('url', system.url);
  project.provide('databaseUrl', system.databaseUrl);
  project.provide('inboxUrl', system.inboxUrl);
  project.provide('browser', (await browser).wsEndpoint());
  return async () => {
    await (await browser).close();
    const complaints = system.complaints();
    if (complaints) say(`\nThe server's log:\n${complaints}`);
    await system.stop();
    await database.stop();
  };
}
