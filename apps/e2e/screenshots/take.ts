// The pictures of docs/, taken of the running system with its demo in it.
import { findBrowser } from '../../../scripts/browser.mjs';
import { provideTestDatabase } from '../../../scripts/database.mjs';
import { startBrowser } from '../stage/browser.ts';
import { startSystem } from '../stage/system.ts';
import { takeClients, takeCreateClients } from './admin.ts';
import { takePeople } from './people.ts';
import { takeMailAndPortal } from './portal.ts';
import { studioOf } from './studio.ts';

const say = (line: string) => process.stderr.write(`${line}\n`);

const database = await provideTestDatabase({ say });
const browser = await startBrowser(await findBrowser({ say }));
const system = await startSystem({ databaseServer: database.url, demo: true, mailDelay: 90 });
try {
  const studio = studioOf(system, browser, say);
  // What is on record before it is full of our own looking, and the lists before 187 more are in them.
  await takePeople(studio);
  await takeClients(studio);
  await takeCreateClients(studio);
  await takeMailAndPortal(studio);
} finally {
  await browser.close();
  await system.stop();
  await database.stop();
}
