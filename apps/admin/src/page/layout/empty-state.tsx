import { Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './empty-state.module.css';

interface EmptyStateProps {
  icon: ReactNode;
  title: string;
  text: string;
  action?: ReactNode;
  /** Nothing else stands on the page, so that its heading is this one. */
  wholePage?: boolean;
}

/** Says what belongs here and how it gets here. */
export function EmptyState({ icon, title, text, action, wholePage = false }: EmptyStateProps) {
  return (
    <Stack align="center" gap="xs" className={classes.empty}>
      <span className={classes.icon} aria-hidden="true">
        {icon}
      </span>
      <Title order={wholePage ? 1 : 2} size="h3" ta="center">
        {title}
      </Title>
      <Text c="dimmed" ta="center" maw={440}>
        {text}
      </Text>
      {action && <div className={classes.action}>{action}</div>}
    </Stack>
  );
}
