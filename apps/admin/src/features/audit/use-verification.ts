import { useApolloClient } from '@apollo/client/react';
import { notifications } from '@mantine/notifications';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { graphql } from '../../gql';
import { failureKind } from '../../page/failure/failure-kind';
import { useOrganization } from '../organizations/viewer';
import { type Verification, withPart } from './verification';

const auditVerificationQuery = graphql(`
  query AuditVerification($organizationId: ID!, $after: String) {
    auditVerification(organizationId: $organizationId, after: $after) {
      reached
      searched
      total
      complete
      next
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
  const { t } = useTranslation(['audit', 'page']);
  const [verification, setVerification] = useState<Verification | null>(null);
  const [busy, setBusy] = useState(false);
  /** The one that is wanted; what another one still answers counts no more. */
  const wanted = useRef<object | null>(null);
  useEffect(
    () => () => {
      wanted.current = null;
    },
    [],
  );

  const verify = useCallback(async () => {
    const run = {};
    const isWanted = () => wanted.current === run;
    wanted.current = run;
    setBusy(true);
    setVerification(null);
    let sum: Verification | null = null;
    try {
      do {
        const { data } = await client.query({
          query: auditVerificationQuery,
          variables: { organizationId, after: sum?.next ?? null },
          fetchPolicy: 'no-cache',
        });
        if (!isWanted()) return;
        if (!data) throw new Error('an answer without data');
        sum = withPart(sum, data.auditVerification);
        setVerification(sum);
      } while (!sum.complete);
    } catch (error) {
      if (!isWanted()) return;
      // What was found stands, whatever the rest may be; that nothing was found yet says nothing.
      if (!sum?.problemCount) setVerification(null);
      notifications.show({
        color: 'red',
        title: t('audit:verify.failed'),
        message: t(`page:failed.${failureKind(error)}`),
        autoClose: 10_000,
      });
    }
    setBusy(false);
    // The verification is in the log by now.
    onDone();
  }, [client, organizationId, t, onDone]);

  const dismiss = useCallback(() => {
    wanted.current = null;
    setBusy(false);
    setVerification(null);
  }, []);

  return { verification, busy, verify, dismiss };
}
