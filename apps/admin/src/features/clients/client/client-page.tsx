import { InvitationStrip } from '@anteroom/ui';
import { useQuery } from '@apollo/client/react';
import { Text } from '@mantine/core';
import { IconUserOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { graphql } from '../../../gql';
import type { ClientPageQuery } from '../../../gql/graphql';
import { BackLink, DetailColumns, DetailHeader, DetailSection } from '../../../page/detail/detail-page';
import { failureKind } from '../../../page/failure/failure-kind';
import { LoadFailed } from '../../../page/failure/load-failed';
import { EmptyState } from '../../../page/layout/empty-state';
import { PageSkeleton } from '../../../page/layout/page-skeleton';
import { whoIs } from '../../../page/person-name';
import { paths } from '../../../paths';
import { ConnectionsOfClient } from '../../connections/connections-of-client';
import { InvitationTimeline } from '../../invitations/invitation-timeline';
import { useOrganization } from '../../organizations/viewer';
import { SuppressionNotice } from '../../support/lift-suppression';
import { ClientDialogs } from '../client-dialogs';
import { useClientRights } from '../client-rights';
import { ClientStatusBadge } from '../client-status';
import { useClientActs } from '../use-client-acts';
import { ClientActions } from './client-actions';
import { ClientFacts } from './client-facts';
import { withdrawnByNewAddress } from './withdrawn-by-new-address';

export const clientPageQuery = graphql(`
  query ClientPage($id: ID!) {
    client(id: $id) {
      ...ClientRow
      ...ClientFacts
      ...ClientConnections
      createdAt
      invitation {
        id
        email
        renewalRequestedAt
        nextReminderAt
        ...InvitationTimeline
      }
    }
  }
`);

const freshEveryMs = 10_000;

export function ClientPage() {
  const { t } = useTranslation('clients');
  const { slug } = useOrganization();
  const { clientId = '' } = useParams();
  const { data, error, refetch } = useQuery(clientPageQuery, {
    variables: { id: clientId },
    fetchPolicy: 'cache-and-network',
    pollInterval: freshEveryMs,
  });
  const client = data?.client;
  const missing = error ? failureKind(error) === 'gone' : data !== undefined;
  return (
    <>
      <BackLink to={paths.clients(slug)}>{t('details.back')}</BackLink>
      {client ? (
        <ClientDetails client={client} />
      ) : missing ? (
        <EmptyState
          wholePage
          icon={<IconUserOff size={40} stroke={1.3} />}
          title={t('details.missing.title')}
          text={t('details.missing.text')}
        />
      ) : error ? (
        <LoadFailed error={error} retry={refetch} />
      ) : (
        <PageSkeleton />
      )}
    </>
  );
}

function ClientDetails({ client }: { client: NonNullable<ClientPageQuery['client']> }) {
  const { t } = useTranslation(['clients', 'connections']);
  const title = whoIs(client);
  const rights = useClientRights();
  const { act } = useClientActs();
  const { invitation } = client;
  return (
    <>
      <DetailHeader
        title={title}
        standing={
          <>
            <ClientStatusBadge status={client.status} />
            {invitation && client.status.startsWith('INVITE_') && (
              <InvitationStrip
                status={invitation.status}
                sentAt={invitation.sentAt}
                expiresAt={invitation.expiresAt}
                endedAt={invitation.withdrawnAt}
                withText
              />
            )}
          </>
        }
        note={
          <Text size="sm" c="dimmed">
            <WhatNext client={client} />
          </Text>
        }
        actions={<ClientActions client={client} who={title} />}
      />
      <SuppressionNotice
        who={{ clientId: client.id }}
        canInvite={client.canInvite}
        mayInvite={rights.on('invite', client)?.allowed ?? false}
        onInvite={() => act('invite', client)}
      />
      <DetailColumns>
        <div>
          <DetailSection title={t('details.facts')}>
            <ClientFacts client={client} />
          </DetailSection>
          <DetailSection title={t('connections:heading')} mt="xl">
            <ConnectionsOfClient client={client} who={title} />
          </DetailSection>
        </div>
        <DetailSection title={t('details.timeline')}>
          <InvitationTimeline
            history={invitation ?? null}
            first={{ at: client.createdAt, label: t('details.createdEvent') }}
          />
        </DetailSection>
      </DetailColumns>
      <ClientDialogs clients={[client]} />
    </>
  );
}

/** Of the mail: what asks for something to be done. */
const troubles = ['BOUNCED', 'FAILED', 'UNKNOWN'] as const;

/** One sentence on where this client stands. */
function WhatNext({ client }: { client: NonNullable<ClientPageQuery['client']> }) {
  const { t } = useTranslation('clients');
  const { invitation, status } = client;
  if (invitation && status.startsWith('INVITE_')) {
    const trouble = troubles.find((one) => one === invitation.delivery.state);
    if (trouble && status === 'INVITE_PENDING') return t(`details.next.${trouble}`);
    if (invitation.renewalRequestedAt && status === 'INVITE_EXPIRED') return t('details.next.RENEWAL');
    if (status === 'INVITE_PENDING' && !invitation.nextReminderAt)
      return t('details.next.INVITE_PENDING_LAST');
    if (status === 'INVITE_WITHDRAWN' && withdrawnByNewAddress(invitation.events))
      return t('details.next.INVITE_ADDRESS_CHANGED');
  }
  return t(`details.next.${status}`);
}
