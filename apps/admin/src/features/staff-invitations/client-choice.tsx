import { useQuery } from '@apollo/client/react';
import { MultiSelect } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectableClientsQuery } from '../../gql/graphql';
import { clientName } from '../clients/client-name';
import { useMay } from '../organizations/permissions';
import { connectableClientsQuery } from './staff-invitations.graphql';

interface ClientChoiceProps {
  organizationId: string;
  value: string[];
  onChange: (clientIds: string[]) => void;
  error?: string | undefined;
}

const limit = 200;

/** R27: whom they will be connected with, searched by the API. */
export function ClientChoice({ organizationId, value, onChange, error }: ClientChoiceProps) {
  const { t } = useTranslation('staffInvitations');
  const may = useMay();
  const allowed = may('connections.manage') && may('clients.read');
  const [search, setSearch] = useState('');
  const [asked] = useDebouncedValue(search.trim(), 200);
  const [chosen, setChosen] = useState<Record<string, string>>({});
  const found = useQuery(connectableClientsQuery, {
    variables: { organizationId, search: asked || null },
    skip: !allowed,
  });
  const clients = (found.data ?? found.previousData)?.clients.nodes ?? [];
  const labels = { ...Object.fromEntries(clients.map((client) => [client.id, labelOf(client)])), ...chosen };
  // Who is chosen stays on offer, whatever is searched for next.
  const offered = [...new Set([...clients.map(({ id }) => id), ...value])];
  return (
    <MultiSelect
      id="invitee-clientIds"
      label={t('clients')}
      description={allowed ? t('clientsHint') : t('clientsNotAllowed')}
      placeholder={value.length === 0 ? t('clientsPlaceholder') : ''}
      disabled={!allowed}
      data={offered.map((id) => ({ value: id, label: labels[id] ?? id }))}
      value={value}
      onChange={(ids) => {
        setChosen(Object.fromEntries(ids.map((id) => [id, labels[id] ?? id])));
        onChange(ids);
      }}
      searchable
      searchValue={search}
      onSearchChange={setSearch}
      // The API has searched already.
      filter={({ options }) => options}
      hidePickedOptions
      maxValues={limit}
      maxDropdownHeight={240}
      nothingFoundMessage={found.loading ? t('clientsSearching') : t('clientsNone')}
      error={error}
      comboboxProps={{ withinPortal: true }}
    />
  );
}

function labelOf(client: ConnectableClientsQuery['clients']['nodes'][number]): string {
  return [clientName(client) ?? client.email, client.number].filter(Boolean).join(' · ');
}
