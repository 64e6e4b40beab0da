import { useQuery } from '@apollo/client/react';
import { useEffect } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { useOrganization } from '../../organizations/viewer';
import type { ClientValues } from './client-values';
import { nextClientNumberQuery } from './invite-client.graphql';

/** The number that the next client would get, put into the form where none was typed. */
export function useProposedNumber(form: UseFormReturn<ClientValues>) {
  const { id: organizationId } = useOrganization();
  const { data, refetch } = useQuery(nextClientNumberQuery, {
    variables: { organizationId },
    fetchPolicy: 'network-only',
  });
  const proposed = data?.nextClientNumber;
  useEffect(() => {
    if (proposed && form.getValues('number') === '') form.setValue('number', proposed);
  }, [proposed, form]);
  return {
    proposed,
    /** For whoever found it taken. */
    askAgain: async () => (await refetch()).data?.nextClientNumber ?? null,
  };
}
