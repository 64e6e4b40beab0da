import { useEffect, useState } from 'react';

/** The mail's link bears the token in its fragment, which no server sees; it leaves the address bar at once. */
export function useResetToken(): string | undefined {
  const [token] = useState(() => window.location.hash.slice(1) || undefined);
  useEffect(() => {
    if (window.location.hash) window.history.replaceState(window.history.state, '', window.location.pathname);
  }, []);
  return token;
}
