import { useFormat } from '@anteroom/ui';
import { Button, CloseButton, Menu, Text } from '@mantine/core';
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
import { ActionItem, type ActionPossibility } from '../../../page/action-item';
import { SelectionDock } from '../../../page/list/selection-dock';
import { useBoundedCount } from '../../../page/list/use-bounded-count';
import { type Selection, selectionLimit } from '../../../page/list/use-selection';
import { useClientRights } from '../client-rights';
import type { ClientAction } from './client-row-menu';

interface SelectionBarProps {
  selection: Selection<ClientRowFragment>;
  total: number;
  onAct: (action: ClientAction) => void;
}

type Can = 'canInvite' | 'canRemind' | 'canResend' | 'canWithdraw';

export function SelectionBar({ selection, total, onAct }: SelectionBarProps) {
  const { t } = useTranslation('clients');
  const format = useFormat();
  const shown = useBoundedCount();
  const rights = useClientRights();
  if (selection.count === 0) return null;

  const rows = [...selection.rows.values()];
  const tooMany = !selection.all && rows.length > selectionLimit;
  const tooManyReason = t('selection.tooMany', { limit: format.number(selectionLimit) });
  const can = (what: Can, none: string): ActionPossibility => {
    if (tooMany) return { allowed: false, reason: tooManyReason };
    return selection.all || rows.some((row) => row[what].allowed)
      ? { allowed: true }
      : { allowed: false, reason: none };
  };
  const canInvite = can('canInvite', t('selection.noneInvite'));
  const canConnect: ActionPossibility = tooMany
    ? { allowed: false, reason: tooManyReason }
    : { allowed: true };
  const act = (action: ClientAction) => () => onAct(action);

  return (
    <SelectionDock label={t('selection.label')}>
      <CloseButton aria-label={t('selection.clear')} onClick={selection.clear} />
      <Text size="sm" fw={600} className="tabular" aria-live="polite">
        {selection.all
          ? t('selection.allSelected', { shown: shown(selection.count) })
          : t('selection.count', { count: selection.count, shown: format.number(selection.count) })}
      </Text>
      {!selection.all && total > selection.count && (
        <Button size="compact-sm" variant="subtle" onClick={selection.selectAll}>
          {t('selection.all', { shown: shown(total) })}
        </Button>
      )}
      {tooMany && (
        <Text size="xs" c="dimmed" role="status">
          {tooManyReason}
        </Text>
      )}
      <SelectionDock.Actions>
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
            disabled={tooMany}
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
                possibility={canConnect}
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
                possibility={can('canRemind', t('selection.noneRemind'))}
                onAct={act('remind')}
              />
            )}
            {rights.mayDo('resend') && (
              <ActionItem
                icon={<IconRefresh size={16} />}
                label={t('action.resend')}
                possibility={can('canResend', t('selection.noneResend'))}
                onAct={act('resend')}
              />
            )}
            {rights.mayDo('withdraw') && (
              <>
                <Menu.Divider />
                <ActionItem
                  icon={<IconArrowBackUp size={16} />}
                  label={t('action.withdraw')}
                  possibility={can('canWithdraw', t('selection.noneWithdraw'))}
                  danger
                  onAct={act('withdraw')}
                />
              </>
            )}
          </Menu.Dropdown>
        </Menu>
      </SelectionDock.Actions>
    </SelectionDock>
  );
}
