import { type Browser, chromium } from 'playwright-core';

const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A Chromium in which every visitor has a profile of their own. */
export async function startBrowser(executablePath: string): Promise<Browser> {
  const root = process.getuid?.() === 0;
  return chromium.launch({
    executablePath,
    // Chromium cannot wall itself in when it is started by root, as in most containers.
    args: root ? [...QUIET, '--no-sandbox'] : QUIET,
    headless: true,
  });
}
