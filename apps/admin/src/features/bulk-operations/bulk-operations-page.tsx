import { useQuery } from '@apollo/client/react';
import { Button, Text } from '@mantine/core';
import { IconListDetails } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { LoadFailed } from '../../page/failure/load-failed';
import { EmptyState } from '../../page/layout/empty-state';
import { PageHeader } from '../../page/layout/page-header';
import { ListPager } from '../../page/list/list-pager';
import { type Paging, pageArguments, readPaging, writePaging } from '../../page/list/paging';
import { shownOf } from '../../page/list/shown-of';
import { useBoundedCount } from '../../page/list/use-bounded-count';
import { usePageParams } from '../../page/use-page-params';
import { paths } from '../../paths';
import { useMay } from '../organizations/permissions';
import { useOrganization } from '../organizations/viewer';
import { BulkOperationTable } from './bulk-operation-table';
import { bulkOperationsPageQuery } from './bulk-operations.graphql';
import { useOngoingWork } from './ongoing/ongoing-work';

const freshEveryMs = 4_000;

/** What was begun for everybody who matches a list, by whomever, with what became of it and the way on. */
export function BulkOperationsPage() {
  const { t } = useTranslation('bulkOperations');
  const { id: organizationId } = useOrganization();
  const may = useMay();
  const shownCount = useBoundedCount();
  const { follow } = useOngoingWork();
  const [params, setParams] = usePageParams();
  const page = useQuery(bulkOperationsPageQuery, {
    variables: { organizationId, ...pageArguments(readPaging(params)) },
    fetchPolicy: 'cache-and-network',
    pollInterval: freshEveryMs,
  });
  const { answer, stale, error, refetch } = shownOf(page);
  const connection = answer?.bulkOperations;
  const operations = connection?.nodes;
  const total = connection?.totalCount;
  const seesAll = may('clients.read');
  const turnTo = (paging: Paging) =>
    setParams((current) => {
      const next = new URLSearchParams(current);
      writePaging(next, paging);
      return next;
    });
  return (
    <>
      <PageHeader title={t('title')} count={total === undefined ? undefined : shownCount(total)} />
      <Text c="dimmed" mt={-12} mb="md" maw={640}>
        {t(seesAll ? 'lead' : 'leadOwn')}
      </Text>
      {error && <LoadFailed error={error} retry={refetch} />}
      {!error && operations?.length === 0 && <NothingYet ownOnly={!seesAll} />}
      {!error && operations?.length !== 0 && (
        <BulkOperationTable
          operations={operations}
          stale={stale}
          onResumed={({ id }) => {
            follow(id);
            void refetch().catch(() => {});
          }}
          onRefused={() => void refetch().catch(() => {})}
        />
      )}
      {connection && !error && <ListPager pageInfo={connection.pageInfo} onPage={turnTo} />}
      <p className="visually-hidden" role="status">
        {total !== undefined && !stale && t('found', { count: total, shown: shownCount(total) })}
      </p>
    </>
  );
}

function NothingYet({ ownOnly }: { ownOnly: boolean }) {
  const { t } = useTranslation('bulkOperations');
  const { slug } = useOrganization();
  const may = useMay();
  return (
    <EmptyState
      icon={<IconListDetails size={40} stroke={1.3} />}
      title={t('empty.title')}
      text={t(ownOnly ? 'empty.textOwn' : 'empty.text')}
      action={
        may('clients.read', 'clients.readOwn') && (
          <Button component={Link} to={paths.clients(slug)} variant="default">
            {t('empty.toClients')}
          </Button>
        )
      }
    />
  );
}
