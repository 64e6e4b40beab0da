import { useApolloClient } from '@apollo/client/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { graphql } from '../../gql';
import { useMutationFailure } from '../../page/use-mutation-failure';
import { useOrganization } from '../organizations/viewer';
import { type Verification, withPart } from './verification';

const auditVerificationQuery = graphql(`
  query AuditVerification($organizationId: ID!, $after: Int) {
    auditVerification(organizationId: $organizationId, after: $after) {
      reached
      total
      complete
      problemCount
      problems {
        kind
        seq
        otherSeq
        entryId
        message
      }
      since
      checkpoint
    }
  }
`);

/** Asks for one part after the other, so that a long log shows how far it is and needs no long request. */
export function useVerification(onDone: () => unknown) {
  const client = useApolloClient();
  const { id: organizationId } = useOrganization();
  const failed = useMutationFailure();
  const [verification, setVerification] = useState<Verification | null>(null);
  const [busy, setBusy] = useState(false);
  const left = useRef(false);
  useEffect(() => {
    left.current = false;
    return () => {
      left.current = true;
    };
  }, []);

  const verify = useCallback(async () => {
    setBusy(true);
    setVerification(null);
    try {
      let sum: Verification | null = null;
      do {
        const { data } = await client.query({
          query: auditVerificationQuery,
          variables: { organizationId, after: sum?.reached ?? 0 },
          fetchPolicy: 'no-cache',
        });
        if (!data) return;
        sum = withPart(sum, data.auditVerification);
        setVerification(sum);
      } while (!sum.complete && !left.current);
      // The verification is in the log by now.
      if (!left.current) onDone();
    } catch (error) {
      setVerification(null);
      failed(error);
    } finally {
      setBusy(false);
    }
  }, [client, organizationId, failed, onDone]);

  return { verification, busy, verify, dismiss: useCallback(() => setVerification(null), []) };
}
