import { act, renderHook } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { useSelection } from './use-selection';

const ada = { id: 'ada' };
const bram = { id: 'bram' };
const carla = { id: 'carla' };

function select(scope = 'everybody') {
  return renderHook((props: { scope: string }) => useSelection(props.scope, 1284), {
    initialProps: { scope },
  });
}

describe('selecting rows', () => {
  it('keeps ticks of an earlier page', () => {
    const { result } = select();
    act(() => result.current.togglePage([ada, bram]));
    act(() => result.current.togglePage([carla]));
    expect([...result.current.rows.keys()]).toEqual(['ada', 'bram', 'carla']);
    expect(result.current.count).toBe(3);
  });

  it('knows of a ticked row what the list says of it by now', () => {
    const row = (canRemind: boolean) => [{ id: 'ada', canRemind }];
    const { result, rerender } = renderHook(
      ({ shown }) => useSelection<{ id: string; canRemind: boolean }>('everybody', 1, shown),
      { initialProps: { shown: row(false) } },
    );
    act(() => result.current.togglePage(row(false)));
    rerender({ shown: row(true) });
    expect(result.current.rows.get('ada')?.canRemind).toBe(true);
    expect(result.current.count).toBe(1);
  });

  it('unticks a page that is wholly ticked, and completes one that is not', () => {
    const { result } = select();
    act(() => result.current.toggle(ada));
    act(() => result.current.togglePage([ada, bram]));
    expect(result.current.count).toBe(2);
    act(() => result.current.togglePage([ada, bram]));
    expect(result.current.count).toBe(0);
  });

  it('counts everybody who matches once all are selected, also the unseen', () => {
    const { result } = select();
    act(() => result.current.toggle(ada));
    act(() => result.current.selectAll());
    expect(result.current.count).toBe(1284);
    expect(result.current.has('never seen')).toBe(true);
  });

  it('falls back to single rows when one of all is clicked', () => {
    const { result } = select();
    act(() => result.current.selectAll());
    act(() => result.current.toggle(bram));
    expect(result.current.all).toBe(false);
    expect([...result.current.rows.keys()]).toEqual(['bram']);
  });

  it('forgets the ticks when the filter changes: they would act on rows that nobody sees', () => {
    const { result, rerender } = select();
    act(() => result.current.selectAll());
    rerender({ scope: 'only active' });
    expect(result.current.count).toBe(0);
    expect(result.current.all).toBe(false);
  });
});
