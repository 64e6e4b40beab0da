import { useEffect, useState } from 'react';

const key = 'anteroom.start';

/** The mail's link bears the token in its fragment, which no server sees; it leaves the address bar at once, and stays for this tab. */
export function useStartToken(): string | null {
  const [token] = useState(() => window.location.hash.slice(1) || window.sessionStorage.getItem(key));
  useEffect(() => {
    if (token) window.sessionStorage.setItem(key, token);
    if (window.location.hash) window.history.replaceState(window.history.state, '', window.location.pathname);
  }, [token]);
  return token;
}

export function forgetStartToken(): void {
  window.sessionStorage.removeItem(key);
}
