import { useSyncExternalStore } from 'react';

const everyMs = 30_000;
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

// One clock for the page: a table of fifty relative times needs no fifty timers.
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (listeners.size === 1) {
    now = Date.now();
    timer = setInterval(() => {
      now = Date.now();
      for (const heard of listeners) heard();
    }, everyMs);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearInterval(timer);
  };
}

function read(): number {
  // Nobody listens before the first subscription, so the kept moment may be old.
  if (listeners.size === 0 && Date.now() - now > everyMs) now = Date.now();
  return now;
}

/** The present moment, moving on by itself every half minute. */
export function useNow(): Date {
  return new Date(useSyncExternalStore(subscribe, read));
}
