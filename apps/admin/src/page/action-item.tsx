import { Menu } from '@mantine/core';
import type { MouseEvent, ReactNode } from 'react';
import { graphql } from '../gql';
import classes from './action-item.module.css';
import { useReason } from './failure/use-reason';

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

  function act(event: MouseEvent<HTMLElement>) {
    // The entry goes with the menu. A dialog that it opens gives the focus back to what had it, which must still be there.
    focusTarget(event.currentTarget);
    onAct();
  }

  return (
    <Menu.Item
      leftSection={icon}
      aria-disabled={!allowed || undefined}
      closeMenuOnClick={allowed}
      className={allowed ? '' : classes.absent}
      {...(danger && allowed && { c: 'var(--anteroom-red)' })}
      onClick={allowed ? act : undefined}
    >
      {label}
      {!allowed && <span className={classes.reason}>{reasonText({ code, reason })}</span>}
    </Menu.Item>
  );
}

function focusTarget(item: HTMLElement): void {
  const target = item.closest('[role="menu"]')?.getAttribute('aria-labelledby');
  if (target) document.getElementById(target)?.focus();
}
