// What this machine has: programs, packages, free ports.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';

/** @param {string[]} names @returns {string | undefined} the first of them that can be run */
export function findProgram(...names) {
  // Debian keeps servers in sbin, which an ordinary user's PATH does not name.
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    '/usr/sbin',
    '/usr/local/sbin',
    '/usr/libexec',
    '/usr/local/bin',
    '/opt/homebrew/bin',
    '/usr/local/mysql/bin',
  ].filter(Boolean);
  for (const name of names) {
    for (const folder of folders) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        if (statSync(path).isFile()) return path;
      } catch {
        // Not there; look on.
      }
    }
  }
  return undefined;
}

export const isRoot = () => process.getuid?.() === 0;

/**
 * Installs Debian packages, when this is Debian (or of its family) and we may.
 *
 * @param {string[]} packages
 * @param {(line: string) => void} say
 * @returns {boolean} whether they are there now
 */
export function installDebianPackages(packages, say) {
  if (!isRoot() || !findProgram('apt-get')) return false;
  say(`installing ${packages.join(', ')} with apt-get`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = () =>
    spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], {
      env,
      encoding: 'utf8',
    });
  let result = install();
  if (result.status !== 0) {
    // A fresh image has no package lists, and old lists point at packages that are gone.
    spawnSync('apt-get', ['update', '-q'], { env, stdio: 'ignore' });
    result = install();
  }
  if (result.status !== 0)
    say(`apt-get could not install them: ${result.stderr.trim().split('\n').at(-1) ?? ''}`);
  return result.status === 0;
}

/** A port of 127.0.0.1 on which nobody listens. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

/** @param {number} port @param {string} [host] @returns {Promise<boolean>} */
export function portIsFree(port, host = '127.0.0.1') {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}
