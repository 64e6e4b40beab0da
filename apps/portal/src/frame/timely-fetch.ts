/** A phone that has lost its network may wait for minutes without being told. Longer than anything takes that works. */
export const PATIENCE_MS = 30_000;

/** As `fetch`; no answer in time counts as a connection that failed, and whoever waits can try again. */
export async function timelyFetch(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  const giveUp = new AbortController();
  const late = new TypeError('No answer came in time');
  const timer = setTimeout(() => giveUp.abort(late), PATIENCE_MS);
  const { signal } = init;
  signal?.throwIfAborted();
  const abandon = () => giveUp.abort(signal?.reason);
  signal?.addEventListener('abort', abandon);
  try {
    return await fetch(input, { ...init, signal: giveUp.signal });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abandon);
  }
}
