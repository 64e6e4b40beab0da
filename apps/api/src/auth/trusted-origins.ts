import type { Config } from '../config.js';

/** Whose pages may act with a session: our own, and while developing any port of this machine. */
export function trustedOrigins(config: Config): string[] {
  const own = new URL(config.publicUrl).origin;
  return config.production ? [own] : [own, 'http://localhost:*', 'http://127.0.0.1:*'];
}

export function isTrustedOrigin(config: Config, origin: string): boolean {
  if (origin === new URL(config.publicUrl).origin) return true;
  return !config.production && /^http:\/\/(localhost|127\.0\.0\.1):\d{1,5}$/.test(origin);
}
