import type { ClientFilter, ClientSort, ClientStatus } from '../../../gql/graphql';
import { type Paging, readPaging, writePaging } from '../../../page/list/paging';
import { clientStatuses } from '../client-status';

export const clientSorts = {
  newest: { field: 'CREATED_AT', direction: 'DESC' },
  oldest: { field: 'CREATED_AT', direction: 'ASC' },
  name: { field: 'NAME', direction: 'ASC' },
  'name-down': { field: 'NAME', direction: 'DESC' },
  number: { field: 'NUMBER', direction: 'ASC' },
  'number-down': { field: 'NUMBER', direction: 'DESC' },
} satisfies Record<string, ClientSort>;

export type ClientSortName = keyof typeof clientSorts;

const defaultClientSort: ClientSortName = 'newest';

/** What the list shows; all of it stands in the address, so that it survives reload, back and sharing. */
export interface ClientListState {
  search: string;
  statuses: ClientStatus[];
  programId: string | null;
  sort: ClientSortName;
  paging: Paging;
}

function isStatus(value: string): value is ClientStatus {
  return clientStatuses.some((status) => status === value);
}

export const noClientFilters = { search: '', statuses: [], programId: null };

export function readClientList(params: URLSearchParams): ClientListState {
  const sort = params.get('sort');
  const statuses = (params.get('status') ?? '').split(',').filter(isStatus);
  return {
    search: params.get('q') ?? '',
    statuses: [...new Set(statuses)],
    programId: params.get('program') || null,
    sort: sort && Object.hasOwn(clientSorts, sort) ? (sort as ClientSortName) : defaultClientSort,
    paging: readPaging(params),
  };
}

function put(params: URLSearchParams, name: string, value: string | null): void {
  if (value) params.set(name, value);
  else params.delete(name);
}

/** The address after a change. A cursor belongs to one order of one result: anything but a page turn drops it. */
export function writeClientList(params: URLSearchParams, change: Partial<ClientListState>): URLSearchParams {
  const next = new URLSearchParams(params);
  if (change.search !== undefined) put(next, 'q', change.search);
  if (change.statuses !== undefined) put(next, 'status', change.statuses.join(','));
  if (change.programId !== undefined) put(next, 'program', change.programId);
  if (change.sort !== undefined) put(next, 'sort', change.sort === defaultClientSort ? null : change.sort);
  writePaging(next, change.paging ?? {});
  return next;
}

/** Null where nothing is filtered, so that "everybody" has one spelling only. */
export function clientFilter({ search, statuses, programId }: ClientListState): ClientFilter | null {
  if (!search && statuses.length === 0 && !programId) return null;
  return {
    ...(search && { search }),
    ...(statuses.length > 0 && { statuses }),
    ...(programId && { programId }),
  };
}

/** Where the same clients are had as a file. */
export function exportAddress(
  organization: { slug: string },
  { search, statuses, programId }: ClientListState,
): string {
  const query = new URLSearchParams({ organization: organization.slug });
  put(query, 'search', search);
  put(query, 'statuses', statuses.join(','));
  put(query, 'program', programId);
  return `/export/clients.csv?${query}`;
}
