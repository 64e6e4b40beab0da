import { useCallback, useLayoutEffect, useRef } from 'react';
import { type SetURLSearchParams, useSearchParams } from 'react-router';

/**
 * What stands behind the question mark of the page's address. Unlike the router's own, what is set late (when an answer
 * has come, after a pause in typing) goes from the address as it is by then, and nowhere once the page has been left: it
 * would take the place of what stands in the address of the page that followed.
 */
export function usePageParams(): [URLSearchParams, SetURLSearchParams] {
  const [params, setParams] = useSearchParams();
  const latest = useRef<SetURLSearchParams | null>(null);
  useLayoutEffect(() => {
    latest.current = setParams;
    return () => {
      latest.current = null;
    };
  }, [setParams]);
  const set = useCallback<SetURLSearchParams>((change, options) => latest.current?.(change, options), []);
  return [params, set];
}
