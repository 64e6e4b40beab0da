import { useMutation } from '@apollo/client/react';
import { ActionIcon, Button, Group, Menu, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import {
  IconArrowBackUp,
  IconBell,
  IconDots,
  IconMail,
  IconRefresh,
  IconUserCheck,
  IconUserOff,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { StaffMemberDetailsFragment } from '../../../gql/graphql';
import { ActionItem } from '../../../page/action-item';
import { ConfirmDialog } from '../../../page/dialog/confirm-dialog';
import { useMutationFailure } from '../../../page/failure/use-mutation-failure';
import { type Reason, useReason } from '../../../page/failure/use-reason';
import { useRefused } from '../../../page/failure/use-refused';
import { usePageParams } from '../../../page/use-page-params';
import { paths } from '../../../paths';
import { useInvitationActions } from '../../invitations/use-invitation-actions';
import { WithdrawDialog } from '../../invitations/withdraw-dialog';
import { useMay } from '../../organizations/permissions';
import { useOrganization } from '../../organizations/viewer';
import { deactivateStaffMemberMutation, reactivateStaffMemberMutation } from '../staff.graphql';
import { MadeKeysNotice } from './made-keys';

interface StaffActionsProps {
  member: StaffMemberDetailsFragment;
  who: string;
}

/** What can be done with somebody as they stand now; questions stand in the address. */
export function StaffActions({ member, who }: StaffActionsProps) {
  const may = useMay();
  const [params, setParams] = usePageParams();
  const question = params.get('dialog');
  const ask = (dialog: string) => setParams({ dialog });
  const close = () => setParams({}, { replace: true });
  const invited = member.status.startsWith('INVITE');
  if (!may('staff.manage') && !(invited && may('staff.invite'))) return null;
  return (
    <Group gap="xs" wrap="nowrap">
      {member.status === 'INVITE_WITHDRAWN' && member.canInvite.allowed && may('staff.invite') && (
        <InviteAgainButton member={member} />
      )}
      {invited && may('staff.invite') && <InvitationMenu member={member} who={who} onAsk={ask} />}
      {!invited && <MembershipButton member={member} onAsk={ask} />}
      {question === 'withdraw' && member.invitation && (
        <WithdrawDialog
          input={{ ids: [member.invitation.id] }}
          count={1}
          email={member.invitation.email}
          onClose={close}
        />
      )}
      {question === 'deactivate' && <DeactivateDialog member={member} who={who} onClose={close} />}
      {question === 'reactivate' && <ReactivateDialog member={member} who={who} onClose={close} />}
    </Group>
  );
}

function MembershipButton({
  member,
  onAsk,
}: {
  member: StaffMemberDetailsFragment;
  onAsk: (dialog: string) => void;
}) {
  const { t } = useTranslation('staff');
  const reasonText = useReason();
  const away = member.status === 'DEACTIVATED';
  const { allowed, code, reason } = away ? member.canReactivate : member.canDeactivate;
  const ActionIconOf = away ? IconUserCheck : IconUserOff;
  return (
    <Stack gap={4} align="flex-end">
      <Button
        variant="default"
        leftSection={<ActionIconOf size={16} aria-hidden="true" />}
        disabled={!allowed}
        aria-describedby={allowed ? undefined : 'membership-why-not'}
        onClick={() => onAsk(away ? 'reactivate' : 'deactivate')}
      >
        {t(away ? 'member.reactivate' : 'member.deactivate')}
      </Button>
      {!allowed && (
        <Text id="membership-why-not" size="xs" c="dimmed" maw={280} ta="right">
          {reasonText({ code, reason })}
        </Text>
      )}
    </Stack>
  );
}

/** What was withdrawn is no more to be sent again; they are offered a new one, as they were invited before. */
function InviteAgainButton({ member }: { member: StaffMemberDetailsFragment }) {
  const { t } = useTranslation('staff');
  const { slug } = useOrganization();
  return (
    <Button
      component={Link}
      to={paths.inviteStaff(slug, member.id)}
      leftSection={<IconMail size={16} aria-hidden="true" />}
    >
      {t('member.inviteAgain')}
    </Button>
  );
}

interface InvitationMenuProps extends StaffActionsProps {
  onAsk: (dialog: string) => void;
}

function InvitationMenu({ member, who, onAsk }: InvitationMenuProps) {
  const { t } = useTranslation(['staff', 'clients', 'invitations']);
  const { remind, resend } = useInvitationActions();
  const { invitation } = member;
  if (!invitation) return null;
  return (
    <Menu width={280} position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size={36} aria-label={t('invitations:rowMenu', { who })}>
          <IconDots size={18} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <ActionItem
          icon={<IconBell size={16} />}
          label={t('clients:action.remind')}
          possibility={invitation.canRemind}
          onAct={() => void remind({ ids: [invitation.id] })}
        />
        <ActionItem
          icon={<IconRefresh size={16} />}
          label={t('clients:action.resend')}
          possibility={invitation.canResend}
          onAct={() => void resend({ ids: [invitation.id] })}
        />
        <Menu.Divider />
        <ActionItem
          icon={<IconArrowBackUp size={16} />}
          label={t('clients:action.withdraw')}
          possibility={invitation.canWithdraw}
          danger
          onAct={() => onAsk('withdraw')}
        />
      </Menu.Dropdown>
    </Menu>
  );
}

interface MembershipDialogProps extends StaffActionsProps {
  onClose: () => void;
}

/** Tells what came of it, in a sentence either way. */
function useTell() {
  const refused = useRefused();
  return (refusal: Reason | undefined, done: string) => {
    if (refusal) refused(refusal);
    else notifications.show({ color: 'green', message: done });
  };
}

function DeactivateDialog({ member, who, onClose }: MembershipDialogProps) {
  const { t } = useTranslation('staff');
  const failed = useMutationFailure();
  const tell = useTell();
  const [deactivate, { loading }] = useMutation(deactivateStaffMemberMutation, { refetchQueries: 'active' });
  const confirm = async () => {
    try {
      const { data } = await deactivate({ variables: { input: { id: member.id } } });
      tell(data?.deactivateStaffMember.errors[0], t('deactivate.done', { name: who }));
      onClose();
    } catch (error) {
      failed(error);
    }
  };
  return (
    <ConfirmDialog
      title={t('deactivate.title', { name: who })}
      confirm={t('deactivate.confirm')}
      danger
      busy={loading}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <Stack gap="sm">
        <Text size="sm">{t('deactivate.text')}</Text>
        <MadeKeysNotice member={member} />
        <Text size="sm" c="dimmed">
          {t('deactivate.kept')}
        </Text>
      </Stack>
    </ConfirmDialog>
  );
}

function ReactivateDialog({ member, who, onClose }: MembershipDialogProps) {
  const { t } = useTranslation('staff');
  const failed = useMutationFailure();
  const tell = useTell();
  const [reactivate, { loading }] = useMutation(reactivateStaffMemberMutation, { refetchQueries: 'active' });
  const confirm = async () => {
    try {
      const { data } = await reactivate({ variables: { input: { id: member.id } } });
      tell(data?.reactivateStaffMember.errors[0], t('reactivate.done', { name: who }));
      onClose();
    } catch (error) {
      failed(error);
    }
  };
  return (
    <ConfirmDialog
      title={t('reactivate.title', { name: who })}
      confirm={t('reactivate.confirm')}
      busy={loading}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      {t('reactivate.text')}
    </ConfirmDialog>
  );
}
