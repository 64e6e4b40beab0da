import { GraphQLError } from 'graphql';
import type { RequestContext } from '../context.js';
import { normalizeIP } from './client-address.js';

/** So many at once, and then one more each `refill` milliseconds. */
interface Allowance {
  burst: number;
  refill: number;
}

const MAX_KEYS = 50_000;

/**
 * Milliseconds. Moments are fractions, and their sums are off by a billionth or so in some hours of a process's life: that
 * must not refuse the last of what is allowed, which is the only one where `burst` is 1.
 */
const INEXACT = 0.001;

/**
 * Counts in this process's memory: what it protects is this process and the database behind it, the count is needed before
 * the first statement, and with several processes the limit is only so many times as wide. Passwords, where the number of
 * guesses itself matters, are limited in the database.
 */
export class Limiter {
  readonly #allowance: Allowance;
  readonly #now: () => number;
  /** Per key, the moment at which it will have its whole allowance again. */
  readonly #fullAt = new Map<string, number>();

  constructor(allowance: Allowance, now: () => number = () => performance.now()) {
    this.#allowance = allowance;
    this.#now = now;
  }

  /** How many keys are remembered. */
  get size(): number {
    return this.#fullAt.size;
  }

  /** Takes so many at once or none; gives the milliseconds until they are allowed, 0 when they are now. */
  take(key: string, count = 1): number {
    const { burst, refill } = this.#allowance;
    const now = this.#now();
    const fullAt = Math.max(this.#fullAt.get(key) ?? now, now) + count * refill;
    const wait = fullAt - now - burst * refill;
    if (wait > INEXACT) return Math.ceil(wait);
    // Written last into the map, so that the first keys of it are those that were quiet longest.
    this.#fullAt.delete(key);
    this.#fullAt.set(key, fullAt);
    if (this.#fullAt.size > MAX_KEYS) this.#forget(now);
    return 0;
  }

  /** What is left to a key, and in how many milliseconds it will have everything again. */
  stateOf(key: string): { quota: number; remaining: number; fullIn: number; window: number } {
    const { burst, refill } = this.#allowance;
    const now = this.#now();
    const fullIn = Math.max(0, (this.#fullAt.get(key) ?? now) - now);
    const remaining = Math.max(0, Math.floor(burst - fullIn / refill + 1e-9));
    return { quota: burst, remaining, fullIn, window: burst * refill };
  }

  /** For what was taken and then did not happen. */
  giveBack(key: string): void {
    this.#fullAt.delete(key);
  }

  #forget(now: number): void {
    for (const [key, fullAt] of this.#fullAt) {
      if (fullAt > now && this.#fullAt.size <= MAX_KEYS) break;
      this.#fullAt.delete(key);
    }
  }
}

export function tooManyRequests(wait: number): GraphQLError {
  const seconds = Math.max(1, Math.ceil(wait / 1000));
  return new GraphQLError('Too many requests; try again later', {
    extensions: {
      code: 'TOO_MANY_REQUESTS',
      retryAfterSeconds: seconds,
      http: { status: 429, headers: new Map([['retry-after', String(seconds)]]) },
    },
  });
}

/** Whom a limit counts: a key and a signed-in user wherever they are, anybody else by address. */
export function limitKey(ctx: Pick<RequestContext, 'viewer' | 'apiKey' | 'http'>): string {
  if (ctx.apiKey) return `key:${ctx.apiKey.id}`;
  return ctx.viewer ? `user:${ctx.viewer.userId}` : `address:${normalizeIP(ctx.http.address)}`;
}

/**
 * Call it for a token that turned out not to be one, never for a genuine one: an address that guesses is stopped, and the
 * real link keeps working from that same address.
 */
export function throttleTokenGuess(ctx: RequestContext): void {
  const wait = ctx.services.limits.tokenGuesses.take(normalizeIP(ctx.http.address));
  if (wait > 0) throw tooManyRequests(wait);
}
