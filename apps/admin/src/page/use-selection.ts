import { useCallback, useEffect, useMemo, useState } from 'react';

/** More than this many are given to the API as a filter, not as a list. */
export const selectionLimit = 200;

export interface Selection<Row extends { id: string }> {
  /** Everybody who matches the filter, seen or not. */
  all: boolean;
  rows: ReadonlyMap<string, Row>;
  count: number;
  has: (id: string) => boolean;
  toggle: (row: Row) => void;
  togglePage: (rows: readonly Row[]) => void;
  selectAll: () => void;
  clear: () => void;
}

/** Ticks or unticks a page: once all of it is ticked, unticks it. */
export function togglePageOf<Row extends { id: string }>(
  chosen: ReadonlyMap<string, Row>,
  page: readonly Row[],
): Map<string, Row> {
  const next = new Map(chosen);
  const whole = page.every((row) => chosen.has(row.id));
  for (const row of page) {
    if (whole) next.delete(row.id);
    else next.set(row.id, row);
  }
  return next;
}

/**
 * Ticked rows, kept while pages are turned. `scope` names what the list shows (its filter): in another scope
 * the old ticks would act on rows that nobody sees.
 */
export function useSelection<Row extends { id: string }>(scope: string, total: number): Selection<Row> {
  const [rows, setRows] = useState<ReadonlyMap<string, Row>>(new Map());
  const [all, setAll] = useState(false);

  const clear = useCallback(() => {
    setRows(new Map());
    setAll(false);
  }, []);
  useEffect(() => clear(), [scope, clear]);

  return useMemo(
    () => ({
      all,
      rows,
      count: all ? total : rows.size,
      has: (id) => all || rows.has(id),
      toggle: (row) => {
        // Unticking one of "all" leaves nothing that could be named: start again from this page.
        setAll(false);
        setRows((chosen) => {
          const next = new Map(all ? [] : chosen);
          if (all || !next.delete(row.id)) next.set(row.id, row);
          return next;
        });
      },
      togglePage: (page) => {
        setAll(false);
        setRows((chosen) => (all ? new Map() : togglePageOf(chosen, page)));
      },
      selectAll: () => setAll(true),
      clear,
    }),
    [all, rows, total, clear],
  );
}
