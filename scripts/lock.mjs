// One `npm start` a checkout: two would share a data folder that only one database server may open.
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { portIsFree } from './machine.mjs';
import { describeProcess, isAlive } from './processes.mjs';

/**
 * @param {string} file
 * @param {number} [pid]
 * @returns {{ free: true, release: () => void, note: (url: string) => void } | { free: false, pid: number, url?: string }}
 */
export function takeLock(file, pid = process.pid) {
  mkdirSync(dirname(file), { recursive: true });
  const { since } = describeProcess(pid);
  const mine = `${file}.${process.pid}`;
  const note = (url) => {
    writeFileSync(mine, JSON.stringify({ pid, since, url }));
    renameSync(mine, file);
  };
  for (;;) {
    // Written first and linked then: nobody ever reads half a lock and takes it for a stale one.
    writeFileSync(mine, JSON.stringify({ pid, since }));
    try {
      linkSync(mine, file);
      return { free: true, release: () => rmSync(file, { force: true }), note };
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    } finally {
      rmSync(mine);
    }
    const holder = readHolder(file);
    if (holder && holds(holder)) return { free: false, pid: holder.pid, url: holder.url };
    // Left behind by one that was killed.
    rmSync(file, { force: true });
  }
}

/**
 * A port for what will listen there in a while: of several checkouts that start at once, each gets one of its own.
 *
 * @param {number} port
 * @param {string} [host]
 * @returns {Promise<(() => void) | null>} gives it back; null when it is taken
 */
export async function takePort(port, host) {
  try {
    const lock = takeLock(join(tmpdir(), `anteroom-port-${port}.lock`));
    if (!lock.free) return null;
    if (await portIsFree(port, host)) return lock.release;
    lock.release();
  } catch {
    // A stale one of another user of this machine, which is not ours to remove.
  }
  return null;
}

function readHolder(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function holds({ pid, since }) {
  return isAlive(pid) && (since === undefined || describeProcess(pid).since === since);
}
