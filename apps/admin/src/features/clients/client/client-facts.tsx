import { useMutation } from '@apollo/client/react';
import { Anchor, Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { graphql } from '../../../gql';
import type { ClientFactsFragment, UpdateClientInput } from '../../../gql/graphql';
import { EditableFact } from '../../../page/detail/editable-fact';
import { Fact, Facts, MomentFact, UnknownFact } from '../../../page/detail/facts';
import { useMutationFailure } from '../../../page/failure/use-mutation-failure';
import { usePageParams } from '../../../page/use-page-params';
import { useReason } from '../../../page/use-reason';
import { paths } from '../../../paths';
import { useOrganization } from '../../organizations/viewer';
import { addressPattern } from '../../sign-in/address-pattern';
import { useClientRights } from '../client-rights';

graphql(`
  fragment ClientFacts on Client {
    id
    firstName
    lastName
    email
    number
    isOwn
    createdAt
    activatedAt
    lastSeenAt
    programs {
      id
      name
    }
  }
`);

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

const editable = ['firstName', 'lastName', 'email', 'number'] as const;
type Field = (typeof editable)[number];

export function ClientFacts({ client }: { client: ClientFactsFragment }) {
  const { t } = useTranslation('clients');
  const { slug } = useOrganization();
  const [params, setParams] = usePageParams();
  const save = useSaveFact(client);
  const editableHere = useClientRights().on('update', client)?.allowed ?? false;
  const editing = editable.find((field) => field === params.get('edit'));
  // The address keeps other parameters out: an open dialog and an open field are never meant together.
  const edit = (field: Field) => setParams({ edit: field }, { replace: true });
  // Saved late, a field closes itself and no other that was opened meanwhile.
  const close = (field: Field) =>
    setParams((current) => (current.get('edit') === field ? new URLSearchParams() : current), {
      replace: true,
    });

  return (
    <Facts>
      {editable.map((field) => (
        <Fact key={field} label={t(`details.${field}`)}>
          <EditableFact
            readOnly={!editableHere}
            label={t(`details.${field}`)}
            value={client[field] ?? ''}
            type={field === 'email' ? 'email' : 'text'}
            required={field === 'number'}
            editing={editing === field}
            onEdit={() => edit(field)}
            onClose={() => close(field)}
            onSave={(value) =>
              field === 'email' && value !== '' && !addressPattern.test(value)
                ? Promise.resolve(t('details.invalidEmail'))
                : save(field, value)
            }
          />
        </Fact>
      ))}
      <Fact label={t('details.programs')}>
        {client.programs.length === 0 && <UnknownFact>{t('none')}</UnknownFact>}
        {client.programs.map((program) => (
          <div key={program.id}>
            <Anchor component={Link} size="sm" to={paths.clientsOfProgram(slug, program.id)}>
              {program.name}
            </Anchor>
          </div>
        ))}
      </Fact>
      <MomentFact label={t('details.created')} at={client.createdAt} />
      <MomentFact label={t('details.activated')} at={client.activatedAt} />
      <MomentFact label={t('details.lastSeen')} at={client.lastSeenAt} />
    </Facts>
  );
}

/** Saves one field, offers to take it back, and answers the sentence to show at the field when it was refused. */
function useSaveFact(client: ClientFactsFragment) {
  const { t } = useTranslation(['clients', 'page']);
  const { slug } = useOrganization();
  const navigate = useNavigate();
  const reasonText = useReason();
  const failed = useMutationFailure();
  const [update] = useMutation(updateClientMutation, { refetchQueries: ['ClientPage', 'Organization'] });

  const send = async (field: Field, value: string, undoes: boolean): Promise<string | undefined> => {
    const before = client[field] ?? '';
    const input: UpdateClientInput = { id: client.id, [field]: value === '' ? null : value };
    try {
      const { data } = await update({ variables: { input } });
      const refusal = data?.updateClient.errors[0];
      if (refusal) return reasonText(refusal);
      const id = `saved-${client.id}-${field}`;
      const undo = () => {
        notifications.hide(id);
        void send(field, before, true);
      };
      notifications.hide(id);
      notifications.show({
        id: undoes ? `${id}-undone` : id,
        color: 'green',
        autoClose: data?.updateClient.linkReplaced ? 20_000 : 8_000,
        message: (
          <Group justify="space-between" gap="xs" wrap="nowrap">
            <Text size="sm">
              {undoes
                ? t('clients:details.undone')
                : t(
                    data?.updateClient.linkReplaced
                      ? 'clients:details.linkReplaced'
                      : 'clients:details.saved',
                  )}
            </Text>
            {/* A replaced link stays replaced: going back would promise too much. */}
            {!undoes && !data?.updateClient.linkReplaced && (
              <Button size="compact-sm" variant="subtle" onClick={undo}>
                {t('page:undo')}
              </Button>
            )}
            {data?.updateClient.linkReplaced && data.updateClient.client?.canInvite.allowed && (
              <Button
                size="compact-sm"
                variant="subtle"
                onClick={() => {
                  notifications.hide(id);
                  // From wherever this is pressed: the page may have been left since.
                  void navigate(`${paths.client(slug, client.id)}?dialog=invite&client=${client.id}`);
                }}
              >
                {t('clients:details.sendToNew')}
              </Button>
            )}
          </Group>
        ),
      });
      return undefined;
    } catch (error) {
      failed(error);
      return t('page:notSaved');
    }
  };
  return (field: Field, value: string) => send(field, value, false);
}
