import { Table, type TableTrProps } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { AddressText } from '../address-text';
import classes from './list-table.module.css';

interface ListRowProps extends Omit<TableTrProps, 'className'> {
  selected?: boolean;
  /** It is about somebody who is in. */
  active?: boolean;
}

export function ListRow({ selected, active, ...row }: ListRowProps) {
  return (
    <Table.Tr
      {...row}
      className={classes.row ?? ''}
      data-selected={selected || undefined}
      data-active={active || undefined}
    />
  );
}

interface RowNameProps {
  /** The page about them, where there is one. */
  to: string | null | undefined;
  dimmed?: boolean;
  children: ReactNode;
}

/** Who or what a row is about, in full. */
export function RowName({ to, dimmed, children }: RowNameProps) {
  const look = { className: classes.name, 'data-dimmed': dimmed || undefined };
  return to ? (
    <Link to={to} {...look}>
      {children}
    </Link>
  ) : (
    <span {...look}>{children}</span>
  );
}

interface RowSublineProps {
  address: string | null;
  number?: string | null;
}

/** What tells them from others of that name, in full as well. */
export function RowSubline({ address, number }: RowSublineProps) {
  return (
    <span className={classes.subline}>
      {address && <AddressText address={address} />}
      {address && number && ' · '}
      {number && <span className="whole">{number}</span>}
    </span>
  );
}
