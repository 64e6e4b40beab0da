// Finds a Chromium for the browser tests, or gets one.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { findProgram, installDebianPackages } from './machine.mjs';
import { run } from './processes.mjs';
import { childEnvironment, projectNode, root } from './workspace.mjs';

const names = [
  // The same engine without the windows and services of a desktop around it: a page costs it two thirds of the work.
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'microsoft-edge',
];
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * @param {{ say?: (line: string) => void, signal?: AbortSignal }} [options]
 * @returns {Promise<string>} the path of a Chromium
 */
export async function findBrowser({ say = () => {}, signal } = {}) {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    if (existsSync(given)) return given;
    throw new Error(`CHROMIUM_PATH names ${given}, which does not exist`);
  }
  const look = () => findProgram(...names) ?? elsewhere.find((path) => existsSync(path));
  const found = look() ?? (installBrowser(say) ? look() : undefined);
  return found ?? playwrightBrowser(say, signal);
}

/** Ubuntu has no shell of its own to offer. */
function installBrowser(say) {
  return ['chromium-headless-shell', 'chromium'].some((name) => installDebianPackages([name], say));
}

async function playwrightBrowser(say, signal) {
  const require = createRequire(join(root, 'apps', 'e2e', 'package.json'));
  const folder = dirname(require.resolve('playwright-core/package.json'));
  const { chromium } = require('playwright-core');
  if (!existsSync(chromium.executablePath())) {
    say("fetching Playwright's Chromium");
    const { code, output } = await run(projectNode(), [join(folder, 'cli.js'), 'install', 'chromium'], {
      env: childEnvironment(),
      signal,
      quiet: true,
    });
    if (code !== 0)
      throw new Error(
        `No Chromium was found, and none could be fetched; set CHROMIUM_PATH.\n${output.trim()}`,
      );
  }
  return chromium.executablePath();
}
