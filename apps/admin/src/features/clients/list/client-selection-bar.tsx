import { Button, Menu } from '@mantine/core';
import {
  IconArrowBackUp,
  IconBell,
  IconDots,
  IconFolderPlus,
  IconLink,
  IconMail,
  IconMailForward,
  IconRefresh,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ClientRowFragment } from '../../../gql/graphql';
import { ActionItem } from '../../../page/action-item';
import { SelectionAction, SelectionBar, useSelectionPossibility } from '../../../page/list/selection-bar';
import type { Selection } from '../../../page/list/use-selection';
import { useClientRights } from '../client-rights';
import type { ClientAction } from './client-row-menu';

interface ClientSelectionBarProps {
  selection: Selection<ClientRowFragment>;
  total: number;
  onAct: (action: ClientAction) => void;
}

export function ClientSelectionBar({ selection, total, onAct }: ClientSelectionBarProps) {
  const { t } = useTranslation('clients');
  const rights = useClientRights();
  const { tooMany, can } = useSelectionPossibility(selection);
  const canInvite = can((client) => client.canInvite, t('selection.noneInvite'));
  return (
    <SelectionBar label={t('selection.label')} selection={selection} total={total}>
      {rights.mayDo('invite') && (
        <SelectionAction
          icon={<IconMail size={16} aria-hidden="true" />}
          possibility={canInvite}
          onAct={() => onAct('invite')}
        >
          {t('selection.invite')}
        </SelectionAction>
      )}
      {rights.mayDo('addToProgram') && (
        <SelectionAction
          icon={<IconFolderPlus size={16} aria-hidden="true" />}
          variant="default"
          possibility={{ allowed: tooMany === undefined, reason: tooMany ?? null }}
          onAct={() => onAct('addToProgram')}
        >
          {t('selection.addToProgram')}
        </SelectionAction>
      )}
      <MoreActions selection={selection} onAct={onAct} />
    </SelectionBar>
  );
}

function MoreActions({ selection, onAct }: Omit<ClientSelectionBarProps, 'total'>) {
  const { t } = useTranslation('clients');
  const rights = useClientRights();
  const { tooMany, can } = useSelectionPossibility(selection);
  const withdraw = can((client) => client.canWithdraw, t('selection.noneWithdraw'));
  const entries = [
    {
      action: 'connect',
      right: 'connect',
      icon: <IconLink size={16} />,
      possibility: { allowed: tooMany === undefined, reason: tooMany ?? null },
    },
    {
      action: 'inviteNow',
      right: 'invite',
      icon: <IconMailForward size={16} />,
      possibility: can((client) => client.canInvite, t('selection.noneInvite')),
    },
    {
      action: 'remind',
      right: 'remind',
      icon: <IconBell size={16} />,
      possibility: can((client) => client.canRemind, t('selection.noneRemind')),
    },
    {
      action: 'resend',
      right: 'resend',
      icon: <IconRefresh size={16} />,
      possibility: can((client) => client.canResend, t('selection.noneResend')),
    },
  ] as const;
  return (
    <Menu width={290} position="top-end">
      <Menu.Target>
        <Button size="xs" variant="default" px={8} aria-label={t('action.more')}>
          <IconDots size={16} aria-hidden="true" />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {entries
          .filter(({ right }) => rights.mayDo(right))
          .map(({ action, icon, possibility }) => (
            <ActionItem
              key={action}
              icon={icon}
              label={t(`action.${action}`)}
              possibility={possibility}
              onAct={() => onAct(action)}
            />
          ))}
        {rights.mayDo('withdraw') && (
          <>
            <Menu.Divider />
            <ActionItem
              icon={<IconArrowBackUp size={16} />}
              label={t('action.withdraw')}
              possibility={withdraw}
              danger
              onAct={() => onAct('withdraw')}
            />
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
