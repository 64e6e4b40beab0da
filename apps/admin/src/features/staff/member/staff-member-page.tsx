import { useQuery } from '@apollo/client/react';
import { Anchor, Group, Stack, Text, Title } from '@mantine/core';
import { IconArrowLeft, IconUserOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { StaffMemberDetailsFragment } from '../../../gql/graphql';
import { EmptyState } from '../../../page/empty-state';
import { failureKind } from '../../../page/failure-kind';
import { LoadFailed } from '../../../page/load-failed';
import { PageSkeleton } from '../../../page/page-skeleton';
import { usePageTitle } from '../../../page/use-page-title';
import { paths } from '../../../paths';
import { ConnectionsOfStaff } from '../../connections/connections-of-staff';
import { InvitationTimeline } from '../../invitations/invitation-timeline';
import { useMay } from '../../organizations/permissions';
import { useOrganization, useViewer } from '../../organizations/viewer';
import { SuppressionNotice } from '../../support/lift-suppression';
import { InvitedSince } from '../invited-since';
import { staffMemberPageQuery } from '../staff.graphql';
import { staffName } from '../staff-name';
import { StaffStatusBadge } from '../staff-status';
import { StaffActions } from './staff-actions';
import { StaffFacts } from './staff-facts';
import { StaffHoldings } from './staff-holdings';
import classes from './staff-member-page.module.css';

const freshEveryMs = 10_000;

export function StaffMemberPage() {
  const { t } = useTranslation('staff');
  const { slug } = useOrganization();
  const { staffMemberId = '' } = useParams();
  const { data, error, refetch } = useQuery(staffMemberPageQuery, {
    variables: { id: staffMemberId },
    fetchPolicy: 'cache-and-network',
    pollInterval: freshEveryMs,
    skipPollAttempt: () => document.hidden,
  });
  const member = data?.staffMember;
  const missing = error ? failureKind(error) === 'gone' : data !== undefined;
  return (
    <>
      <Anchor component={Link} to={paths.staff(slug)} size="sm" className={classes.back ?? ''}>
        <IconArrowLeft size={16} aria-hidden="true" />
        {t('member.back')}
      </Anchor>
      {member ? (
        <StaffMemberDetails member={member} />
      ) : missing ? (
        <EmptyState
          icon={<IconUserOff size={40} stroke={1.3} />}
          title={t('member.missing.title')}
          text={t('member.missing.text')}
        />
      ) : error ? (
        <LoadFailed error={error} retry={refetch} />
      ) : (
        <PageSkeleton />
      )}
    </>
  );
}

function StaffMemberDetails({ member }: { member: StaffMemberDetailsFragment }) {
  const { t } = useTranslation('staff');
  const may = useMay();
  const { staffMemberships } = useViewer();
  const title = staffName(member);
  usePageTitle(title);
  const isViewer = staffMemberships.some(({ id }) => id === member.id);
  return (
    <>
      <Group component="header" justify="space-between" align="flex-start" gap="sm" mb="xl">
        <Stack gap={6} miw={0}>
          {/* An address has no spaces to break at. */}
          <Title order={1} style={{ overflowWrap: 'anywhere' }}>
            {title}
          </Title>
          <Group gap="sm">
            <StaffStatusBadge status={member.status} />
            <InvitedSince member={member} />
            {isViewer && (
              <Text size="sm" c="dimmed">
                {t('member.you')}
              </Text>
            )}
          </Group>
        </Stack>
        <StaffActions member={member} who={title} />
      </Group>
      {member.canInvite.code === 'SUPPRESSED' && (
        <SuppressionNotice who={{ staffMemberId: member.id }} mayInvite={may('staff.invite')} />
      )}
      <div className={classes.columns}>
        <section aria-labelledby="staff-facts">
          <Title order={2} id="staff-facts" mb="sm">
            {t('member.facts')}
          </Title>
          <StaffFacts member={member} />
        </section>
        <div>
          <StaffHoldings member={member} />
          {may('clients.read', 'clients.readOwn') && (
            <section aria-labelledby="staff-connections" className={classes.later}>
              <Title order={2} id="staff-connections" mb="sm">
                {t('member.connections')}
              </Title>
              <ConnectionsOfStaff staffMember={member} />
            </section>
          )}
          {member.invitation && (
            <section aria-labelledby="staff-timeline" className={classes.later}>
              <Title order={2} id="staff-timeline" mb="sm">
                {t('member.timeline')}
              </Title>
              <InvitationTimeline
                history={member.invitation}
                first={{ at: member.createdAt, label: t('member.createdEvent') }}
              />
            </section>
          )}
        </div>
      </div>
    </>
  );
}
