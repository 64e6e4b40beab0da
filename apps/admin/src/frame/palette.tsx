import { useQuery } from '@apollo/client/react';
import { Modal, TextInput, VisuallyHidden } from '@mantine/core';
import { useDebouncedValue, useHotkeys } from '@mantine/hooks';
import { IconSearch, IconUser, IconUserPlus } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { ClientStatusBadge } from '../features/clients/client-status';
import { FailureText } from '../features/messages/failure-text';
import { useMay } from '../features/organizations/permissions';
import { useOrganization } from '../features/organizations/viewer';
import { graphql } from '../gql';
import { fullName, whoIs } from '../page/person-name';
import { paths } from '../paths';
import { usePages } from './pages';
import classes from './palette.module.css';

export const paletteQuery = graphql(`
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

interface Found {
  id: string;
  label: string;
  description?: string;
  icon: ReactNode;
  right?: ReactNode;
  to: string;
}

interface PaletteProps {
  opened: boolean;
  onOpen: () => void;
  onClose: () => void;
}

/** Ctrl-K: any client or page by a few letters. */
export function Palette({ opened, onOpen, onClose }: PaletteProps) {
  const label = usePaletteLabel();
  useHotkeys([['mod+K', onOpen]], []);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={<VisuallyHidden>{label}</VisuallyHidden>}
      withCloseButton={false}
      size={600}
      padding={0}
      yOffset="10dvh"
      classNames={{ header: classes.header ?? '' }}
    >
      <PaletteBody onClose={onClose} />
    </Modal>
  );
}

/** Clients are looked for only where they may be seen. */
function usePaletteLabel(): string {
  const { t } = useTranslation('frame');
  const may = useMay();
  return t(may('clients.read', 'clients.readOwn') ? 'palette.label' : 'palette.labelPages');
}

function PaletteBody({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('frame');
  const label = usePaletteLabel();
  const may = useMay();
  const navigate = useNavigate();
  const [query, setQuery] = useState('');
  const { groups, waiting, error } = useFound(query.trim());
  const options = groups.flatMap((group) => group.found);
  const [chosenId, setChosenId] = useState<string>();
  // What was chosen may have gone with the next letter; Enter then takes the first.
  const chosen = Math.max(
    options.findIndex((option) => option.id === chosenId),
    0,
  );
  const current = options[chosen];

  const go = (option: Found | undefined) => {
    if (!option) return;
    onClose();
    void navigate(option.to);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && options.length > 0) {
      event.preventDefault();
      setChosenId(options[(chosen + step + options.length) % options.length]?.id);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      go(current);
    }
  };

  return (
    <>
      <TextInput
        data-autofocus
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-autocomplete="list"
        aria-activedescendant={current && `palette-${current.id}`}
        aria-label={label}
        placeholder={may('clients.read', 'clients.readOwn') ? t('palette.placeholder') : label}
        leftSection={<IconSearch size={18} aria-hidden="true" />}
        size="lg"
        variant="unstyled"
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setChosenId(undefined);
        }}
        onKeyDown={onKeyDown}
        classNames={{ input: classes.input ?? '' }}
      />
      <PaletteList label={label} groups={groups} current={current} onPoint={setChosenId} onGo={go} />
      <p role="status" className={options.length === 0 || error ? classes.nothing : 'visually-hidden'}>
        {error ? (
          <FailureText error={error} />
        ) : (
          options.length === 0 &&
          (waiting ? t('palette.loading') : t('palette.nothing', { query: query.trim() }))
        )}
      </p>
    </>
  );
}

interface PaletteListProps {
  label: string;
  groups: readonly { label: string; found: readonly Found[] }[];
  current: Found | undefined;
  onPoint: (id: string) => void;
  onGo: (option: Found) => void;
}

/** What was found, the chosen one in sight; the field above has the keyboard. */
function PaletteList({ label, groups, current, onPoint, onGo }: PaletteListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (current)
      list.current?.querySelector(`#palette-${CSS.escape(current.id)}`)?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  return (
    <div ref={list} role="listbox" id="palette-list" aria-label={label} className={classes.list}>
      {groups.map(
        (group) =>
          group.found.length > 0 && (
            // biome-ignore lint/a11y/useSemanticElements: a fieldset may not stand in a listbox
            <div key={group.label} role="group" aria-label={group.label}>
              <div className={classes.group} aria-hidden="true">
                {group.label}
              </div>
              {group.found.map((option) => (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keyboard
                <div
                  key={option.id}
                  id={`palette-${option.id}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={option === current}
                  className={classes.option}
                  onClick={() => onGo(option)}
                  onMouseMove={() => onPoint(option.id)}
                >
                  <span className={classes.icon} aria-hidden="true">
                    {option.icon}
                  </span>
                  <span className={classes.text}>
                    {option.label}
                    {option.description && <span className={classes.description}>{option.description}</span>}
                  </span>
                  {option.right && <span className={classes.right}>{option.right}</span>}
                </div>
              ))}
            </div>
          ),
      )}
    </div>
  );
}

function useFound(wish: string) {
  const { t } = useTranslation('frame');
  const { id: organizationId, slug } = useOrganization();
  const organizationPages = usePages();
  const may = useMay();
  const [search] = useDebouncedValue(wish, 150);
  const { data, previousData, loading, error } = useQuery(paletteQuery, {
    variables: { organizationId, search },
    skip: search === '' || !may('clients.read', 'clients.readOwn'),
  });
  const nodes = wish === '' ? [] : ((data ?? previousData)?.clients.nodes ?? []);

  const clients: Found[] = nodes.map((client) => {
    const name = fullName(client);
    return {
      id: client.id,
      label: whoIs(client),
      description: [client.number, name && client.email].filter(Boolean).join(' · '),
      icon: <IconUser size={18} />,
      right: <ClientStatusBadge status={client.status} />,
      to: paths.client(slug, client.id),
    };
  });
  const create: Found = {
    id: 'create',
    label: t('palette.createClients'),
    icon: <IconUserPlus size={18} />,
    to: paths.createClients(slug),
  };
  const inviteStaff: Found = {
    id: 'invite-staff',
    label: t('palette.inviteStaff'),
    icon: <IconUserPlus size={18} />,
    to: paths.inviteStaff(slug),
  };
  const pages = [
    ...organizationPages.map(
      ({ id, icon: PageIcon, path }): Found => ({
        id,
        label: t(id),
        icon: <PageIcon size={18} />,
        to: path(slug),
      }),
    ),
    ...(may('clients.create') ? [create] : []),
    ...(may('staff.invite') ? [inviteStaff] : []),
  ].filter((page) => page.label.toLowerCase().includes(wish.toLowerCase()));

  return {
    groups: [
      { label: t('palette.clients'), found: clients },
      { label: t('palette.pages'), found: pages },
    ],
    waiting: wish !== '' && (loading || search !== wish),
    // Of what is not asked for any more.
    error: wish !== '' && search === wish ? error : undefined,
  };
}
