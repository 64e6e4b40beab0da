import { type BrowserServer, chromium } from 'playwright-core';
import { findBrowser } from '../../../scripts/browser.mjs';

const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** One Chromium for all; whoever wants to look connects to it and has a profile of its own. */
export async function startBrowser(): Promise<BrowserServer> {
  const root = process.getuid?.() === 0;
  return chromium.launchServer({
    executablePath: await findBrowser({ say: (line: string) => process.stderr.write(`${line}\n`) }),
    // Chromium cannot wall itself in when it is started by root, as in most containers.
    args: root ? [...QUIET, '--no-sandbox'] : QUIET,
    headless: true,
  });
}
