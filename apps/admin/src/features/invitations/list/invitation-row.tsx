import { InvitationStrip, RelativeTime } from '@anteroom/ui';
import { ActionIcon, Checkbox, Menu, Table } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import {
  IconArrowBackUp,
  IconBell,
  IconBriefcase,
  IconDots,
  IconRefresh,
  IconUser,
} from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { graphql } from '../../../gql';
import type { InvitationRowFragment } from '../../../gql/graphql';
import { ActionItem } from '../../../page/action-item';
import { AddressText } from '../../../page/address-text';
import { ListRow, RowName, RowSubline } from '../../../page/list/list-row';
import { usePhone } from '../../../page/list/use-phone';
import { paths } from '../../../paths';
import { useOrganization } from '../../organizations/viewer';
import { useRoleName } from '../../staff/roles/use-role-words';
import { DeliveryStateCell } from '../delivery-state';
import { useInvitationRights, useMayActOnInvitations } from '../invitation-rights';
import classes from './invitation-table.module.css';

graphql(`
  fragment InvitationRow on Invitation {
    id
    email
    status
    sentAt
    sentBy
    expiresAt
    nextReminderAt
    renewalRequestedAt
    recipientName
    recipientNumber
    client {
      id
    }
    staffMember {
      id
      roles {
        id
        name
      }
    }
    delivery {
      state
      nextAttemptAt
      reasonCode
      reason
      serverResponse
    }
    canRemind {
      ...ActionPossibility
    }
    canResend {
      ...ActionPossibility
    }
    canWithdraw {
      ...ActionPossibility
    }
  }
`);

export type InvitationAction = 'remind' | 'resend' | 'withdraw';
export type InvitationAct = (action: InvitationAction, invitation: InvitationRowFragment) => void;

interface InvitationRowProps {
  invitation: InvitationRowFragment;
  selected: boolean;
  onToggle: (invitation: InvitationRowFragment) => void;
  onAct: InvitationAct;
}

export const InvitationRow = memo(function InvitationRow(props: InvitationRowProps) {
  const { invitation, selected, onToggle, onAct } = props;
  const { t } = useTranslation('invitations');
  const { slug } = useOrganization();
  const phone = usePhone();
  const narrow = useMediaQuery('(max-width: 62em)', false, { getInitialValueInEffect: false });
  const acts = useMayActOnInvitations();
  const { client, staffMember, recipientName: name, recipientNumber: number } = invitation;
  const roleName = useRoleName();
  const who = name ?? invitation.email;
  const to = client ? paths.client(slug, client.id) : staffMember && paths.staffMember(slug, staffMember.id);
  const validity = <Validity invitation={invitation} />;
  const delivery = <DeliveryStateCell delivery={invitation.delivery} />;
  const sent = <RelativeTime at={invitation.sentAt} />;
  const sentBy = invitation.sentBy && t('by', { name: invitation.sentBy });
  const reminder = invitation.nextReminderAt && <RelativeTime at={invitation.nextReminderAt} />;
  return (
    <ListRow selected={selected}>
      <Table.Td>
        {(acts.resend || acts.withdraw) && (
          <Checkbox
            aria-label={t('selectRow', { who })}
            checked={selected}
            onChange={() => onToggle(invitation)}
          />
        )}
      </Table.Td>
      <Table.Td>
        <RowName to={to}>{name ?? <AddressText address={invitation.email} />}</RowName>
        <RowSubline address={name && invitation.email} number={phone ? number : null} />
        {staffMember && (
          <span className={classes.roles}>
            <IconBriefcase size={12} aria-hidden="true" />
            {t('staffAs', { roles: staffMember.roles.map(roleName).join(', ') })}
          </span>
        )}
        {invitation.renewalRequestedAt && (
          <span className={classes.renewal}>
            <IconRefresh size={12} aria-hidden="true" />
            {t('renewal')}
          </span>
        )}
        {narrow && (
          <div className={classes.inNameCell}>
            <span className={classes.quiet}>
              {t('column.sent')} {sent} {sentBy}
            </span>
            {phone && validity}
            {reminder && (
              <span className={classes.quiet}>
                {t('column.reminder')} {reminder}
              </span>
            )}
            {phone && delivery}
          </div>
        )}
      </Table.Td>
      <Table.Td className={classes.sent}>
        {!narrow && sent}
        {!narrow && sentBy && <span className={classes.quiet}>{sentBy}</span>}
      </Table.Td>
      <Table.Td className={classes.validity}>{!phone && validity}</Table.Td>
      <Table.Td className={classes.reminder}>{!narrow && (reminder ?? t('noReminder'))}</Table.Td>
      <Table.Td className={classes.delivery}>{!phone && delivery}</Table.Td>
      <Table.Td>
        <InvitationMenu invitation={invitation} who={who} onAct={onAct} />
      </Table.Td>
    </ListRow>
  );
});

function Validity({ invitation }: { invitation: InvitationRowFragment }) {
  const { t } = useTranslation('invitations');
  const { status, sentAt, expiresAt } = invitation;
  return (
    <div className={classes.validityCell}>
      <InvitationStrip status={status} sentAt={sentAt} expiresAt={expiresAt} withText />
      {status === 'EXPIRED' && (
        <span className={classes.expired}>
          {t('expired')} <RelativeTime at={expiresAt} />
        </span>
      )}
    </div>
  );
}

interface InvitationMenuProps {
  invitation: InvitationRowFragment;
  who: string;
  onAct: InvitationAct;
}

function InvitationMenu({ invitation, who, onAct }: InvitationMenuProps) {
  const { t } = useTranslation(['invitations', 'clients']);
  const { slug } = useOrganization();
  const { resend, withdraw } = useInvitationRights()(invitation.client ? 'client' : 'staff');
  if (!resend && !withdraw) return null;
  return (
    <Menu width={280}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={32} aria-label={t('invitations:rowMenu', { who })}>
          <IconDots size={18} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {invitation.client && (
          <Menu.Item
            leftSection={<IconUser size={16} />}
            component={Link}
            to={paths.client(slug, invitation.client.id)}
          >
            {t('clients:action.open')}
          </Menu.Item>
        )}
        {resend && (
          <>
            <ActionItem
              icon={<IconBell size={16} />}
              label={t('clients:action.remind')}
              possibility={invitation.canRemind}
              onAct={() => onAct('remind', invitation)}
            />
            <ActionItem
              icon={<IconRefresh size={16} />}
              label={t('clients:action.resend')}
              possibility={invitation.canResend}
              onAct={() => onAct('resend', invitation)}
            />
          </>
        )}
        {withdraw && (
          <>
            <Menu.Divider />
            <ActionItem
              icon={<IconArrowBackUp size={16} />}
              label={t('clients:action.withdraw')}
              possibility={invitation.canWithdraw}
              danger
              onAct={() => onAct('withdraw', invitation)}
            />
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
