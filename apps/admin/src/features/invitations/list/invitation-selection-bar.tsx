import { Button, Menu } from '@mantine/core';
import { IconArrowBackUp, IconBell, IconDots, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { InvitationRowFragment } from '../../../gql/graphql';
import { ActionItem } from '../../../page/action-item';
import { SelectionAction, SelectionBar, useSelectionPossibility } from '../../../page/list/selection-bar';
import type { Selection } from '../../../page/list/use-selection';
import { useMayActOnInvitations } from '../invitation-rights';
import type { InvitationAction } from './invitation-row';

interface InvitationSelectionBarProps {
  selection: Selection<InvitationRowFragment>;
  total: number;
  onAct: (action: InvitationAction) => void;
}

export function InvitationSelectionBar({ selection, total, onAct }: InvitationSelectionBarProps) {
  const { t } = useTranslation(['invitations', 'clients']);
  const acts = useMayActOnInvitations();
  const { can } = useSelectionPossibility(selection);
  const canRemind = can((invitation) => invitation.canRemind, t('invitations:selection.noneRemind'));
  const canResend = can((invitation) => invitation.canResend, t('invitations:selection.noneResend'));
  return (
    <SelectionBar label={t('invitations:selection.label')} selection={selection} total={total}>
      {acts.resend && (
        <>
          <SelectionAction
            icon={<IconBell size={16} aria-hidden="true" />}
            possibility={canRemind}
            onAct={() => onAct('remind')}
          >
            {t('clients:action.remind')}
          </SelectionAction>
          <SelectionAction
            icon={<IconRefresh size={16} aria-hidden="true" />}
            variant="default"
            possibility={canResend}
            onAct={() => onAct('resend')}
          >
            {t('clients:action.resend')}
          </SelectionAction>
        </>
      )}
      {acts.withdraw && (
        <Menu width={290} position="top-end">
          <Menu.Target>
            <Button size="xs" variant="default" px={8} aria-label={t('clients:action.more')}>
              <IconDots size={16} aria-hidden="true" />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <ActionItem
              icon={<IconArrowBackUp size={16} />}
              label={t('clients:action.withdraw')}
              possibility={can(
                (invitation) => invitation.canWithdraw,
                t('invitations:selection.noneWithdraw'),
              )}
              danger
              onAct={() => onAct('withdraw')}
            />
          </Menu.Dropdown>
        </Menu>
      )}
    </SelectionBar>
  );
}
