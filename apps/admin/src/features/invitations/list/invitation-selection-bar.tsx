import { useFormat } from '@anteroom/ui';
import { Button, CloseButton, Menu, Text } from '@mantine/core';
import { IconArrowBackUp, IconBell, IconDots, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { InvitationRowFragment } from '../../../gql/graphql';
import { ActionItem, type ActionPossibility } from '../../../page/action-item';
import { SelectionDock } from '../../../page/list/selection-dock';
import { useBoundedCount } from '../../../page/list/use-bounded-count';
import { type Selection, selectionLimit } from '../../../page/list/use-selection';
import { useMayActOnInvitations } from '../invitation-rights';
import type { InvitationAction } from './invitation-row';

interface InvitationSelectionBarProps {
  selection: Selection<InvitationRowFragment>;
  total: number;
  onAct: (action: InvitationAction) => void;
}

export function InvitationSelectionBar({ selection, total, onAct }: InvitationSelectionBarProps) {
  const { t } = useTranslation(['invitations', 'clients']);
  const format = useFormat();
  const shown = useBoundedCount();
  const acts = useMayActOnInvitations();
  if (selection.count === 0) return null;

  const rows = [...selection.rows.values()];
  const tooMany = !selection.all && rows.length > selectionLimit;
  const tooManyReason = t('clients:selection.tooMany', { limit: format.number(selectionLimit) });
  const can = (what: 'canRemind' | 'canResend' | 'canWithdraw', none: string): ActionPossibility => {
    if (tooMany) return { allowed: false, reason: tooManyReason };
    return selection.all || rows.some((row) => row[what].allowed)
      ? { allowed: true }
      : { allowed: false, reason: none };
  };
  const canRemind = can('canRemind', t('invitations:selection.noneRemind'));
  const canResend = can('canResend', t('invitations:selection.noneResend'));

  return (
    <SelectionDock label={t('invitations:selection.label')}>
      <CloseButton aria-label={t('clients:selection.clear')} onClick={selection.clear} />
      <Text size="sm" fw={600} className="tabular" aria-live="polite">
        {selection.all
          ? t('clients:selection.allSelected', { shown: shown(selection.count) })
          : t('clients:selection.count', { count: selection.count, shown: format.number(selection.count) })}
      </Text>
      {!selection.all && total > selection.count && (
        <Button size="compact-sm" variant="subtle" onClick={selection.selectAll}>
          {t('clients:selection.all', { shown: shown(total) })}
        </Button>
      )}
      {tooMany && (
        <Text size="xs" c="dimmed" role="status">
          {tooManyReason}
        </Text>
      )}
      <SelectionDock.Actions>
        {acts.resend && (
          <>
            <Button
              size="xs"
              leftSection={<IconBell size={16} aria-hidden="true" />}
              disabled={!canRemind.allowed}
              title={canRemind.reason ?? undefined}
              onClick={() => onAct('remind')}
            >
              {t('clients:action.remind')}
            </Button>
            <Button
              size="xs"
              variant="default"
              leftSection={<IconRefresh size={16} aria-hidden="true" />}
              disabled={!canResend.allowed}
              title={canResend.reason ?? undefined}
              onClick={() => onAct('resend')}
            >
              {t('clients:action.resend')}
            </Button>
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
                possibility={can('canWithdraw', t('invitations:selection.noneWithdraw'))}
                danger
                onAct={() => onAct('withdraw')}
              />
            </Menu.Dropdown>
          </Menu>
        )}
      </SelectionDock.Actions>
    </SelectionDock>
  );
}
