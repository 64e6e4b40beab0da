import { renderHook } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { useIdempotencyKey } from './use-idempotency-key';

it('keeps the key of the same request until its answer has come', () => {
  const { result } = renderHook(() => useIdempotencyKey());
  const key = result.current.keyFor({ emails: 'a@example.org' });
  expect(key).toMatch(/^[0-9a-f]{32}$/);
  expect(result.current.keyFor({ emails: 'a@example.org' })).toBe(key);
  result.current.answered();
  expect(result.current.keyFor({ emails: 'a@example.org' })).not.toBe(key);
});

it('gives another request another key', () => {
  const { result } = renderHook(() => useIdempotencyKey());
  const key = result.current.keyFor({ emails: 'a@example.org' });
  expect(result.current.keyFor({ emails: 'b@example.org' })).not.toBe(key);
});

it('goes on with what outlived it, and hands on what is to outlive it', () => {
  const request = JSON.stringify({ clientIds: ['1'] });
  const keep = vi.fn();
  const { result } = renderHook(() => useIdempotencyKey({ unanswered: { key: 'kept', request }, keep }));
  expect(result.current.keyFor({ clientIds: ['1'] })).toBe('kept');
  result.current.answered();
  expect(keep).toHaveBeenLastCalledWith(null);
  const key = result.current.keyFor({ clientIds: ['2'] });
  expect(keep).toHaveBeenLastCalledWith({ key, request: JSON.stringify({ clientIds: ['2'] }) });
});
