import { suggestAddress } from '@anteroom/address-list';
import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { graphql } from '../../../gql';
import type { ClientFactsFragment } from '../../../gql/graphql';
import { EditableFact } from '../../../page/detail/editable-fact';
import { Fact, Facts, MomentFact, UnknownFact } from '../../../page/detail/facts';
import { useOpenFact } from '../../../page/detail/use-open-fact';
import { paths } from '../../../paths';
import { useOrganization } from '../../organizations/viewer';
import { addressPattern } from '../../sign-in/address-pattern';
import { useClientRights } from '../client-rights';
import { useSaveClientFact } from './use-save-client-fact';

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

const editable = ['firstName', 'lastName', 'email', 'number'] as const;
export function ClientFacts({ client }: { client: ClientFactsFragment }) {
  const { t } = useTranslation('clients');
  const { slug } = useOrganization();
  const save = useSaveClientFact(client);
  const editableHere = useClientRights().on('update', client)?.allowed ?? false;
  const { open, edit, close } = useOpenFact(editable);
  // Whoever got in with it reads what is sent there.
  const meant = client.email && !client.activatedAt ? suggestAddress(client.email) : null;

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
            editing={open === field}
            onEdit={() => edit(field)}
            onClose={() => close(field)}
            onSave={(value) =>
              field === 'email' && value !== '' && !addressPattern.test(value)
                ? Promise.resolve(t('details.invalidEmail'))
                : save(field, value)
            }
          />
          {field === 'email' && meant && (
            <Text size="xs" c="var(--anteroom-amber)" pb={8}>
              {t('details.meant', { address: meant })}
            </Text>
          )}
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
