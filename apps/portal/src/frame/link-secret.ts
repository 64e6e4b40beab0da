/** The secret that a mailed link carries: kept for this tab, never again part of an address. */
export interface LinkSecret {
  current(): string | null;
  forget(): void;
  /** Forgets it because it has done its work. */
  spend(): void;
  /** Whether the last one was: whoever goes back over its pages need not be told that their link does not work. */
  spent(): boolean;
  subscribe(listener: () => void): () => void;
}

const LONGEST = 1024;

/**
 * The secret in an address, `#<secret>` or `#token=<secret>`; in the query too where the link's maker
 * puts it there. Null when there is none, or nothing that could be one.
 */
export function secretIn(url: URL, options: { query?: boolean } = {}): string | null {
  const fragment = url.hash.slice(1);
  const named = new URLSearchParams(fragment).get('token');
  const found = named ?? (fragment || (options.query ? url.searchParams.get('token') : null));
  // Whoever copies a link out of its sentence takes the full stop or the bracket behind it along.
  const secret =
    found &&
    decoded(found)
      .trim()
      .replace(/[^\w-]+$/, '');
  return secret && secret.length <= LONGEST ? secret : null;
}

// Some mail programs percent-encode what follows the #.
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Takes the secret out of the address bar at once, before anything else can read, record or send the
 * address, and again whenever another link is opened in the same tab.
 */
export function linkSecret(
  page: Window,
  options: { storageKey: string; path: RegExp; query?: boolean },
): LinkSecret {
  const spentKey = `${options.storageKey}.spent`;
  let memory = read(options.storageKey);
  let spent = read(spentKey) !== null;
  const listeners = new Set<() => void>();

  function read(key: string): string | null {
    try {
      return page.sessionStorage.getItem(key);
    } catch {
      return null;
    }
  }

  function write(key: string, value: string | null): void {
    try {
      if (value) page.sessionStorage.setItem(key, value);
      else page.sessionStorage.removeItem(key);
    } catch {
      // Storage is switched off: what is known lives until the tab is reloaded.
    }
  }

  function keep(secret: string | null, done = false): void {
    memory = secret;
    spent = done;
    write(options.storageKey, secret);
    write(spentKey, done ? 'yes' : null);
    for (const listener of listeners) listener();
  }

  function take(): void {
    // Some mail programs encode the sign as well, which makes the secret a part of the path.
    const url = new URL(page.location.href.replace('%23', '#'));
    if (!options.path.test(url.pathname)) return;
    const secret = secretIn(url, options);
    if (!url.hash && !(options.query && url.searchParams.has('token'))) return;
    url.hash = '';
    if (options.query) url.searchParams.delete('token');
    page.history.replaceState(page.history.state, '', url.pathname + url.search);
    // A link that was damaged on its way must not quietly show the one opened before it.
    keep(secret);
  }

  take();
  page.addEventListener('hashchange', take);

  return {
    current: () => memory,
    forget: () => keep(null),
    spend: () => keep(null, true),
    spent: () => spent,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
