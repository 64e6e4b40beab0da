import { Button } from '@mantine/core';
import { IconPlus, IconUserCog, IconUserPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useSingleKey } from '../../../page/single-keys';
import { BulkOperationsLink } from '../../bulk-operations/bulk-operations-link';
import type { ClientsPageRights } from './use-clients-page-rights';

/** What brings clients in, as far as the viewer may. */
export function ClientsPageActions({ rights }: { rights: ClientsPageRights }) {
  const { t } = useTranslation('clients');
  const navigate = useNavigate();
  const { toManageOwn, managingOwn, createClients, inviteClient } = rights;
  useSingleKey('n', () => {
    const to = createClients ?? inviteClient;
    if (to) navigate(to);
  });
  return (
    <>
      <BulkOperationsLink />
      {toManageOwn && (
        <Button
          component={Link}
          to={toManageOwn}
          variant="default"
          leftSection={managingOwn ? undefined : <IconUserCog size={18} aria-hidden="true" />}
        >
          {t(managingOwn ? 'manageDone' : 'manage')}
        </Button>
      )}
      {inviteClient && (
        <Button
          component={Link}
          to={inviteClient}
          variant={createClients ? 'default' : 'filled'}
          leftSection={<IconUserPlus size={18} aria-hidden="true" />}
          aria-keyshortcuts={createClients ? undefined : 'n'}
        >
          {t('inviteOne')}
        </Button>
      )}
      {createClients && (
        <Button
          component={Link}
          to={createClients}
          leftSection={<IconPlus size={18} aria-hidden="true" />}
          aria-keyshortcuts="n"
        >
          {t('create')}
        </Button>
      )}
    </>
  );
}
