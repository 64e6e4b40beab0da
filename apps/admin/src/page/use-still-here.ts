import { useCallback, useEffect, useRef } from 'react';

/** Whether what asked is still on the screen when an answer comes: it must not lead anybody away who has gone on meanwhile. */
export function useStillHere(): () => boolean {
  const here = useRef(false);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);
  return useCallback(() => here.current, []);
}
