// One `npm start` a checkout: two would share a data folder that only one database server may open.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { isAlive } from './processes.mjs';

/**
 * @param {string} file
 * @param {number} [pid]
 * @returns {{ free: true, release: () => void, note: (url: string) => void } | { free: false, pid: number, url?: string }}
 */
export function takeLock(file, pid = process.pid) {
  mkdirSync(dirname(file), { recursive: true });
  for (;;) {
    try {
      writeFileSync(file, JSON.stringify({ pid, since: startOf(pid) }), { flag: 'wx' });
      return {
        free: true,
        release: () => rmSync(file, { force: true }),
        note: (url) => writeFileSync(file, JSON.stringify({ pid, since: startOf(pid), url })),
      };
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
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

/** When a process began, in the system's own count; tells a living holder from a stranger that got its pid later. */
function startOf(pid) {
  try {
    // The name, in parentheses, may hold spaces; the fields after it do not.
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19];
  } catch {
    return undefined;
  }
}

function holds({ pid, since }) {
  return isAlive(pid) && (since === undefined || startOf(pid) === since);
}
