import { Menu } from '@mantine/core';
import type { ReactNode } from 'react';
import { graphql } from '../gql';
import classes from './action-item.module.css';
import { useReason } from './use-reason';

graphql(`
  fragment ActionPossibility on Possibility {
    allowed
    code
    reason
  }
`);

/** As the API has it, or as it is known here. */
export interface ActionPossibility {
  allowed: boolean;
  code?: string | null;
  reason?: string | null;
}

interface ActionItemProps {
  icon: ReactNode;
  label: string;
  possibility: ActionPossibility;
  danger?: boolean;
  onAct: () => void;
}

/**
 * A menu entry which, when it cannot be done, stays where it is and says why. It can still be reached by key, since
 * an entry that is skipped cannot tell its reason.
 */
export function ActionItem({ icon, label, possibility, danger = false, onAct }: ActionItemProps) {
  const reasonText = useReason();
  const { allowed, code, reason } = possibility;
  return (
    <Menu.Item
      leftSection={icon}
      aria-disabled={!allowed || undefined}
      closeMenuOnClick={allowed}
      className={allowed ? '' : classes.absent}
      {...(danger && allowed && { c: 'var(--anteroom-red)' })}
      onClick={allowed ? onAct : undefined}
    >
      {label}
      {!allowed && <span className={classes.reason}>{reasonText({ code, reason })}</span>}
    </Menu.Item>
  );
}
