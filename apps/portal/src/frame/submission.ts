import { CombinedGraphQLErrors, ServerError } from '@apollo/client/errors';
import { useRef, useState } from 'react';

/** Why nothing came of a submitted form although its fields were fine. */
export type Failure = 'network' | 'tooMany' | 'unexpected';

export function failureOf(error: unknown): Failure {
  if (CombinedGraphQLErrors.is(error)) {
    const throttled = error.errors.some((one) => one.extensions?.code === 'TOO_MANY_REQUESTS');
    return throttled ? 'tooMany' : 'unexpected';
  }
  if (ServerError.is(error)) return failureOfStatus(error.statusCode);
  // fetch tells nothing more of a connection that failed.
  return error instanceof TypeError ? 'network' : 'unexpected';
}

export function failureOfStatus(status: number): Failure {
  if (status === 429) return 'tooMany';
  // What a reverse proxy answers while the server behind it restarts.
  return [502, 503, 504].includes(status) ? 'network' : 'unexpected';
}

export interface Submission {
  pending: boolean;
  failure: Failure | null;
  /** Does nothing while an earlier one is under way: a double click submits once. */
  submit: (work: () => Promise<Failure | null>) => Promise<void>;
}

export function useSubmission(): Submission {
  const running = useRef(false);
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);

  async function submit(work: () => Promise<Failure | null>): Promise<void> {
    if (running.current) return;
    running.current = true;
    setPending(true);
    setFailure(null);
    try {
      setFailure(await work());
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      running.current = false;
      setPending(false);
    }
  }

  return { pending, failure, submit };
}
