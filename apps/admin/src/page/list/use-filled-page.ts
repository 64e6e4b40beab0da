import { useEffect } from 'react';
import type { Paging } from './paging';

/** A page whose last row has gone (withdrawn, answered, taken away) gives way to the first: it must not say that there is nothing. */
export function useFilledPage(empty: boolean, { after, before }: Paging, toFirst: () => void): void {
  const beyondFirst = (after ?? before) !== undefined;
  useEffect(() => {
    if (empty && beyondFirst) toFirst();
  }, [empty, beyondFirst]);
}
