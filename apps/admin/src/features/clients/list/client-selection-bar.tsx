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
import { SelectionBar, useSelectionPossibility } from '../../../page/list/selection-bar';
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
  const act = (action: ClientAction) => () => onAct(action);
  return (
    <SelectionBar label={t('selection.label')} selection={selection} total={total}>
      {rights.mayDo('invite') && (
        <Button
          size="xs"
          leftSection={<IconMail size={16} aria-hidden="true" />}
          disabled={!canInvite.allowed}
          title={canInvite.reason ?? undefined}
          onClick={act('invite')}
        >
          {t('selection.invite')}
        </Button>
      )}
      {rights.mayDo('addToProgram') && (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconFolderPlus size={16} aria-hidden="true" />}
          disabled={tooMany !== undefined}
          onClick={act('addToProgram')}
        >
          {t('selection.addToProgram')}
        </Button>
      )}
      <Menu width={290} position="top-end">
        <Menu.Target>
          <Button size="xs" variant="default" px={8} aria-label={t('action.more')}>
            <IconDots size={16} aria-hidden="true" />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {rights.mayDo('connect') && (
            <ActionItem
              icon={<IconLink size={16} />}
              label={t('action.connect')}
              possibility={{ allowed: tooMany === undefined, reason: tooMany ?? null }}
              onAct={act('connect')}
            />
          )}
          {rights.mayDo('invite') && (
            <ActionItem
              icon={<IconMailForward size={16} />}
              label={t('action.inviteNow')}
              possibility={canInvite}
              onAct={act('inviteNow')}
            />
          )}
          {rights.mayDo('remind') && (
            <ActionItem
              icon={<IconBell size={16} />}
              label={t('action.remind')}
              possibility={can((client) => client.canRemind, t('selection.noneRemind'))}
              onAct={act('remind')}
            />
          )}
          {rights.mayDo('resend') && (
            <ActionItem
              icon={<IconRefresh size={16} />}
              label={t('action.resend')}
              possibility={can((client) => client.canResend, t('selection.noneResend'))}
              onAct={act('resend')}
            />
          )}
          {rights.mayDo('withdraw') && (
            <>
              <Menu.Divider />
              <ActionItem
                icon={<IconArrowBackUp size={16} />}
                label={t('action.withdraw')}
                possibility={can((client) => client.canWithdraw, t('selection.noneWithdraw'))}
                danger
                onAct={act('withdraw')}
              />
            </>
          )}
        </Menu.Dropdown>
      </Menu>
    </SelectionBar>
  );
}
