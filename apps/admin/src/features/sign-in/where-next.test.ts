import { describe, expect, it } from 'vitest';
import { whereNext } from './where-next';

const next = (value: string) => whereNext(new URLSearchParams({ next: value }));

describe('whereNext', () => {
  it('goes back to the page that asked for signing in', () => {
    expect(next('/o/demo/clients?status=ACTIVE')).toBe('/o/demo/clients?status=ACTIVE');
  });

  it('starts at home without a wish', () => {
    expect(whereNext(new URLSearchParams())).toBe('/');
  });

  it.each(['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)'])(
    'never leaves for %s',
    (wish) => {
      expect(next(wish)).toBe('/');
    },
  );
});
