import { Button, SegmentedControl } from '@mantine/core';
import { IconUserCheck, IconUserPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { LoadFailed } from '../../page/failure/load-failed';
import { EmptyState } from '../../page/layout/empty-state';
import { PageHeader } from '../../page/layout/page-header';
import { ListPager } from '../../page/list/list-pager';
import { useBoundedCount } from '../../page/list/use-bounded-count';
import { paths } from '../../paths';
import { useMay } from '../organizations/permissions';
import { useOrganization } from '../organizations/viewer';
import { AnswerDialogs } from './answer-dialogs';
import { RegistrationSelectionBar } from './registration-selection-bar';
import { RegistrationTable } from './registration-table';
import { ofSelection, useRegistrationList } from './use-registration-list';

export function RegistrationsPage() {
  const { t } = useTranslation('registrations');
  const shownCount = useBoundedCount();
  const { answered, connection, asked, answer, failed, refetch, show, turnTo, ask, close, selection } =
    useRegistrationList();
  const rows = connection?.nodes;
  return (
    <>
      <PageHeader title={t('title')} count={connection && shownCount(connection.totalCount)} />
      <SegmentedControl
        mb="md"
        aria-label={t('show')}
        value={answered ? 'answered' : 'waiting'}
        onChange={show}
        data={[
          { value: 'waiting', label: t('waiting') },
          { value: 'answered', label: t('answered') },
        ]}
      />
      {failed ? (
        <LoadFailed error={failed} retry={refetch} />
      ) : rows?.length === 0 ? (
        <NothingHere answered={answered} />
      ) : (
        <RegistrationTable registrations={rows} answered={answered} selection={selection} onAnswer={ask} />
      )}
      {connection && <ListPager pageInfo={connection.pageInfo} onPage={turnTo} />}
      {!answered && (
        <RegistrationSelectionBar selection={selection} onAnswer={(answer) => ask(answer, ofSelection)} />
      )}
      <AnswerDialogs
        answer={answer}
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
