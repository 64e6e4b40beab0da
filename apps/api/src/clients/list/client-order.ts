import type { ClientSort, ClientSortField, SortDirection } from '../client.inputs.js';
import { LEADS, leadsApart } from '../search-terms.js';

/** Where each table keeps what a list of clients is sorted by, and the indexes that hold that order. */
export interface ClientOrder {
  name: string;
  direction: SortDirection;
  /** Column of `clients`. */
  client: string;
  index: string;
  statusIndex: string;
  /** Column of the copies in `client_search_terms`, `client_search_pairs` and `enrolments`. */
  copy: string;
  termIndex: string;
  pairIndex: string;
  enrolmentIndex: string;
  /** Of `client_search_digits`; null where whom they find stand everywhere in the order. */
  digitsIndex: string | null;
}

const ORDERS: Record<ClientSortField, Omit<ClientOrder, 'name' | 'direction'>> = {
  NAME: {
    client: 'sort_name',
    index: 'ix_clients_name',
    statusIndex: 'ix_clients_status_name',
    copy: 'sort_name',
    termIndex: 'ix_client_search_terms_name',
    pairIndex: 'ix_client_search_pairs_name',
    enrolmentIndex: 'ix_enrolments_name',
    digitsIndex: null,
  },
  NUMBER: {
    client: 'number',
    index: 'ix_clients_number',
    statusIndex: 'ix_clients_status_number',
    copy: 'number',
    termIndex: 'ix_client_search_terms_number',
    pairIndex: 'ix_client_search_pairs_number',
    enrolmentIndex: 'ix_enrolments_number',
    digitsIndex: 'PRIMARY',
  },
  CREATED_AT: {
    client: 'created_at',
    index: 'ix_clients_created',
    statusIndex: 'ix_clients_status_created',
    copy: 'client_created_at',
    termIndex: 'ix_client_search_terms_created',
    pairIndex: 'ix_client_search_pairs_created',
    enrolmentIndex: 'ix_enrolments_created',
    digitsIndex: 'ix_client_search_digits_created',
  },
};

export function clientOrder(sort: ClientSort | null | undefined): ClientOrder {
  const { field, direction } = sort ?? { field: 'NAME', direction: 'ASC' };
  return { ...ORDERS[field], name: `${field} ${direction}`, direction };
}

export function isByName({ client }: ClientOrder): boolean {
  return client === 'sort_name';
}

/** Which terms of a word have to be read: the order of names shows by itself whose name begins with it. */
export function leadsToRead(word: string, order: ClientOrder): readonly number[] {
  return isByName(order) ? leadsApart(word) : LEADS;
}
