import { useQuery } from '@apollo/client/react';
import { Button, SegmentedControl } from '@mantine/core';
import { IconUserCheck, IconUserPlus } from '@tabler/icons-react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { RegistrationRowFragment } from '../../gql/graphql';
import { EmptyState } from '../../page/empty-state';
import { ListPager } from '../../page/list/list-pager';
import { pageArguments, readPaging, writePaging } from '../../page/list/paging';
import { useBoundedCount } from '../../page/list/use-bounded-count';
import { useSelection } from '../../page/list/use-selection';
import { LoadFailed } from '../../page/load-failed';
import { PageHeader } from '../../page/page-header';
import { usePageParams } from '../../page/use-page-params';
import { paths } from '../../paths';
import { useMay } from '../organizations/permissions';
import { useOrganization } from '../organizations/viewer';
import type { Answer } from './answer';
import { AnswerDialogs } from './answer-dialogs';
import { RegistrationSelectionBar } from './registration-selection-bar';
import { RegistrationTable } from './registration-table';
import { registrationsPageQuery } from './registrations.graphql';

const freshEveryMs = 15_000;

/** What an answer is being given to: one request by id, or those that are ticked. */
const ofSelection = 'selection';

export function RegistrationsPage() {
  const { t } = useTranslation('registrations');
  const { id: organizationId } = useOrganization();
  const shownCount = useBoundedCount();
  const [params, setParams] = usePageParams();
  const answered = params.get('show') === 'answered';
  const { data, previousData, error, refetch } = useQuery(registrationsPageQuery, {
    variables: {
      organizationId,
      filter: { statuses: answered ? ['APPROVED', 'DECLINED'] : ['WAITING'] },
      ...pageArguments(readPaging(params)),
    },
    fetchPolicy: 'cache-and-network',
    pollInterval: freshEveryMs,
  });
  const connection = (data ?? previousData)?.registrations;
  const rows = connection?.nodes;
  const selection = useSelection<RegistrationRowFragment>(
    String(answered),
    connection?.totalCount ?? 0,
    rows,
  );

  const change = useCallback(
    (write: (next: URLSearchParams) => void, replace = false) =>
      setParams(
        (current) => {
          const next = new URLSearchParams(current);
          write(next);
          return next;
        },
        { replace },
      ),
    [setParams],
  );
  const ask = (answer: Answer, of: string) =>
    change((next) => {
      next.set('answer', answer);
      next.set('of', of);
    });
  const close = useCallback(
    () =>
      change((next) => {
        next.delete('answer');
        next.delete('of');
      }, true),
    [change],
  );

  const of = params.get('of');
  const asked =
    of === ofSelection
      ? [...selection.rows.values()]
      : rows?.filter((registration) => registration.id === of);
  return (
    <>
      <PageHeader title={t('title')} count={connection && shownCount(connection.totalCount)} />
      <SegmentedControl
        mb="md"
        aria-label={t('show')}
        value={answered ? 'answered' : 'waiting'}
        onChange={(show) =>
          change((next) => {
            if (show === 'answered') next.set('show', show);
            else next.delete('show');
            writePaging(next, {});
          })
        }
        data={[
          { value: 'waiting', label: t('waiting') },
          { value: 'answered', label: t('answered') },
        ]}
      />
      {error && !data ? (
        <LoadFailed error={error} retry={refetch} />
      ) : rows?.length === 0 ? (
        <NothingHere answered={answered} />
      ) : (
        <RegistrationTable registrations={rows} answered={answered} selection={selection} onAnswer={ask} />
      )}
      {connection && (
        <ListPager
          pageInfo={connection.pageInfo}
          onPage={(paging) => change((next) => writePaging(next, paging))}
        />
      )}
      {!answered && (
        <RegistrationSelectionBar selection={selection} onAnswer={(answer) => ask(answer, ofSelection)} />
      )}
      <AnswerDialogs
        answer={params.get('answer')}
        registrations={asked}
        onClose={close}
        onAnswered={() => {
          selection.clear();
          close();
        }}
      />
    </>
  );
}

function NothingHere({ answered }: { answered: boolean }) {
  const { t } = useTranslation('registrations');
  const { slug } = useOrganization();
  const may = useMay();
  if (answered)
    return (
      <EmptyState
        icon={<IconUserCheck size={40} stroke={1.3} />}
        title={t('empty.answered')}
        text={t('empty.answeredText')}
      />
    );
  return (
    <EmptyState
      icon={<IconUserPlus size={40} stroke={1.3} />}
      title={t('empty.title')}
      text={t('empty.text')}
      action={
        may('settings.manage') && (
          <Button component={Link} to={paths.settings(slug)} variant="default">
            {t('empty.toSettings')}
          </Button>
        )
      }
    />
  );
}
