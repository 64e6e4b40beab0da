// One `npm start` a checkout: two would share a data folder that only one database server may open.
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
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
