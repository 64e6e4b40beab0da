import { Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './page-header.module.css';
import { usePageTitle } from './use-page-title';

interface PageHeaderProps {
  title: string;
  /** Shown after the title, already formatted. */
  count?: string | undefined;
  actions?: ReactNode;
}

export function PageHeader({ title, count, actions }: PageHeaderProps) {
  usePageTitle(title);
  return (
    <Group component="header" justify="space-between" gap="sm" mb="lg">
      <Group gap="sm" align="baseline">
        <Title order={1}>{title}</Title>
        {count !== undefined && (
          <Text className="tabular" size="lg" c="dimmed">
            {count}
          </Text>
        )}
      </Group>
      {actions && (
        <Group gap="xs" className={classes.actions ?? ''}>
          {actions}
        </Group>
      )}
    </Group>
  );
}
