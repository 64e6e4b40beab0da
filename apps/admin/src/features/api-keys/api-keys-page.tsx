import { useQuery } from '@apollo/client/react';
import { Anchor, Button, Text } from '@mantine/core';
import { IconExternalLink, IconKey, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { LoadFailed } from '../../page/failure/load-failed';
import { EmptyState } from '../../page/layout/empty-state';
import { PageHeader } from '../../page/layout/page-header';
import { ListPager } from '../../page/list/list-pager';
import { type Paging, pageArguments, readPaging, writePaging } from '../../page/list/paging';
import { useBoundedCount } from '../../page/list/use-bounded-count';
import { usePageParams } from '../../page/use-page-params';
import { explorerAddress } from '../../paths';
import { useOrganization } from '../organizations/viewer';
import { ApiKeyTable } from './api-key-table';
import { apiKeysPageQuery } from './api-keys.graphql';
import classes from './api-keys.module.css';
import { CreateKeyDialog } from './create-key-dialog';
import { RevokeKeyDialog } from './revoke-key-dialog';
import { RotateKeyDialog } from './rotate-key-dialog';

const dialogs = ['create', 'rotate', 'revoke'] as const;
type Dialog = (typeof dialogs)[number];

export function ApiKeysPage() {
  const { t } = useTranslation('apiKeys');
  const { id: organizationId } = useOrganization();
  const shownCount = useBoundedCount();
  const { params, open, close, turn } = useKeysAddress();
  const { data, previousData, error, refetch } = useQuery(apiKeysPageQuery, {
    variables: { organizationId, ...pageArguments(readPaging(params)) },
    fetchPolicy: 'cache-and-network',
  });
  const connection = (data ?? previousData)?.apiKeys;

  const named = (dialog: Dialog) => connection?.nodes.find(({ id }) => id === params.get(dialog));
  const rotated = named('rotate');
  const revoked = named('revoke');

  const create = (
    <Button leftSection={<IconPlus size={18} aria-hidden="true" />} onClick={() => open('create')}>
      {t('create')}
    </Button>
  );
  const empty = connection?.nodes.length === 0;
  return (
    <>
      <PageHeader
        title={t('title')}
        count={connection && shownCount(connection.totalCount)}
        actions={empty ? undefined : create}
      />
      <Text c="dimmed" mb="lg" maw={720}>
        {t('intro')}{' '}
        <Anchor href={explorerAddress} target="_blank" inherit underline="always">
          {t('docs')} <IconExternalLink size={14} aria-hidden="true" />
        </Anchor>
      </Text>
      {error && !data ? (
        <LoadFailed error={error} retry={refetch} />
      ) : empty ? (
        <>
          <EmptyState
            icon={<IconKey size={40} stroke={1.3} />}
            title={t('empty.title')}
            text={t('empty.text')}
            action={create}
          />
          <pre className={classes.example}>{example()}</pre>
        </>
      ) : (
        <ApiKeyTable
          apiKeys={connection?.nodes}
          onRotate={(id) => open('rotate', id)}
          onRevoke={(id) => open('revoke', id)}
        />
      )}
      {connection && <ListPager pageInfo={connection.pageInfo} onPage={turn} />}
      {params.has('create') && <CreateKeyDialog onClose={close} />}
      {rotated && <RotateKeyDialog apiKey={rotated} onClose={close} />}
      {revoked && <RevokeKeyDialog apiKey={revoked} onClose={close} />}
    </>
  );
}

/** The page and the open dialog stand in the address. */
function useKeysAddress() {
  const [params, setParams] = usePageParams();
  const changed = (change: (next: URLSearchParams) => void) => (current: URLSearchParams) => {
    const next = new URLSearchParams(current);
    change(next);
    return next;
  };
  return {
    params,
    open: (dialog: Dialog, id = 'new') => setParams(changed((next) => next.set(dialog, id))),
    close: () =>
      setParams(
        changed((next) => {
          for (const dialog of dialogs) next.delete(dialog);
        }),
        { replace: true },
      ),
    turn: (paging: Paging) => setParams(changed((next) => writePaging(next, paging))),
  };
}

/** What a partner's developer types first; the same in every language. */
function example(): string {
  return `curl ${window.location.origin}/graphql \\
  -H 'Authorization: Bearer ak_live_…' \\
  -H 'Content-Type: application/json' \\
  -d '{"query":"{ apiClient { organization { id name } permissions } }"}'`;
}
