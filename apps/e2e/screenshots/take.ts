// The pictures of docs/, taken of the running system with its demo in it.
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { findBrowser } from '../../../scripts/browser.mjs';
import { provideTestDatabase } from '../../../scripts/database.mjs';
import { startBrowser } from '../stage/browser.ts';
import { type System, startSystem } from '../stage/system.ts';
import { takeAdmin } from './admin.ts';
import { takePeople } from './people.ts';
import { takeMailAndPortal } from './portal.ts';

export interface Studio {
  system: System;
  /** A new visitor at a screen of that size. */
  open(options?: { width?: number; height?: number; dark?: boolean }): Promise<Page>;
  /** Without a cursor in a field, and with everything in its place. */
  take(page: Page, name: string): Promise<void>;
}

const folder = fileURLToPath(new URL('../../../docs/', import.meta.url));
const say = (line: string) => process.stderr.write(`${line}\n`);

mkdirSync(folder, { recursive: true });
const database = await provideTestDatabase({ say });
const browser = await startBrowser(await findBrowser({ say }));
const system = await startSystem({ databaseServer: database.url, demo: true, mailDelay: 90 });
try {
  const studio = studioOf(system, browser);
  await takeAdmin(studio);
  await takePeople(studio);
  await takeMailAndPortal(studio);
} finally {
  await browser.close();
  await system.stop();
  await database.stop();
}

function studioOf(shown: System, browser: Browser): Studio {
  return {
    system: shown,
    async open({ width = 1280, height = 832, dark = false } = {}) {
      const context = await browser.newContext({
        baseURL: shown.url,
        viewport: { width, height },
        colorScheme: dark ? 'dark' : 'light',
        locale: 'en-GB',
        timezoneId: 'Europe/Amsterdam',
        reducedMotion: 'reduce',
      });
      context.setDefaultTimeout(60_000);
      return context.newPage();
    },
    async take(page, name) {
      await page.waitForLoadState('networkidle');
      await page.evaluate(() => document.fonts.ready);
      await page.mouse.move(0, 0);
      await page.screenshot({ path: `${folder}${name}.png`, animations: 'disabled', caret: 'hide' });
      say(`docs/${name}.png`);
    },
  };
}
