import { Limiter } from './throttle.js';

/** What one user, one key or one address may do in a short time; enough for a busy person, too little for a machine. */
export interface Limits {
  /** Root mutation fields, each alias counted. */
  readonly mutations: Limiter;
  /** The same of one key. */
  readonly keyMutations: Limiter;
  /** Root query fields of one key, each alias counted. */
  readonly keyQueries: Limiter;
  /** API keys that turned out to be none. */
  readonly keyGuesses: Limiter;
  /** Links that turned out to be none. */
  readonly tokenGuesses: Limiter;
  /** Passwords tried with a link that has been used, per user. */
  readonly passwordGuesses: Limiter;
  /** Mails with a link to set a new password, per address of the client and per mailbox. */
  readonly resets: Limiter;
  /** Mails to people who want to become a client or start a practice, per address of the client and per mailbox. */
  readonly registrations: Limiter;
  /** The same, per organization: nobody makes it write to the whole world. */
  readonly registrationsOfOrganization: Limiter;
  /** Organizations made by one user. */
  readonly organizations: Limiter;
  /** Refusals that get an audit entry each; what is above is counted in the next one. */
  readonly denials: Limiter;
  /** Audit entries of one person reading the same thing: one in a quarter of an hour. */
  readonly reads: Limiter;
  /** Audit logs written out whole. */
  readonly exports: Limiter;
}

export function createLimits(times = 1): Limits {
  return {
    mutations: new Limiter({ burst: 60 * times, refill: 500 / times }),
    keyMutations: new Limiter({ burst: 120 * times, refill: 500 / times }),
    keyQueries: new Limiter({ burst: 600 * times, refill: 100 / times }),
    keyGuesses: new Limiter({ burst: 20 * times, refill: 6_000 / times }),
    tokenGuesses: new Limiter({ burst: 20 * times, refill: 6_000 / times }),
    passwordGuesses: new Limiter({ burst: 10 * times, refill: 6_000 / times }),
    resets: new Limiter({ burst: 5 * times, refill: (3 * 60_000) / times }),
    registrations: new Limiter({ burst: 5 * times, refill: (3 * 60_000) / times }),
    registrationsOfOrganization: new Limiter({ burst: 100 * times, refill: 36_000 / times }),
    organizations: new Limiter({ burst: 5 * times, refill: (60 * 60_000) / times }),
    denials: new Limiter({ burst: 40 * times, refill: 30_000 / times }),
    // The same for tests: it is about what is written, not about who may.
    reads: new Limiter({ burst: 1, refill: 15 * 60_000 }),
    exports: new Limiter({ burst: 5 * times, refill: 60_000 / times }),
  };
}
