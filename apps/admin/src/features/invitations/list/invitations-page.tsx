import { Button } from '@mantine/core';
import { IconMailOpened, IconMailSearch, IconUserPlus } from '@tabler/icons-react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { InvitationRowFragment } from '../../../gql/graphql';
import { LoadFailed } from '../../../page/failure/load-failed';
import { EmptyState } from '../../../page/layout/empty-state';
import { PageHeader } from '../../../page/layout/page-header';
import { NothingFound } from '../../../page/list/list-filters';
import { ListPager } from '../../../page/list/list-pager';
import { useBoundedCount } from '../../../page/list/use-bounded-count';
import { useSelection } from '../../../page/list/use-selection';
import { usePageParams } from '../../../page/use-page-params';
import { paths } from '../../../paths';
import { BulkOperationsLink } from '../../bulk-operations/bulk-operations-link';
import { useMay } from '../../organizations/permissions';
import { useOrganization } from '../../organizations/viewer';
import {
  InvitationDialogs,
  ofSelection,
  type Question,
  readQuestion,
  writeQuestion,
} from '../invitation-dialogs';
import { useInvitationActions } from '../use-invitation-actions';
import { InvitationFilters } from './invitation-filters';
import { isFiltered, noInvitationFilters } from './invitation-list-state';
import type { InvitationAct } from './invitation-row';
import { InvitationSelectionBar } from './invitation-selection-bar';
import { InvitationTable } from './invitation-table';
import { RecipientTabs } from './recipient-tabs';
import { SendInvitation } from './send-invitation';
import { useInvitationList } from './use-invitation-list';

export function InvitationsPage() {
  const { t } = useTranslation('invitations');
  const { state, change, filter, connection, stale, error, refetch, total } = useInvitationList();
  const [params, setParams] = usePageParams();
  const shownCount = useBoundedCount();
  const selection = useSelection<InvitationRowFragment>(
    JSON.stringify(filter),
    total ?? 0,
    connection?.nodes,
  );
  const { remind, resend } = useInvitationActions();

  const ask = useCallback(
    (question: Question | null) =>
      setParams((current) => writeQuestion(current, question), { replace: question === null }),
    [setParams],
  );
  const leave = useCallback(() => ask(null), [ask]);
  const act = useCallback<InvitationAct>(
    (action, { id }) => {
      if (action === 'withdraw') ask({ action, of: id });
      else if (action === 'remind') void remind({ ids: [id] });
      else void resend({ ids: [id] });
    },
    [ask, remind, resend],
  );

  const rows = connection?.nodes;
  const nothing = rows?.length === 0 && !stale;
  return (
    <>
      <PageHeader
        title={t('title')}
        count={total === undefined ? undefined : shownCount(total)}
        actions={
          <>
            <BulkOperationsLink />
            <SendInvitation />
          </>
        }
      />
      <RecipientTabs value={state.recipient} onChange={(recipient) => change({ recipient })} />
      <InvitationFilters state={state} onChange={change} />
      {error && <LoadFailed error={error} retry={refetch} />}
      {!error && nothing && (
        <NothingHere
          filtered={isFiltered(state)}
          ofStaff={state.recipient === 'staff'}
          onClear={() => change(noInvitationFilters)}
        />
      )}
      {!error && !nothing && (
        <InvitationTable invitations={rows} selection={selection} onAct={act} stale={stale} />
      )}
      {connection && !error && (
        <ListPager pageInfo={connection.pageInfo} onPage={(paging) => change({ paging })} />
      )}
      <InvitationSelectionBar
        selection={selection}
        total={total ?? 0}
        onAct={(action) => ask({ action, of: ofSelection })}
      />
      <InvitationDialogs
        question={readQuestion(params)}
        invitations={rows}
        selection={selection}
        filter={filter}
        onClose={leave}
      />
      <p className="visually-hidden" role="status">
        {total !== undefined && !stale && t('found', { count: total, shown: shownCount(total) })}
      </p>
    </>
  );
}

function InviteStaffButton() {
  const { t } = useTranslation('staffInvitations');
  const { slug } = useOrganization();
  return (
    <Button
      component={Link}
      to={paths.inviteStaff(slug)}
      variant="default"
      leftSection={<IconUserPlus size={18} aria-hidden="true" />}
    >
      {t('action')}
    </Button>
  );
}

interface NothingHereProps {
  filtered: boolean;
  ofStaff: boolean;
  onClear: () => void;
}

function NothingHere({ filtered, ofStaff, onClear }: NothingHereProps) {
  const { t } = useTranslation('invitations');
  const { slug } = useOrganization();
  const may = useMay();
  if (filtered) {
    return (
      <NothingFound
        icon={<IconMailSearch size={40} stroke={1.3} />}
        title={t('empty.nothing')}
        text={t('empty.nothingText')}
        onClear={onClear}
      />
    );
  }
  const toClients = may('clients.read', 'clients.readOwn') && (
    <Button component={Link} to={paths.clients(slug)} variant="default">
      {t('empty.toClients')}
    </Button>
  );
  return (
    <EmptyState
      icon={<IconMailOpened size={40} stroke={1.3} />}
      title={t('empty.title')}
      text={ofStaff ? t('empty.staffText') : t('empty.text')}
      action={ofStaff ? may('staff.invite') && <InviteStaffButton /> : toClients}
    />
  );
}
