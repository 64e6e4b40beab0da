import { useQuery } from '@apollo/client/react';
import { Button, Group } from '@mantine/core';
import { IconLayoutGrid, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { graphql } from '../../gql';
import { LoadFailed } from '../../page/failure/load-failed';
import { EmptyState } from '../../page/layout/empty-state';
import { PageHeader } from '../../page/layout/page-header';
import { ListPager } from '../../page/list/list-pager';
import { type Paging, pageArguments, readPaging, writePaging } from '../../page/list/paging';
import { SearchField } from '../../page/list/search-field';
import { shownOf } from '../../page/list/shown-of';
import { useBoundedCount } from '../../page/list/use-bounded-count';
import { usePageParams } from '../../page/use-page-params';
import { useMay } from '../organizations/permissions';
import { useOrganization } from '../organizations/viewer';
import { ProgramDialog } from './program-dialog';
import { ProgramTable } from './program-table';

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
  const { search, paging, edited: wanted, go } = useProgramListState();
  const may = useMay();
  const manages = may('programs.manage');
  const edited = manages ? wanted : null;
  const page = useQuery(programsPageQuery, {
    variables: { organizationId, search: search || null, ...pageArguments(paging) },
    fetchPolicy: 'cache-and-network',
  });
  const { answer, stale, error, refetch } = shownOf(page);
  const connection = answer?.programs;

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
      {connection && <ListPager pageInfo={connection.pageInfo} onPage={(place) => go({ paging: place })} />}
      {(edited === newProgram || program) && (
        <ProgramDialog program={program} onClose={() => go({ edit: null })} />
      )}
    </>
  );
}

/** What is searched for, the page and the open dialog stand in the address. */
function useProgramListState() {
  const [params, setParams] = usePageParams();
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
  return { search: params.get('q') ?? '', paging: readPaging(params), edited: params.get('edit'), go };
}
