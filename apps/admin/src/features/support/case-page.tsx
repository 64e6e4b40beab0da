import { InvitationStrip } from '@anteroom/ui';
import { useQuery } from '@apollo/client/react';
import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconArrowLeft, IconMailOff } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import type { SupportDetailsFragment } from '../../gql/graphql';
import { EmptyState } from '../../page/empty-state';
import { failureKind } from '../../page/failure-kind';
import { LoadFailed } from '../../page/load-failed';
import { PageHeader } from '../../page/page-header';
import { PageSkeleton } from '../../page/page-skeleton';
import { usePageTitle } from '../../page/use-page-title';
import { paths } from '../../paths';
import classes from '../clients/client/client-page.module.css';
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

/** One invitation: the answer first, then everything that happened. */
export function CasePage() {
  const { t } = useTranslation('support');
  const { slug } = useOrganization();
  const [reason, giveReason] = useLookReason();
  return (
    <>
      <Anchor component={Link} to={paths.support(slug)} size="sm" className={classes.back ?? ''}>
        <IconArrowLeft size={16} aria-hidden="true" />
        {t('back')}
      </Anchor>
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
    skipPollAttempt: () => document.hidden,
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
  usePageTitle(who);
  // Coming from the list, the answer is what the eye is led to.
  useEffect(() => {
    if (!params.has('act')) document.getElementById('case-title')?.focus();
  }, [params]);
  return (
    <>
      <Group component="header" justify="space-between" align="flex-start" gap="sm" mb="lg">
        <Stack gap={6} miw={0}>
          <Title
            order={1}
            id="case-title"
            tabIndex={-1}
            style={{ overflowWrap: 'anywhere', outline: 'none' }}
          >
            {who}
          </Title>
          <Group gap="sm">
            <SupportStatus status={found.status} />
            <InvitationStrip
              status={found.status}
              sentAt={found.sentAt}
              expiresAt={found.expiresAt}
              endedAt={null}
              withText
            />
          </Group>
        </Stack>
        <CaseActions found={found} who={who} reason={reason} />
      </Group>
      <Finding found={found} />
      <div className={classes.columns}>
        <Stack gap="xl">
          <section aria-labelledby="case-facts">
            <Title order={2} id="case-facts" mb="sm">
              {t('facts')}
            </Title>
            <CaseFacts found={found} />
          </section>
          <section aria-labelledby="case-mails">
            <Title order={2} id="case-mails" mb="sm">
              {t('mails.title')}
            </Title>
            <CaseMails mails={found.mails} />
          </section>
        </Stack>
        <section aria-labelledby="case-history">
          <Title order={2} id="case-history" mb="sm">
            {t('history')}
          </Title>
          <InvitationTimeline history={{ delivery: found.delivery, events: found.record }} />
          {found.record.length === 0 && <Text c="dimmed">–</Text>}
        </section>
      </div>
    </>
  );
}
