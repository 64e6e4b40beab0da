import { act, renderHook } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { useSubmission } from './submission';

function later<Value>() {
  let settle: (value: Value) => void = () => {};
  let fail: (error: unknown) => void = () => {};
  const promise = new Promise<Value>((resolve, reject) => {
    settle = resolve;
    fail = reject;
  });
  return { promise, settle, fail };
}

describe('submitting a form', () => {
  it('does the work once, however often the button is pressed meanwhile', async () => {
    const { result } = renderHook(() => useSubmission());
    const answer = later<null>();
    let times = 0;
    const work = () => {
      times++;
      return answer.promise;
    };
    await act(async () => {
      void result.current.submit(work);
      void result.current.submit(work);
    });
    expect(result.current.pending).toBe(true);
    await act(async () => void result.current.submit(work));
    await act(async () => answer.settle(null));
    expect(times).toBe(1);
    expect(result.current.pending).toBe(false);
  });

  it('can be tried again after a connection that failed, and then forgets the failure', async () => {
    const { result } = renderHook(() => useSubmission());
    const answer = later<null>();
    await act(async () => void result.current.submit(() => answer.promise));
    await act(async () => answer.fail(new TypeError('Failed to fetch')));
    expect(result.current.failure).toBe('network');
    await act(() => result.current.submit(async () => null));
    expect(result.current.failure).toBeNull();
  });
});
