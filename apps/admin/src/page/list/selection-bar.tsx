import { useFormat } from '@anteroom/ui';
import { Button, CloseButton, Group, Text, Tooltip } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActionPossibility } from '../action-item';
import { useReason } from '../failure/use-reason';
import classes from './selection-bar.module.css';
import { useBoundedCount } from './use-bounded-count';
import { type Selection, selectionLimit } from './use-selection';

interface SelectionBarProps<Row extends { id: string }> {
  label: string;
  selection: Selection<Row>;
  /** How many match; left out where not all of them can be selected at once. */
  total?: number;
  /** What can be done with them. */
  children: ReactNode;
}

/** The bar at the foot of a list that says what is selected and what can be done with it. */
export function SelectionBar<Row extends { id: string }>(props: SelectionBarProps<Row>) {
  const { label, selection, total = 0, children } = props;
  const { t } = useTranslation('page');
  const format = useFormat();
  const shown = useBoundedCount();
  const { tooMany } = useSelectionPossibility(selection);
  const { all, count, selectAll, clear } = selection;
  if (count === 0) return null;
  return (
    <section aria-label={label} className={classes.bar}>
      <CloseButton aria-label={t('selection.clear')} onClick={clear} />
      <Text size="sm" fw={600} className="tabular" aria-live="polite">
        {all
          ? t('selection.allSelected', { shown: shown(count) })
          : t('selection.count', { count, shown: format.number(count) })}
      </Text>
      {!all && total > count && (
        <Button
          size="compact-sm"
          variant="subtle"
          classNames={{ root: classes.all, label: classes.allLabel }}
          onClick={selectAll}
        >
          {t('selection.all', { shown: shown(total) })}
        </Button>
      )}
      {tooMany && (
        <Text size="xs" c="dimmed" role="status">
          {tooMany}
        </Text>
      )}
      <Group gap="xs" className={classes.actions ?? ''}>
        {children}
      </Group>
    </section>
  );
}

interface SelectionActionProps {
  icon: ReactNode;
  possibility: ActionPossibility;
  variant?: 'default' | 'filled';
  onAct: () => void;
  children: ReactNode;
}

/** A button which, when it cannot be used, stays and says why: to a pointer, to whoever comes by key, and to a screen reader. */
export function SelectionAction({ icon, possibility, variant, onAct, children }: SelectionActionProps) {
  const reasonText = useReason();
  const id = useId();
  const { allowed } = possibility;
  const reason = allowed ? '' : reasonText(possibility);
  return (
    <Tooltip label={reason} disabled={allowed} events={{ hover: true, focus: true, touch: true }}>
      <Button
        size="xs"
        {...(variant && { variant })}
        leftSection={icon}
        data-disabled={!allowed || undefined}
        aria-disabled={!allowed || undefined}
        aria-describedby={allowed ? undefined : id}
        onClick={allowed ? onAct : undefined}
      >
        {children}
        {!allowed && (
          <span id={id} hidden>
            {reason}
          </span>
        )}
      </Button>
    </Tooltip>
  );
}

/** What can be done with a selection: what at least one of its rows lets be done, unless they are too many to name. */
export function useSelectionPossibility<Row extends { id: string }>({ all, rows }: Selection<Row>) {
  const { t } = useTranslation('page');
  const format = useFormat();
  const tooMany =
    !all && rows.size > selectionLimit
      ? t('selection.tooMany', { limit: format.number(selectionLimit) })
      : undefined;
  const can = (possibility: (row: Row) => ActionPossibility, none: string): ActionPossibility => {
    if (tooMany) return { allowed: false, reason: tooMany };
    return all || [...rows.values()].some((row) => possibility(row).allowed)
      ? { allowed: true }
      : { allowed: false, reason: none };
  };
  return { tooMany, can };
}
