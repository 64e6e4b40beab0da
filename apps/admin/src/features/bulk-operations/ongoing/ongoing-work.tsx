import { useSessionStorage } from '@mantine/hooks';
import { createContext, type ReactNode, useCallback, useContext, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { BulkOperationCard } from './bulk-operation-card';
import classes from './ongoing-work.module.css';

interface OngoingWork {
  /** Shows the progress of a bulk operation in a corner until it ends, on whatever page. */
  follow: (operationId: string) => void;
}

const OngoingWorkContext = createContext<OngoingWork | null>(null);

export function useOngoingWork(): OngoingWork {
  const work = useContext(OngoingWorkContext);
  if (!work) throw new Error('useOngoingWork needs OngoingWorkProvider above it');
  return work;
}

/** Bulk operations run in the API, so what is followed here outlives pages and a reload. */
export function OngoingWorkProvider({ children }: { children: ReactNode }) {
  const { t } = useTranslation('bulkOperations');
  const [operationIds, setOperationIds] = useSessionStorage<string[]>({
    key: 'anteroom.ongoing',
    defaultValue: [],
    getInitialValueInEffect: false,
  });
  const follow = useCallback(
    (operationId: string) =>
      setOperationIds((ids) => [...ids.filter((id) => id !== operationId), operationId]),
    [setOperationIds],
  );
  const forget = useCallback(
    (operationId: string) => setOperationIds((ids) => ids.filter((id) => id !== operationId)),
    [setOperationIds],
  );
  const work = useMemo(() => ({ follow }), [follow]);
  return (
    <OngoingWorkContext value={work}>
      {children}
      {operationIds.length > 0 && (
        <section className={classes.dock} aria-label={t('work.title')}>
          {operationIds.map((id) => (
            <BulkOperationCard key={id} operationId={id} onEnd={forget} />
          ))}
        </section>
      )}
    </OngoingWorkContext>
  );
}
