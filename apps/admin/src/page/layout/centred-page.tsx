import type { ReactNode } from 'react';
import classes from './centred-page.module.css';
import { Wordmark } from './wordmark';

/** A page outside the frame: signing in, choosing an organization, what went wrong. */
export function CentredPage({ children }: { children: ReactNode }) {
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <Wordmark />
      </header>
      <main className={classes.main}>{children}</main>
    </div>
  );
}
