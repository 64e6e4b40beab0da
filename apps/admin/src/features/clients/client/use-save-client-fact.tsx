import { useMutation } from '@apollo/client/react';
import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { graphql } from '../../../gql';
import type { ClientFactsFragment, UpdateClientInput } from '../../../gql/graphql';
import { useMutationFailure } from '../../../page/failure/use-mutation-failure';
import { useReason } from '../../../page/failure/use-reason';
import { paths } from '../../../paths';
import { useOrganization } from '../../organizations/viewer';

const updateClientMutation = graphql(`
  mutation UpdateClient($input: UpdateClientInput!) {
    updateClient(input: $input) {
      client {
        ...ClientRow
        ...ClientFacts
      }
      linkReplaced
      errors {
        ...Refusal
      }
    }
  }
`);

type Field = 'firstName' | 'lastName' | 'email' | 'number';

/** Saves one field, offers to take it back, and answers the sentence to show at the field when it was refused. */
export function useSaveClientFact(client: ClientFactsFragment) {
  const { t } = useTranslation('page');
  const reasonText = useReason();
  const failed = useMutationFailure();
  const tell = useTellSaved(client);
  const [update] = useMutation(updateClientMutation, { refetchQueries: ['ClientPage', 'Organization'] });

  const send = async (field: Field, value: string, undoes: boolean): Promise<string | undefined> => {
    const before = client[field] ?? '';
    const input: UpdateClientInput = { id: client.id, [field]: value === '' ? null : value };
    try {
      const { data } = await update({ variables: { input } });
      const refusal = data?.updateClient.errors[0];
      if (refusal) return reasonText(refusal);
      const { linkReplaced = false, client: saved } = data?.updateClient ?? {};
      if (linkReplaced) tell.linkReplaced(field, { undoes, canInvite: saved?.canInvite.allowed ?? false });
      else tell.saved(field, { undoes, undo: () => void send(field, before, true) });
      return undefined;
    } catch (error) {
      failed(error);
      return t('notSaved');
    }
  };
  return (field: Field, value: string) => send(field, value, false);
}

/** What is told of a field that was saved, with the next step; the next such notice takes its place. */
function useTellSaved(client: ClientFactsFragment) {
  const { t } = useTranslation(['clients', 'page']);
  const { slug } = useOrganization();
  const navigate = useNavigate();

  const show = (field: Field, undoes: boolean, autoClose: number, text: string, next?: Next) => {
    const id = `saved-${client.id}-${field}`;
    notifications.hide(id);
    notifications.show({
      id: undoes ? `${id}-undone` : id,
      color: 'green',
      autoClose,
      message: (
        <Group justify="space-between" gap="xs" wrap="nowrap">
          <Text size="sm">{text}</Text>
          {next && (
            <Button
              size="compact-sm"
              variant="subtle"
              onClick={() => {
                notifications.hide(id);
                next.go();
              }}
            >
              {next.label}
            </Button>
          )}
        </Group>
      ),
    });
  };

  return {
    saved: (field: Field, { undoes, undo }: { undoes: boolean; undo: () => void }) =>
      undoes
        ? show(field, undoes, 8_000, t('clients:details.undone'))
        : show(field, undoes, 8_000, t('clients:details.saved'), { label: t('page:undo'), go: undo }),
    // A replaced link stays replaced: going back would promise too much.
    linkReplaced: (field: Field, { undoes, canInvite }: { undoes: boolean; canInvite: boolean }) =>
      show(
        field,
        undoes,
        20_000,
        t(undoes ? 'clients:details.undone' : 'clients:details.linkReplaced'),
        canInvite
          ? {
              label: t('clients:details.sendToNew'),
              // From wherever this is pressed: the page may have been left since.
              go: () => void navigate(`${paths.client(slug, client.id)}?dialog=invite&client=${client.id}`),
            }
          : undefined,
      ),
  };
}

interface Next {
  label: string;
  go: () => void;
}
