import { useSyncExternalStore } from 'react';

/**
 * The mailings whose end this tab still has to tell. Only their ids are kept, through reloads, until they are over or
 * somebody signs out.
 */
const key = 'anteroom.mailings';
const listeners = new Set<() => void>();
let watched = read();
const open = new Set<string>();

function read(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(window.sessionStorage.getItem(key) ?? '[]');
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}

function change(next: readonly string[]): void {
  watched = next;
  try {
    if (next.length === 0) window.sessionStorage.removeItem(key);
    else window.sessionStorage.setItem(key, JSON.stringify(next));
  } catch {
    // It is told all the same while the page stands.
  }
  for (const listener of listeners) listener();
}

export function watchMailing(id: string): void {
  if (!watched.includes(id)) change([...watched, id]);
}

export function forgetMailing(id: string): void {
  if (watched.includes(id)) change(watched.filter((other) => other !== id));
}

/** For signing out. */
export function forgetAllMailings(): void {
  change([]);
}

/** While a mailing is on the screen its end needs no toast. Returns what undoes it. */
export function showMailing(id: string): () => void {
  open.add(id);
  return () => open.delete(id);
}

export function isShown(id: string): boolean {
  return open.has(id);
}

export function useWatchedMailings(): readonly string[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => watched,
  );
}
