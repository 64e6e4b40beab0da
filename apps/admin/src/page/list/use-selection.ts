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
function togglePageOf<Row extends { id: string }>(
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

interface Chosen<Row> {
  all: boolean;
  rows: ReadonlyMap<string, Row>;
}

const nobody = { all: false, rows: new Map<string, never>() };

function asTheyAre<Row extends { id: string }>(
  chosen: ReadonlyMap<string, Row>,
  shown: readonly Row[] = [],
): ReadonlyMap<string, Row> {
  const newer = shown.filter((row) => chosen.has(row.id));
  return newer.length === 0 ? chosen : new Map([...chosen, ...newer.map((row) => [row.id, row] as const)]);
}

/**
 * Ticked rows, kept while pages are turned. `scope` names what the list shows (its filter): in another scope
 * the old ticks would act on rows that nobody sees. What can be done with a ticked row is what it says now, if it is shown.
 */
export function useSelection<Row extends { id: string }>(
  scope: string,
  total: number,
  shown?: readonly Row[],
): Selection<Row> {
  const [{ all, rows: chosen }, setChosen] = useState<Chosen<Row>>(nobody);
  const rows = useMemo(() => asTheyAre(chosen, shown), [chosen, shown]);

  // Each of these stays the same function for good, so that ticking one row draws one row anew.
  const clear = useCallback(() => setChosen(nobody), []);
  const selectAll = useCallback(() => setChosen(({ rows }) => ({ all: true, rows })), []);
  const toggle = useCallback((row: Row) => {
    setChosen((chosen) => {
      // Unticking one of "all" leaves nothing that could be named: start again from this row.
      const next = new Map(chosen.all ? [] : chosen.rows);
      if (!next.delete(row.id)) next.set(row.id, row);
      return { all: false, rows: next };
    });
  }, []);
  const togglePage = useCallback((page: readonly Row[]) => {
    setChosen((chosen) => ({ all: false, rows: chosen.all ? new Map() : togglePageOf(chosen.rows, page) }));
  }, []);
  useEffect(() => clear(), [scope, clear]);

  return useMemo(
    () => ({
      all,
      rows,
      count: all ? total : rows.size,
      has: (id) => all || rows.has(id),
      toggle,
      togglePage,
      selectAll,
      clear,
    }),
    [all, rows, total, toggle, togglePage, selectAll, clear],
  );
}
