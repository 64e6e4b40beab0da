import { useRef } from 'react';

/** A request that went out, and whose answer has not come. */
export interface Unanswered {
  key: string;
  request: string;
}

/**
 * The key under which the server carries a request out once. The same request gets the same key until its answer has come, so
 * that sending it again after a lost answer does nothing twice.
 * @param kept where an unanswered request outlives the component; left out, it does not
 */
export function useIdempotencyKey(kept?: {
  unanswered: Unanswered | null;
  keep: (unanswered: Unanswered | null) => void;
}) {
  const own = useRef<Unanswered | null>(kept?.unanswered ?? null);
  const put = (unanswered: Unanswered | null) => {
    own.current = unanswered;
    kept?.keep(unanswered);
  };
  return {
    keyFor: (input: object): string => {
      const request = JSON.stringify(input);
      if (own.current?.request !== request) put({ key: newKey(), request });
      return own.current?.key ?? '';
    },
    answered: () => put(null),
  };
}

function newKey(): string {
  // Not randomUUID, which browsers have on https alone.
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}
