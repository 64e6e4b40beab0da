import { useQuery } from '@apollo/client/react';
import { Button, Group, Modal, MultiSelect, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { whoIs } from '../clients/client-name';
import { useOrganization } from '../organizations/viewer';
import { clientsToConnectQuery } from './connections.graphql';
import { useConnect } from './use-connect';

interface AddClientsDialogProps {
  staffMemberId: string;
  staffName: string;
  onClose: () => void;
}

const most = 200;

/** Finds clients and connects them with one staff member. */
export function AddClientsDialog({ staffMemberId, staffName, onClose }: AddClientsDialogProps) {
  const { t } = useTranslation(['connections', 'page']);
  const { id: organizationId } = useOrganization();
  const { connect, busy } = useConnect();
  const [clientIds, setClientIds] = useState<string[]>([]);
  const [problem, setProblem] = useState<string>();
  const [search, setSearch] = useState('');
  const [asked] = useDebouncedValue(search.trim(), 200);
  const found = useQuery(clientsToConnectQuery, { variables: { organizationId, search: asked || null } });
  // Whoever was chosen stays named when the next search does not find them.
  const names = useRef(new Map<string, string>());
  const clients = (found.data ?? found.previousData)?.clients.nodes ?? [];
  for (const client of clients) names.current.set(client.id, `${whoIs(client)} · ${client.number}`);
  const options = [...new Set([...clientIds, ...clients.map(({ id }) => id)])].map((id) => ({
    value: id,
    label: names.current.get(id) ?? id,
  }));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (clientIds.length === 0) setProblem(t('connections:chooseClientFirst'));
    else if (await connect({ staffMemberIds: [staffMemberId], clientIds })) onClose();
  };
  return (
    <Modal opened onClose={onClose} title={t('connections:titleStaff', { staff: staffName })}>
      <form noValidate onSubmit={(event) => void submit(event)}>
        <Stack gap="lg">
          <MultiSelect
            label={t('connections:clients')}
            placeholder={clientIds.length === 0 ? t('connections:pickClients') : ''}
            data={options}
            value={clientIds}
            onChange={(ids) => {
              setClientIds(ids);
              setProblem(undefined);
            }}
            maxValues={most}
            searchable
            searchValue={search}
            onSearchChange={setSearch}
            // The API has searched already.
            filter={({ options: all }) => all}
            nothingFoundMessage={found.loading ? t('connections:searching') : t('connections:noneFound')}
            hidePickedOptions
            error={problem}
            data-autofocus
            maxDropdownHeight={240}
            comboboxProps={{ withinPortal: true }}
          />
          <Text size="sm" c="dimmed">
            {t('connections:whenActive')}
          </Text>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('page:cancel')}
            </Button>
            <Button type="submit" loading={busy}>
              {t('connections:connect')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
