import { Checkbox, Skeleton, Table } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './list-table.module.css';
import type { Selection } from './use-selection';

interface ListTableProps<Row> {
  label: string;
  /** The cells of the head; in a table of fixed layout they decide how wide the columns are. */
  head: ReactNode;
  columns: number;
  /** Undefined while they are on their way. */
  rows: readonly Row[] | undefined;
  /** How many rows to draw in outline until then. */
  awaited?: number;
  /** The rows answer the question before this one. */
  stale?: boolean;
  children: (row: Row) => ReactNode;
}

/** The table of a list, before, while and after its rows arrive. */
export function ListTable<Row>(props: ListTableProps<Row>) {
  const { label, head, columns, rows, awaited = 10, stale = false, children } = props;
  return (
    <Table
      className={classes.table ?? ''}
      aria-label={label}
      aria-busy={stale || rows === undefined}
      data-stale={stale || undefined}
      verticalSpacing={6}
      horizontalSpacing="xs"
    >
      <Table.Thead>
        <Table.Tr>{head}</Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows
          ? rows.map(children)
          : Array.from({ length: awaited }, (_, index) => (
              <Table.Tr key={index}>
                <Table.Td colSpan={columns}>
                  <Skeleton height={34} />
                </Table.Td>
              </Table.Tr>
            ))}
      </Table.Tbody>
    </Table>
  );
}

interface TickHeadProps<Row extends { id: string }> {
  label: string;
  /** The rows of this page that can be ticked. */
  rows: readonly Row[];
  selection: Selection<Row>;
  /** The viewer may do nothing with what is ticked. */
  hidden?: boolean;
}

/** The head of the ticks, which ticks the whole page. */
export function TickHead<Row extends { id: string }>(props: TickHeadProps<Row>) {
  const { label, rows, selection, hidden = false } = props;
  const ticked = rows.filter(({ id }) => selection.has(id)).length;
  return (
    <Table.Th className={classes.tick}>
      {!hidden && (
        <Checkbox
          aria-label={label}
          checked={rows.length > 0 && ticked === rows.length}
          indeterminate={ticked > 0 && ticked < rows.length}
          disabled={rows.length === 0}
          onChange={() => selection.togglePage(rows)}
        />
      )}
    </Table.Th>
  );
}

/** The head of the rows' menus. */
export function MenuHead({ label }: { label: string }) {
  return (
    <Table.Th className={classes.menu}>
      <span className="visually-hidden">{label}</span>
    </Table.Th>
  );
}
