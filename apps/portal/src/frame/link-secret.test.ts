import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { linkSecret, secretIn } from './link-secret';

const options = { storageKey: 'test.invitation', path: /^\/portal\/invitation(\/|$)/ };

function open(address: string): void {
  window.history.pushState(null, '', address);
}

/** What a browser does when a link to the page it is on, with another fragment, is opened. */
function followInSameTab(address: string): void {
  open(address);
  window.dispatchEvent(new Event('hashchange'));
}

beforeEach(() => {
  window.sessionStorage.clear();
  open('/portal/');
  vi.spyOn(window, 'addEventListener');
});

// A page of a browser has one of each secret; those of earlier tests must not take the link first.
afterEach(() => {
  for (const [type, listener] of vi.mocked(window.addEventListener).mock.calls) {
    window.removeEventListener(type, listener as EventListener);
  }
  vi.restoreAllMocks();
});

describe('a secret in an address', () => {
  const cases: [string, string, string | null][] = [
    ['bare in the fragment', 'https://x.org/portal/invitation#AbC-_123', 'AbC-_123'],
    ['named in the fragment', 'https://x.org/portal/invitation#token=AbC-_123', 'AbC-_123'],
    ['percent-encoded by a mail program', 'https://x.org/portal/invitation#AbC%2D_123%20', 'AbC-_123'],
    ['copied by hand with the full stop behind it', 'https://x.org/portal/invitation#AbC-_123.', 'AbC-_123'],
    ['copied with the bracket around it', 'https://x.org/portal/invitation#AbC-_123%3E', 'AbC-_123'],
    ['broken percent-encoding', 'https://x.org/portal/invitation#AbC%2', 'AbC%2'],
    ['in the query, where it does not belong', 'https://x.org/portal/invitation?token=AbC', null],
    ['nothing but the sign', 'https://x.org/portal/invitation#', null],
    ['too long to be one', `https://x.org/portal/invitation#${'a'.repeat(1025)}`, null],
  ];
  it.each(cases)('%s', (_case, address, secret) => {
    expect(secretIn(new URL(address))).toBe(secret);
  });

  it('is read from the query only where the link is made that way', () => {
    const url = new URL('https://x.org/portal/reset-password?token=AbC');
    expect(secretIn(url, { query: true })).toBe('AbC');
  });
});

describe('the secret of a link', () => {
  it('leaves the address bar and the history entry, and keeps the rest of the address', () => {
    const entries = window.history.length;
    open('/portal/invitation?a=1#AbC-_123');
    const secret = linkSecret(window, options);
    expect(secret.current()).toBe('AbC-_123');
    expect(window.location.href).not.toContain('AbC');
    expect(window.location.search).toBe('?a=1');
    expect(window.history.length).toBe(entries + 1);
  });

  it('is found where a mail program encoded the sign before it', () => {
    open('/portal/invitation%23AbC-_123');
    expect(linkSecret(window, options).current()).toBe('AbC-_123');
    expect(window.location.pathname).toBe('/portal/invitation');
    open('/portal/other%23AbC-_123');
    linkSecret(window, options);
    expect(window.location.pathname).toBe('/portal/other%23AbC-_123');
  });

  it('is still known after a reload, and after a detour to another page', () => {
    open('/portal/invitation#AbC-_123');
    linkSecret(window, options);
    open('/portal/sign-in');
    expect(linkSecret(window, options).current()).toBe('AbC-_123');
  });

  it('is forgotten when it has done its work', () => {
    open('/portal/invitation#AbC-_123');
    linkSecret(window, options).forget();
    expect(linkSecret(window, options).current()).toBeNull();
    expect(JSON.stringify({ ...window.sessionStorage })).not.toContain('AbC');
  });

  it('is remembered as spent in this tab, also after a reload, until another link is opened', () => {
    open('/portal/invitation#AbC-_123');
    const secret = linkSecret(window, options);
    expect(secret.spent()).toBe(false);
    secret.spend();
    expect(secret.current()).toBeNull();
    expect(secret.spent()).toBe(true);
    expect(JSON.stringify({ ...window.sessionStorage })).not.toContain('AbC');
    const reloaded = linkSecret(window, options);
    expect(reloaded.current()).toBeNull();
    expect(reloaded.spent()).toBe(true);
    followInSameTab(`/portal/invitation#${'x'.repeat(2000)}`);
    expect(secret.spent()).toBe(false);
    expect(linkSecret(window, options).spent()).toBe(false);
  });

  it('leaves the fragments of other pages alone', () => {
    open('/portal/other#AbC-_123');
    expect(linkSecret(window, options).current()).toBeNull();
    expect(window.location.hash).toBe('#AbC-_123');
  });

  it('gives way to another link opened in the same tab, and tells who listens', () => {
    open('/portal/invitation#first');
    const secret = linkSecret(window, options);
    let told = 0;
    secret.subscribe(() => told++);
    followInSameTab('/portal/invitation#second');
    expect(secret.current()).toBe('second');
    expect(window.location.hash).toBe('');
    expect(told).toBe(1);
  });

  it('does not show an earlier invitation when a damaged link is opened', () => {
    open('/portal/invitation#first');
    const secret = linkSecret(window, options);
    followInSameTab(`/portal/invitation#${'x'.repeat(2000)}`);
    expect(secret.current()).toBeNull();
  });

  it('works without storage', () => {
    const blocked = new Proxy(window, {
      get(target, key) {
        if (key === 'sessionStorage') throw new DOMException('denied', 'SecurityError');
        const value = Reflect.get(target, key, target) as unknown;
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    open('/portal/invitation#AbC-_123');
    expect(linkSecret(blocked, options).current()).toBe('AbC-_123');
  });
});
