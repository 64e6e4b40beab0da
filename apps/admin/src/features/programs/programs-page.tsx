import { RelativeTime } from '@anteroom/ui';
import { useQuery } from '@apollo/client/react';
import { ActionIcon, Anchor, Button, Group, Table } from '@mantine/core';
import { IconLayoutGrid, IconPencil, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { graphql } from '../../gql';
import type { ProgramRowFragment } from '../../gql/graphql';
import { EmptyState } from '../../page/empty-state';
import { LoadFailed } from '../../page/failure/load-failed';
import { ListPager } from '../../page/list/list-pager';
import { ListTable } from '../../page/list/list-table';
import { type Paging, pageArguments, readPaging, writePaging } from '../../page/list/paging';
import { SearchField } from '../../page/list/search-field';
import { shownOf } from '../../page/list/shown-of';
import { useBoundedCount } from '../../page/list/use-bounded-count';
import { PageHeader } from '../../page/page-header';
import { usePageParams } from '../../page/use-page-params';
import { paths } from '../../paths';
import { useMay } from '../organizations/permissions';
import { useOrganization } from '../organizations/viewer';
import { ProgramDialog } from './program-dialog';
import classes from './programs-page.module.css';

graphql(`
  fragment ProgramRow on Program {
    id
    name
    createdAt
    clientCount
  }
`);

const programsPageQuery = graphql(`
  query ProgramsPage(
    $organizationId: ID!
    $search: String
    $first: Int
    $after: String
    $last: Int
    $before: String
  ) {
    programs(
      organizationId: $organizationId
      search: $search
      first: $first
      after: $after
      last: $last
      before: $before
    ) {
      nodes {
        ...ProgramRow
      }
      pageInfo {
        ...ListPager
      }
      totalCount
    }
  }
`);

/** Besides an id, what the open dialog may be about. */
const newProgram = 'new';

export function ProgramsPage() {
  const { t } = useTranslation('programs');
  const { id: organizationId } = useOrganization();
  const shownCount = useBoundedCount();
  const [params, setParams] = usePageParams();
  const search = params.get('q') ?? '';
  const may = useMay();
  const manages = may('programs.manage');
  const edited = manages ? params.get('edit') : null;
  const page = useQuery(programsPageQuery, {
    variables: { organizationId, search: search || null, ...pageArguments(readPaging(params)) },
    fetchPolicy: 'cache-and-network',
  });
  const { answer, stale, error, refetch } = shownOf(page);
  const connection = answer?.programs;

  const go = (change: { search?: string; paging?: Paging; edit?: string | null }) =>
    setParams(
      (current) => {
        const next = new URLSearchParams(current);
        if (change.search !== undefined) {
          if (change.search) next.set('q', change.search);
          else next.delete('q');
        }
        if (change.search !== undefined || change.paging) writePaging(next, change.paging ?? {});
        if (change.edit) next.set('edit', change.edit);
        else next.delete('edit');
        return next;
      },
      { replace: change.search !== undefined || change.edit === null },
    );

  const program = connection?.nodes.find((one) => one.id === edited);
  const create = manages ? (
    <Button leftSection={<IconPlus size={18} aria-hidden="true" />} onClick={() => go({ edit: newProgram })}>
      {t('create')}
    </Button>
  ) : undefined;
  // What was found nothing of says nothing of what is asked now.
  const empty = connection?.nodes.length === 0 && !stale;
  return (
    <>
      <PageHeader
        title={t('title')}
        count={connection && shownCount(connection.totalCount)}
        actions={empty && !search ? undefined : create}
      />
      {!(empty && !search) && (
        <Group component="search" mb="md">
          <SearchField label={t('search')} value={search} onSearch={(wish) => go({ search: wish })} />
        </Group>
      )}
      {error ? (
        <LoadFailed error={error} retry={refetch} />
      ) : empty ? (
        <EmptyState
          icon={<IconLayoutGrid size={40} stroke={1.3} />}
          title={t(search ? 'empty.nothing' : 'empty.title')}
          text={t(search ? 'empty.nothingText' : manages ? 'empty.text' : 'empty.textReading')}
          action={search ? undefined : create}
        />
      ) : (
        <ProgramTable
          programs={connection?.nodes}
          stale={stale}
          onRename={manages ? (id) => go({ edit: id }) : undefined}
        />
      )}
      {connection && <ListPager pageInfo={connection.pageInfo} onPage={(paging) => go({ paging })} />}
      {(edited === newProgram || program) && (
        <ProgramDialog program={program} onClose={() => go({ edit: null })} />
      )}
    </>
  );
}

interface ProgramTableProps {
  programs: readonly ProgramRowFragment[] | undefined;
  stale: boolean;
  /** Left out for whoever may only read. */
  onRename: ((id: string) => void) | undefined;
}

function ProgramTable({ programs, stale, onRename }: ProgramTableProps) {
  const { t } = useTranslation('programs');
  const { slug } = useOrganization();
  const shownCount = useBoundedCount();
  const seesClients = useMay()('clients.read', 'clients.readOwn');
  return (
    <ListTable
      label={t('table')}
      head={
        <>
          <Table.Th>{t('column.name')}</Table.Th>
          <Table.Th className={classes.clients}>{t('column.clients')}</Table.Th>
          <Table.Th className={classes.created}>{t('column.created')}</Table.Th>
          <Table.Th className={classes.actions}>
            <span className="visually-hidden">{t('column.actions')}</span>
          </Table.Th>
        </>
      }
      columns={4}
      rows={programs}
      awaited={5}
      stale={stale}
    >
      {(program) => (
        <Table.Tr key={program.id} className={classes.row ?? ''}>
          <Table.Td fw={550} className={classes.name}>
            {program.name}
          </Table.Td>
          <Table.Td className={classes.clients}>
            {seesClients ? (
              <Anchor
                component={Link}
                size="sm"
                to={paths.clientsOfProgram(slug, program.id)}
                title={t('showClients', { name: program.name })}
              >
                {t('clients', {
                  count: program.clientCount,
                  shown: shownCount(program.clientCount),
                })}
              </Anchor>
            ) : (
              t('clients', {
                count: program.clientCount,
                shown: shownCount(program.clientCount),
              })
            )}
          </Table.Td>
          <Table.Td className={classes.created}>
            <RelativeTime at={program.createdAt} byDay />
          </Table.Td>
          <Table.Td className={classes.actions}>
            {onRename && (
              <ActionIcon
                variant="subtle"
                color="gray"
                size={32}
                title={t('rename')}
                aria-label={t('renameOf', { name: program.name })}
                onClick={() => onRename(program.id)}
              >
                <IconPencil size={16} aria-hidden="true" />
              </ActionIcon>
            )}
          </Table.Td>
        </Table.Tr>
      )}
    </ListTable>
  );
}
