import type { StaffMemberFilter, StaffMemberStatus } from '../../gql/graphql';
import { type Paging, readPaging, writePaging } from '../../page/list/paging';
import { staffStatuses } from './staff-status';

export interface StaffListState {
  search: string;
  statuses: StaffMemberStatus[];
  roleId: string | null;
  paging: Paging;
}

export function readStaffList(params: URLSearchParams): StaffListState {
  const wanted = (params.get('status') ?? '').split(',');
  return {
    search: params.get('q') ?? '',
    statuses: staffStatuses.filter((status) => wanted.includes(status)),
    roleId: params.get('role') || null,
    paging: readPaging(params),
  };
}

/** The address after a change; anything but a page turn starts at the first page. */
export function writeStaffList(params: URLSearchParams, change: Partial<StaffListState>): URLSearchParams {
  const next = new URLSearchParams(params);
  const put = (name: string, value: string | null) => (value ? next.set(name, value) : next.delete(name));
  if (change.search !== undefined) put('q', change.search);
  if (change.statuses !== undefined) put('status', change.statuses.join(','));
  if (change.roleId !== undefined) put('role', change.roleId);
  writePaging(next, change.paging ?? {});
  return next;
}

export function staffFilter({ search, statuses, roleId }: StaffListState): StaffMemberFilter | null {
  if (!search && statuses.length === 0 && !roleId) return null;
  return {
    ...(search && { search }),
    ...(statuses.length > 0 && { statuses }),
    ...(roleId && { roleId }),
  };
}
