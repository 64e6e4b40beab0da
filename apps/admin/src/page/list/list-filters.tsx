import { ActionIcon, Button, Group, Tooltip } from '@mantine/core';
import { IconFilterOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../layout/empty-state';

interface ListFiltersProps {
  /** Something is left out of the list. */
  filtered: boolean;
  onClear: () => void;
  /** What else belongs to the list as it is filtered. */
  tools?: ReactNode;
  children: ReactNode;
}

/** What a list is narrowed down by, and the way back to all of it. */
export function ListFilters({ filtered, onClear, tools, children }: ListFiltersProps) {
  const { t } = useTranslation('page');
  return (
    <Group component="search" gap="xs" mb="md" align="flex-start">
      {children}
      {/* A word would not fit beside the filters; the place is kept, or the filters would move with the first letter of a search. */}
      <Tooltip label={t('clearFilters')}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          style={{ visibility: filtered ? 'visible' : 'hidden' }}
          aria-label={t('clearFilters')}
          onClick={onClear}
        >
          <IconFilterOff size={20} aria-hidden="true" />
        </ActionIcon>
      </Tooltip>
      {tools}
    </Group>
  );
}

interface NothingFoundProps {
  icon: ReactNode;
  title: string;
  text: string;
  onClear: () => void;
}

/** What stands for the rows when the filters leave none. */
export function NothingFound({ onClear, ...said }: NothingFoundProps) {
  const { t } = useTranslation('page');
  return (
    <EmptyState
      {...said}
      action={
        <Button variant="default" onClick={onClear}>
          {t('clearFilters')}
        </Button>
      }
    />
  );
}
