import { useQuery } from '@apollo/client/react';
import { useTranslation } from 'react-i18next';
import { whoIs } from '../../page/person-name';
import { type ChoiceProps, SearchedChoice, useChoiceSearch } from '../../page/searched-choice';
import { useOrganization } from '../organizations/viewer';
import { clientsToConnectQuery } from './connections.graphql';

const most = 200;

/** Clients by name, address or number, searched by the API. */
export function ClientPicker(props: ChoiceProps) {
  const { t } = useTranslation('connections');
  const { id: organizationId } = useOrganization();
  const search = useChoiceSearch();
  const { data, previousData, loading } = useQuery(clientsToConnectQuery, {
    variables: { organizationId, search: search.asked },
    skip: props.disabled ?? false,
  });
  const clients = (data ?? previousData)?.clients.nodes ?? [];
  return (
    <SearchedChoice
      {...props}
      search={search}
      found={clients.map((client) => ({ id: client.id, label: `${whoIs(client)} · ${client.number}` }))}
      placeholder={t('pickClients')}
      nothingFound={loading ? t('searching') : t('noneFound')}
      maxValues={most}
    />
  );
}
