import type { BrowserContext, Page } from 'playwright-core';
import { inject, test } from 'vitest';
import { startBrowser } from './browser.ts';
import { type Database, openDatabase } from './database.ts';
import { type Mailbox, openMailbox } from './mailbox.ts';

export interface VisitOptions {
  dark?: boolean;
  width?: number;
  locale?: string;
}

/** Somebody new at a browser of their own: no cookies, an address on the network that nobody else has. */
export type Visit = (options?: VisitOptions) => Promise<Page>;

// Each worker counts in a network of its own.
let visitors = 0;
const nextAddress = () => {
  visitors += 1;
  return `10.${process.pid % 250}.${Math.floor(process.pid / 250) % 250}.${visitors}`;
};

/** What a story has at hand; it shares the system with the others, but no organization, address or browser profile. */
export const story = test
  .extend('system', { scope: 'worker' }, () => ({
    url: inject('url'),
    databaseUrl: inject('databaseUrl'),
    inboxUrl: inject('inboxUrl'),
    browser: inject('browser'),
  }))
  .extend('browser', { scope: 'worker' }, async ({ system }, { onCleanup }) => {
    const browser = await startBrowser(system.browser);
    onCleanup(() => browser.close());
    return browser;
  })
  .extend('database', { scope: 'worker' }, async ({ system }, { onCleanup }): Promise<Database> => {
    const database = await openDatabase(system.databaseUrl);
    onCleanup(() => database.close());
    return database;
  })
  .extend('mailbox', ({ system }): Mailbox => openMailbox(system.inboxUrl))
  .extend('contexts', async ({ browser }, { onCleanup }): Promise<BrowserContext[]> => {
    const contexts: BrowserContext[] = [];
    onCleanup(async () => {
      if (browser.isConnected()) for (const context of contexts) await context.close();
    });
    return contexts;
  })
  .extend('visit', ({ system, browser, contexts }): Visit => {
    return async ({ dark = false, width = 1280, locale = 'en-GB' } = {}) => {
      const context = await browser.newContext({
        baseURL: system.url,
        viewport: { width, height: width < 600 ? 700 : 900 },
        colorScheme: dark ? 'dark' : 'light',
        locale,
        timezoneId: 'Europe/Amsterdam',
        reducedMotion: 'reduce',
        extraHTTPHeaders: { 'x-forwarded-for': nextAddress() },
      });
      context.setDefaultTimeout(45_000);
      contexts.push(context);
      return context.newPage();
    };
  });

story.afterEach(async ({ task, contexts }) => {
  if (task.result?.state !== 'fail') return;
  for (const page of contexts.flatMap((context) => context.pages())) await keepSight(page, task.name);
});

/** What stood on the screen when a story went wrong. */
async function keepSight(page: Page, name: string): Promise<void> {
  const file = `test-results/${name.replaceAll(/\W+/g, '-')}-${new URL(page.url()).pathname.replaceAll('/', '_')}.png`;
  await page.screenshot({ path: file, fullPage: true, timeout: 5_000 }).then(
    () => process.stderr.write(`the page ${page.url()} is in apps/e2e/${file}\n`),
    () => {},
  );
}
