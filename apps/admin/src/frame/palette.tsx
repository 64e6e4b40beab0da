import { useQuery } from '@apollo/client/react';
import { useDebouncedValue } from '@mantine/hooks';
import { Spotlight, spotlight } from '@mantine/spotlight';
import '@mantine/spotlight/styles.layer.css';
import {
  IconLayoutGrid,
  IconMailOpened,
  IconSearch,
  IconSettings,
  IconUser,
  IconUserPlus,
  IconUsers,
} from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { clientName } from '../features/clients/client-name';
import { ClientStatusBadge } from '../features/clients/client-status';
import { useOrganization } from '../features/organizations/viewer';
import { graphql } from '../gql';
import { paths } from '../paths';

const paletteQuery = graphql(`
  query Palette($organizationId: ID!, $search: String!) {
    clients(organizationId: $organizationId, filter: { search: $search }, first: 7) {
      nodes {
        id
        number
        firstName
        lastName
        email
        status
      }
    }
  }
`);

interface PaletteAction {
  id: string;
  label: string;
  description?: string;
  icon: ReactNode;
  right?: ReactNode;
  to: string;
}

/** Ctrl-K: any client or page by a few letters. */
export function Palette() {
  const { t } = useTranslation('frame');
  const { id, slug } = useOrganization();
  const navigate = useNavigate();
  const [query, setQuery] = useState('');
  const wish = query.trim();
  const [search] = useDebouncedValue(wish, 150);
  const { data, previousData, loading } = useQuery(paletteQuery, {
    variables: { organizationId: id, search },
    skip: search === '',
  });
  const found = search === '' ? undefined : (data ?? previousData);

  const pages: PaletteAction[] = [
    { id: 'clients', label: t('clients'), icon: <IconUsers size={18} />, to: paths.clients(slug) },
    {
      id: 'create',
      label: t('palette.createClients'),
      icon: <IconUserPlus size={18} />,
      to: paths.createClients(slug),
    },
    {
      id: 'invitations',
      label: t('invitations'),
      icon: <IconMailOpened size={18} />,
      to: paths.invitations(slug),
    },
    { id: 'programs', label: t('programs'), icon: <IconLayoutGrid size={18} />, to: paths.programs(slug) },
    { id: 'settings', label: t('settings'), icon: <IconSettings size={18} />, to: paths.settings(slug) },
  ].filter((page) => page.label.toLowerCase().includes(wish.toLowerCase()));

  const clients: PaletteAction[] = (found?.clients.nodes ?? []).map((client) => ({
    id: client.id,
    label: clientName(client) ?? client.email ?? client.number,
    description: [client.number, clientName(client) && client.email].filter(Boolean).join(' · '),
    icon: <IconUser size={18} />,
    right: <ClientStatusBadge status={client.status} />,
    to: paths.client(slug, client.id),
  }));

  const list = (actions: PaletteAction[]) =>
    actions.map((action) => (
      <Spotlight.Action
        key={action.id}
        label={action.label}
        description={action.description}
        leftSection={action.icon}
        rightSection={action.right}
        onClick={() => navigate(action.to)}
      />
    ));
  const waiting = wish !== '' && (loading || search !== wish);

  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      shortcut="mod + K"
      tagsToIgnore={[]}
      scrollable
      maxHeight={420}
    >
      <Spotlight.Search
        aria-label={t('palette.label')}
        placeholder={t('palette.placeholder')}
        leftSection={<IconSearch size={18} aria-hidden="true" />}
      />
      <Spotlight.ActionsList>
        {clients.length > 0 && (
          <Spotlight.ActionsGroup label={t('palette.clients')}>{list(clients)}</Spotlight.ActionsGroup>
        )}
        {pages.length > 0 && (
          <Spotlight.ActionsGroup label={t('palette.pages')}>{list(pages)}</Spotlight.ActionsGroup>
        )}
        {clients.length + pages.length === 0 && (
          <Spotlight.Empty>
            {waiting ? t('palette.loading') : t('palette.nothing', { query: wish })}
          </Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

export const openPalette = spotlight.open;
