import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RegistrationRowFragment } from '../../gql/graphql';
import { SelectionBar, useSelectionPossibility } from '../../page/list/selection-bar';
import type { Selection } from '../../page/list/use-selection';
import type { Answer } from './answer';

interface RegistrationSelectionBarProps {
  selection: Selection<RegistrationRowFragment>;
  onAnswer: (answer: Answer) => void;
}

export function RegistrationSelectionBar({ selection, onAnswer }: RegistrationSelectionBarProps) {
  const { t } = useTranslation('registrations');
  const { tooMany } = useSelectionPossibility(selection);
  const hindered = { disabled: tooMany !== undefined, title: tooMany };
  return (
    <SelectionBar label={t('selection.label')} selection={selection}>
      <Button size="xs" {...hindered} onClick={() => onAnswer('approve')}>
        {t('action.approve')}
      </Button>
      <Button size="xs" variant="default" {...hindered} onClick={() => onAnswer('decline')}>
        {t('action.decline')}
      </Button>
    </SelectionBar>
  );
}
