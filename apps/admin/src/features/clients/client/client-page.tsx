import { InvitationStrip } from '@anteroom/ui';
import { useQuery } from '@apollo/client/react';
import { Anchor, Group, Stack, Text, Title } from '@mantine/core';
import { IconArrowLeft, IconUserOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { graphql } from '../../../gql';
import type { ClientPageQuery } from '../../../gql/graphql';
import { EmptyState } from '../../../page/empty-state';
import { LoadFailed } from '../../../page/load-failed';
import { PageSkeleton } from '../../../page/page-skeleton';
import { usePageTitle } from '../../../page/use-page-title';
import { paths } from '../../../paths';
import { ConnectionsOfClient } from '../../connections/connections-of-client';
import { InvitationTimeline } from '../../invitations/invitation-timeline';
import { useMay } from '../../organizations/permissions';
import { useOrganization } from '../../organizations/viewer';
import { SuppressionNotice } from '../../support/lift-suppression';
import { ClientDialogs } from '../client-dialogs';
import { clientName } from '../client-name';
import { ClientStatusBadge } from '../client-status';
import { ClientActions } from './client-actions';
import { ClientFacts } from './client-facts';
import classes from './client-page.module.css';
import { withdrawnByNewAddress } from './withdrawn-by-new-address';

const clientPageQuery = graphql(`
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
    skipPollAttempt: () => document.hidden,
  });
  const client = data?.client;
  return (
    <>
      <Anchor component={Link} to={paths.clients(slug)} size="sm" className={classes.back ?? ''}>
        <IconArrowLeft size={16} aria-hidden="true" />
        {t('details.back')}
      </Anchor>
      {client ? (
        <ClientDetails client={client} />
      ) : error ? (
        <LoadFailed error={error} retry={refetch} />
      ) : data ? (
        <EmptyState
          icon={<IconUserOff size={40} stroke={1.3} />}
          title={t('details.missing.title')}
          text={t('details.missing.text')}
        />
      ) : (
        <PageSkeleton />
      )}
    </>
  );
}

function ClientDetails({ client }: { client: NonNullable<ClientPageQuery['client']> }) {
  const { t } = useTranslation(['clients', 'connections']);
  const title = clientName(client) ?? client.email ?? client.number;
  usePageTitle(title);
  const may = useMay();
  const { invitation } = client;
  return (
    <>
      <Group component="header" justify="space-between" align="flex-start" gap="sm" mb="xl">
        <Stack gap={6} miw={0}>
          {/* An address has no spaces to break at. */}
          <Title order={1} style={{ overflowWrap: 'anywhere' }}>
            {title}
          </Title>
          <Group gap="sm">
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
          </Group>
          <Text size="sm" c="dimmed">
            <WhatNext client={client} />
          </Text>
        </Stack>
        <ClientActions client={client} who={title} />
      </Group>
      {client.canInvite.code === 'SUPPRESSED' && (
        <SuppressionNotice
          who={{ clientId: client.id }}
          mayInvite={may('clients.invite', 'clients.inviteOwn')}
        />
      )}
      <div className={classes.columns}>
        <div>
          <section aria-labelledby="client-facts">
            <Title order={2} id="client-facts" mb="sm">
              {t('details.facts')}
            </Title>
            <ClientFacts client={client} />
          </section>
          <section aria-labelledby="client-connections">
            <Title order={2} id="client-connections" mt="xl" mb="sm">
              {t('connections:heading')}
            </Title>
            <ConnectionsOfClient client={client} who={title} />
          </section>
        </div>
        <section aria-labelledby="client-timeline">
          <Title order={2} id="client-timeline" mb="sm">
            {t('details.timeline')}
          </Title>
          <InvitationTimeline
            history={invitation ?? null}
            first={{ at: client.createdAt, label: t('details.createdEvent') }}
          />
        </section>
      </div>
      <ClientDialogs clients={[client]} />
    </>
  );
}

/** One sentence on where this client stands. */
function WhatNext({ client }: { client: NonNullable<ClientPageQuery['client']> }) {
  const { t } = useTranslation('clients');
  const { invitation, status } = client;
  if (invitation && status.startsWith('INVITE_')) {
    if (invitation.delivery.state === 'BOUNCED' && status === 'INVITE_PENDING')
      return t('details.next.BOUNCED');
    if (invitation.renewalRequestedAt && status === 'INVITE_EXPIRED') return t('details.next.RENEWAL');
    if (status === 'INVITE_PENDING' && !invitation.nextReminderAt)
      return t('details.next.INVITE_PENDING_LAST');
    if (status === 'INVITE_WITHDRAWN' && withdrawnByNewAddress(invitation.events))
      return t('details.next.INVITE_ADDRESS_CHANGED');
  }
  return t(`details.next.${status}`);
}
