import { useEffect } from 'react';

/** How browsers and Vite say that a part of the app is not there. */
const NOT_THERE = /dynamically imported module|importing a module script failed|unable to preload/i;
const RELOADED_AT = 'anteroom.reloadedAt';
/** A second failure so soon is none that reloading mends. */
const SOON = 60_000;

/**
 * The page has been open since before a release, and the parts that it has not fetched yet went with the old one. It is
 * loaded anew by itself, at the address where it was going, unless the server cannot be reached: then nothing would come.
 */
export function useNewerRelease(error: unknown): void {
  const isNotThere = error instanceof Error && NOT_THERE.test(error.message);
  useEffect(() => {
    if (!isNotThere || Date.now() - Number(sessionStorage.getItem(RELOADED_AT)) < SOON) return;
    fetch(window.location.href, { method: 'HEAD' }).then(
      ({ ok }) => {
        if (!ok) return;
        sessionStorage.setItem(RELOADED_AT, String(Date.now()));
        window.location.reload();
      },
      () => undefined,
    );
  }, [isNotThere]);
}
