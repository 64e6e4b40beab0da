import type { ComponentType } from 'react';
import classes from './status-badge.module.css';

export interface StatusLook {
  icon: ComponentType<{ size: number }>;
  tone: 'green' | 'amber' | 'red' | 'grey';
}

/** Icon, word and colour: never colour alone. */
export function StatusBadge({ look: { icon: Icon, tone }, word }: { look: StatusLook; word: string }) {
  return (
    <span className={classes.status} data-tone={tone}>
      <span aria-hidden="true" className={classes.icon}>
        <Icon size={14} />
      </span>
      {word}
    </span>
  );
}
