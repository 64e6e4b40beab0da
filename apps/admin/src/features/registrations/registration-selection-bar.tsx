import { useFormat } from '@anteroom/ui';
import { Button, CloseButton, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RegistrationRowFragment } from '../../gql/graphql';
import { SelectionDock } from '../../page/list/selection-dock';
import { type Selection, selectionLimit } from '../../page/list/use-selection';
import type { Answer } from './registrations-page';

interface RegistrationSelectionBarProps {
  selection: Selection<RegistrationRowFragment>;
  onAnswer: (answer: Answer) => void;
}

export function RegistrationSelectionBar({ selection, onAnswer }: RegistrationSelectionBarProps) {
  const { t } = useTranslation(['registrations', 'clients']);
  const format = useFormat();
  if (selection.count === 0) return null;
  const tooMany = selection.count > selectionLimit;
  const reason = tooMany
    ? t('clients:selection.tooMany', { limit: format.number(selectionLimit) })
    : undefined;
  return (
    <SelectionDock label={t('registrations:selection.label')}>
      <CloseButton aria-label={t('clients:selection.clear')} onClick={selection.clear} />
      <Text size="sm" fw={600} className="tabular" aria-live="polite">
        {t('clients:selection.count', { count: selection.count, shown: format.number(selection.count) })}
      </Text>
      {reason && (
        <Text size="xs" c="dimmed" role="status">
          {reason}
        </Text>
      )}
      <SelectionDock.Actions>
        <Button size="xs" disabled={tooMany} title={reason} onClick={() => onAnswer('approve')}>
          {t('registrations:action.approve')}
        </Button>
        <Button
          size="xs"
          variant="default"
          disabled={tooMany}
          title={reason}
          onClick={() => onAnswer('decline')}
        >
          {t('registrations:action.decline')}
        </Button>
      </SelectionDock.Actions>
    </SelectionDock>
  );
}
