import { Group } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './selection-dock.module.css';

interface SelectionDockProps {
  label: string;
  children: ReactNode;
}

/** The bar at the foot of a list that says what is selected and what can be done with it. */
export function SelectionDock({ label, children }: SelectionDockProps) {
  return (
    <section aria-label={label} className={classes.dock}>
      {children}
    </section>
  );
}

SelectionDock.Actions = function SelectionDockActions({ children }: { children: ReactNode }) {
  return (
    <Group gap="xs" className={classes.actions ?? ''}>
      {children}
    </Group>
  );
};
