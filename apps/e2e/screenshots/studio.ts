import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import type { System } from '../stage/system.ts';

export interface Studio {
  system: System;
  /** A new visitor at a screen of that size. */
  open(options?: { width?: number; height?: number; dark?: boolean }): Promise<Page>;
  /** Without a cursor in a field, and with everything in its place. */
  take(page: Page, name: string): Promise<void>;
}

const folder = fileURLToPath(new URL('../../../docs/', import.meta.url));

export function studioOf(system: System, browser: Browser, say: (line: string) => void): Studio {
  mkdirSync(folder, { recursive: true });
  return {
    system,
    async open({ width = 1280, height = 832, dark = false } = {}) {
      const context = await browser.newContext({
        baseURL: system.url,
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
