import type { AuditFilter } from '../../gql/graphql';
import { type Paging, readPaging, writePaging } from '../../page/list/paging';
import { startOfDay } from './start-of-day';

export interface AuditListState {
  who: string | null;
  whom: string | null;
  what: string[];
  /** Days as 2026-11-26, in the organization's time zone; the last one is included. */
  from: string | null;
  to: string | null;
  paging: Paging;
}

const day = /^\d{4}-\d\d-\d\d$/;
const readDay = (value: string | null) =>
  value && day.test(value) && !Number.isNaN(Date.parse(value)) ? value : null;

export function readAuditList(params: URLSearchParams): AuditListState {
  return {
    who: params.get('who'),
    whom: params.get('whom'),
    what: [...new Set((params.get('what') ?? '').split(',').filter(Boolean))],
    from: readDay(params.get('from')),
    to: readDay(params.get('to')),
    paging: readPaging(params),
  };
}

/** The address after a change; anything but a page turn starts at the first page. */
export function writeAuditList(params: URLSearchParams, change: Partial<AuditListState>): URLSearchParams {
  const next = new URLSearchParams(params);
  const put = (name: string, value: string | null) => (value ? next.set(name, value) : next.delete(name));
  if (change.who !== undefined) put('who', change.who);
  if (change.whom !== undefined) put('whom', change.whom);
  if (change.what !== undefined) put('what', change.what.join(','));
  if (change.from !== undefined) put('from', change.from);
  if (change.to !== undefined) put('to', change.to);
  writePaging(next, change.paging ?? {});
  return next;
}

export function auditFilter(
  { who, whom, what, from, to }: AuditListState,
  timeZone: string,
): AuditFilter | null {
  if (!who && !whom && what.length === 0 && !from && !to) return null;
  return {
    ...(who && { actorId: who }),
    ...(whom && { subjectId: whom }),
    ...(what.length > 0 && { actions: what }),
    ...(from && { from: startOfDay(from, timeZone).toISOString() }),
    ...(to && { to: startOfDay(to, timeZone, 1).toISOString() }),
  };
}

/** Where the same entries are had as a file. */
export function exportAddress(
  format: 'csv' | 'jsonl',
  organization: { slug: string; timeZone: string },
  state: AuditListState,
): string {
  const { who, whom, what, from, to } = state;
  const filter = auditFilter(state, organization.timeZone);
  const query = new URLSearchParams({ organization: organization.slug });
  if (who) query.set('actor', who);
  if (whom) query.set('subject', whom);
  if (what.length > 0) query.set('actions', what.join(','));
  if (from && filter?.from) query.set('from', filter.from);
  if (to && filter?.to) query.set('to', filter.to);
  return `/export/audit.${format}?${query}`;
}
