import { InvitationStrip } from '@anteroom/ui';
import { useQuery } from '@apollo/client/react';
import { Button, Stack, Text } from '@mantine/core';
import { IconMailOff } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import type { SupportDetailsFragment } from '../../gql/graphql';
import { BackLink, DetailColumns, DetailHeader, DetailSection } from '../../page/detail/detail-page';
import { failureKind } from '../../page/failure/failure-kind';
import { LoadFailed } from '../../page/failure/load-failed';
import { EmptyState } from '../../page/layout/empty-state';
import { PageHeader } from '../../page/layout/page-header';
import { PageSkeleton } from '../../page/layout/page-skeleton';
import { paths } from '../../paths';
import { InvitationTimeline } from '../invitations/invitation-timeline';
import { useOrganization } from '../organizations/viewer';
import { CaseActions } from './case-actions';
import { CaseFacts } from './case-facts';
import { CaseMails } from './case-mails';
import { Finding } from './finding';
import { useLookReason } from './look-reason';
import { ReasonField } from './reason-field';
import { supportCaseQuery } from './support.graphql';
import { SupportStatus } from './support-status';

const freshEveryMs = 5_000;
const titleId = 'case-title';

/** One invitation: the answer first, then everything that happened. */
export function CasePage() {
  const { t } = useTranslation('support');
  const { slug } = useOrganization();
  const [reason, giveReason] = useLookReason();
  return (
    <>
      <BackLink to={paths.support(slug)}>{t('back')}</BackLink>
      {reason === null ? <AskReason onGive={giveReason} /> : <Case reason={reason} />}
    </>
  );
}

/** Whoever opens a kept address, or comes back after an hour. */
function AskReason({ onGive }: { onGive: (reason: string) => void }) {
  const { t } = useTranslation('support');
  const { control, handleSubmit } = useForm({ defaultValues: { reason: '' } });
  return (
    <>
      <PageHeader title={t('reason.first')} />
      <form onSubmit={handleSubmit(({ reason }) => onGive(reason.trim()))} noValidate>
        <Stack gap="lg" maw={640}>
          <ReasonField control={control} about="look" />
          <div>
            <Button type="submit">{t('reason.go')}</Button>
          </div>
        </Stack>
      </form>
    </>
  );
}

function Case({ reason }: { reason: string }) {
  const { t } = useTranslation('support');
  const { invitationId = '' } = useParams();
  const { data, error, refetch } = useQuery(supportCaseQuery, {
    variables: { input: { invitationId, reason } },
    fetchPolicy: 'cache-and-network',
    pollInterval: freshEveryMs,
  });
  const found = data?.supportCase.case;
  if (found) return <CaseDetails found={found} reason={reason} />;
  if (error && failureKind(error) !== 'gone') return <LoadFailed error={error} retry={refetch} />;
  return error || data ? (
    <EmptyState
      icon={<IconMailOff size={40} stroke={1.3} />}
      title={t('missing.title')}
      text={t('missing.text')}
    />
  ) : (
    <PageSkeleton />
  );
}

function CaseDetails({ found, reason }: { found: SupportDetailsFragment; reason: string }) {
  const { t } = useTranslation('support');
  const [params] = useSearchParams();
  const who = found.recipientName ?? found.email;
  // Coming from the list, the answer is what the eye is led to.
  useEffect(() => {
    if (!params.has('act')) document.getElementById(titleId)?.focus();
  }, [params]);
  return (
    <>
      <DetailHeader
        title={who}
        titleId={titleId}
        standing={
          <>
            <SupportStatus status={found.status} />
            <InvitationStrip
              status={found.status}
              sentAt={found.sentAt}
              expiresAt={found.expiresAt}
              endedAt={null}
              withText
            />
          </>
        }
        actions={<CaseActions found={found} who={who} reason={reason} />}
        mb="lg"
      />
      <Finding finding={found.finding} email={found.email} delivery={found.delivery} />
      <DetailColumns>
        <Stack gap="xl">
          <DetailSection title={t('facts')}>
            <CaseFacts found={found} />
          </DetailSection>
          <DetailSection title={t('mails.title')}>
            <CaseMails mails={found.mails} />
          </DetailSection>
        </Stack>
        <DetailSection title={t('history')}>
          <InvitationTimeline history={{ delivery: found.delivery, events: found.record }} />
          {found.record.length === 0 && <Text c="dimmed">–</Text>}
        </DetailSection>
      </DetailColumns>
    </>
  );
}
