import { InvitationStrip } from '@anteroom/ui';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ClientRowFragment } from '../../../gql/graphql';
import { paths } from '../../../paths';
import { useDeliveryReason } from '../../mailings/use-delivery-reason';
import { useOrganization } from '../../organizations/viewer';
import { useClientRights } from '../client-rights';
import { ClientStatusBadge } from '../client-status';
import type { ClientAct } from './client-row-menu';
import classes from './client-table.module.css';

interface ClientStatusCellProps {
  client: ClientRowFragment;
  who: string;
  manage: boolean;
  onAct: ClientAct;
}

/** The status and, beneath it, the one thing that helps most. */
export function ClientStatusCell({ client, who, manage, onAct }: ClientStatusCellProps) {
  const { t } = useTranslation('clients');
  const { slug } = useOrganization();
  const rights = useClientRights();
  const { invitation, status } = client;
  const invite = manage && rights.on('invite', client, client.canInvite);
  const update = manage && rights.on('update', client);
  const open = invitation && (status === 'INVITE_PENDING' || status === 'INVITE_EXPIRED');
  return (
    <div className={classes.statusCell}>
      <ClientStatusBadge status={status} />
      {open && (
        <InvitationStrip
          status={invitation.status}
          sentAt={invitation.sentAt}
          expiresAt={invitation.expiresAt}
          withText
        />
      )}
      {open && <DeliveryNote delivery={invitation.delivery} />}
      {(status === 'NOT_INVITED' || status === 'INVITE_WITHDRAWN') && invite && invite.allowed && (
        <Button
          size="compact-xs"
          variant="light"
          aria-label={t('sendInviteTo', { who })}
          onClick={() => onAct('invite', client)}
        >
          {t('sendInvite')}
        </Button>
      )}
      {status === 'NO_EMAIL' && update && update.allowed && (
        <Button
          size="compact-xs"
          variant="light"
          component={Link}
          to={`${paths.client(slug, client.id)}?edit=email`}
          aria-label={t('addAddressFor', { who })}
        >
          {t('addAddress')}
        </Button>
      )}
    </div>
  );
}

type Delivery = NonNullable<ClientRowFragment['invitation']>['delivery'];

/** What became of the mail, where that is anything but taken. */
function DeliveryNote({ delivery }: { delivery: Delivery }) {
  const { t } = useTranslation('clients');
  const reason = useDeliveryReason()(delivery);
  switch (delivery.state) {
    case 'BOUNCED':
      return (
        <span className={classes.trouble}>{reason ? t('bounced', { reason }) : t('bouncedNoReason')}</span>
      );
    case 'FAILED':
      return (
        <span className={classes.trouble}>{reason ? t('notSent', { reason }) : t('notSentNoReason')}</span>
      );
    case 'UNKNOWN':
      return <span className={classes.doubt}>{t('inDoubt')}</span>;
    case 'QUEUED':
    case 'SENDING':
      return <span className={classes.quiet}>{t('waiting')}</span>;
    default:
      return null;
  }
}
