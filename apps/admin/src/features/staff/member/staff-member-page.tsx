import { useQuery } from '@apollo/client/react';
import { Text } from '@mantine/core';
import { IconUserOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import type { StaffMemberDetailsFragment } from '../../../gql/graphql';
import { BackLink, DetailColumns, DetailHeader, DetailSection } from '../../../page/detail/detail-page';
import { failureKind } from '../../../page/failure/failure-kind';
import { LoadFailed } from '../../../page/failure/load-failed';
import { EmptyState } from '../../../page/layout/empty-state';
import { PageSkeleton } from '../../../page/layout/page-skeleton';
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
import { MadeKeysNotice } from './made-keys';
import { StaffActions } from './staff-actions';
import { StaffFacts } from './staff-facts';
import { StaffHoldings } from './staff-holdings';

const freshEveryMs = 10_000;

export function StaffMemberPage() {
  const { t } = useTranslation('staff');
  const { slug } = useOrganization();
  const { staffMemberId = '' } = useParams();
  const { data, error, refetch } = useQuery(staffMemberPageQuery, {
    variables: { id: staffMemberId },
    fetchPolicy: 'cache-and-network',
    pollInterval: freshEveryMs,
  });
  const member = data?.staffMember;
  const missing = error ? failureKind(error) === 'gone' : data !== undefined;
  return (
    <>
      <BackLink to={paths.staff(slug)}>{t('member.back')}</BackLink>
      {member ? (
        <StaffMemberDetails member={member} />
      ) : missing ? (
        <EmptyState
          wholePage
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
  const { slug } = useOrganization();
  const navigate = useNavigate();
  const { staffMemberships } = useViewer();
  const title = staffName(member);
  const isViewer = staffMemberships.some(({ id }) => id === member.id);
  return (
    <>
      <DetailHeader
        title={title}
        standing={
          <>
            <StaffStatusBadge status={member.status} />
            <InvitedSince member={member} />
            {isViewer && (
              <Text size="sm" c="dimmed">
                {t('member.you')}
              </Text>
            )}
          </>
        }
        actions={<StaffActions member={member} who={title} />}
      />
      <SuppressionNotice
        who={{ staffMemberId: member.id }}
        canInvite={member.canInvite}
        mayInvite={may('staff.invite')}
        onInvite={() => navigate(paths.inviteStaff(slug, member.id))}
      />
      {member.status === 'DEACTIVATED' && <MadeKeysNotice member={member} />}
      <DetailColumns>
        <DetailSection title={t('member.facts')}>
          <StaffFacts member={member} />
        </DetailSection>
        <div>
          <StaffHoldings member={member} />
          {may('clients.read', 'clients.readOwn') && (
            <DetailSection title={t('member.connections')} mt={40}>
              <ConnectionsOfStaff staffMember={member} />
            </DetailSection>
          )}
          {member.invitation && (
            <DetailSection title={t('member.timeline')} mt={40}>
              <InvitationTimeline
                history={member.invitation}
                first={{ at: member.createdAt, label: t('member.createdEvent') }}
              />
            </DetailSection>
          )}
        </div>
      </DetailColumns>
    </>
  );
}
