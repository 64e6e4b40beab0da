import { RelativeTime } from '@anteroom/ui';
import type { ReactNode } from 'react';
import classes from './facts.module.css';

/** What is known of somebody or something, one fact a line. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className={classes.facts}>{children}</dl>;
}

export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** When something happened; nothing where it has not. */
export function MomentFact({ label, at }: { label: string; at: string | null | undefined }) {
  return (
    at && (
      <Fact label={label}>
        <RelativeTime at={at} />
      </Fact>
    )
  );
}

/** That there is nothing to be told. */
export function UnknownFact({ children }: { children: ReactNode }) {
  return <span className={classes.unknown}>{children}</span>;
}
