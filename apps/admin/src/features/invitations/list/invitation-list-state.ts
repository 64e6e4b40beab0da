import type {
  DeliveryState,
  InvitationFilter,
  InvitationRecipient,
  InvitationSort,
  InvitationStatus,
} from '../../../gql/graphql';
import { type Paging, readPaging, writePaging } from '../../../page/list/paging';

export const invitationSorts = {
  newest: { field: 'SENT_AT', direction: 'DESC' },
  oldest: { field: 'SENT_AT', direction: 'ASC' },
  expiring: { field: 'EXPIRES_AT', direction: 'ASC' },
  'expiring-last': { field: 'EXPIRES_AT', direction: 'DESC' },
} satisfies Record<string, InvitationSort>;

export type InvitationSortName = keyof typeof invitationSorts;

const defaultSort: InvitationSortName = 'newest';

/** Several states of a mail are one to whoever looks for trouble. */
export const deliveryChoices = {
  waiting: ['QUEUED', 'SENDING'],
  taken: ['SENT'],
  back: ['BOUNCED'],
  failed: ['FAILED'],
  doubt: ['UNKNOWN'],
} satisfies Record<string, DeliveryState[]>;

export type DeliveryChoice = keyof typeof deliveryChoices;

export const openStatuses = ['PENDING', 'EXPIRED'] as const satisfies InvitationStatus[];
export type OpenStatus = (typeof openStatuses)[number];

/** Whose invitations: the tabs above the list. */
export const recipients = { clients: 'CLIENT', staff: 'STAFF' } satisfies Record<string, InvitationRecipient>;

export type RecipientChoice = keyof typeof recipients;

export interface InvitationListState {
  /** Null: all that one may see. */
  recipient: RecipientChoice | null;
  search: string;
  /** Null: pending and expired. */
  status: OpenStatus | null;
  delivery: DeliveryChoice[];
  /** The program of the clients; of the staff nobody is in one. */
  programId: string | null;
  sort: InvitationSortName;
  paging: Paging;
}

export const noInvitationFilters = { search: '', status: null, delivery: [], programId: null };

/** Whose invitations are shown narrows nothing down: that is another list. */
export function isFiltered({ search, status, delivery, programId }: InvitationListState): boolean {
  return search !== '' || status !== null || delivery.length > 0 || programId !== null;
}

function known<Name extends string>(names: Record<Name, unknown>, value: string | null): Name | undefined {
  return value !== null && Object.hasOwn(names, value) ? (value as Name) : undefined;
}

export function readInvitationList(params: URLSearchParams): InvitationListState {
  const delivery = (params.get('delivery') ?? '')
    .split(',')
    .flatMap((value) => known(deliveryChoices, value) ?? []);
  const recipient = known(recipients, params.get('recipient')) ?? null;
  return {
    recipient,
    search: params.get('q') ?? '',
    status: openStatuses.find((status) => status === params.get('status')) ?? null,
    delivery: [...new Set(delivery)],
    programId: recipient === 'staff' ? null : params.get('program') || null,
    sort: known(invitationSorts, params.get('sort')) ?? defaultSort,
    paging: readPaging(params),
  };
}

/** The address after a change; anything but a page turn starts at the first page. */
export function writeInvitationList(
  params: URLSearchParams,
  change: Partial<InvitationListState>,
): URLSearchParams {
  const next = new URLSearchParams(params);
  const put = (name: string, value: string | null) => (value ? next.set(name, value) : next.delete(name));
  if (change.recipient !== undefined) put('recipient', change.recipient);
  if (change.recipient === 'staff') put('program', null);
  if (change.search !== undefined) put('q', change.search);
  if (change.status !== undefined) put('status', change.status);
  if (change.delivery !== undefined) put('delivery', change.delivery.join(','));
  if (change.programId !== undefined) put('program', change.programId);
  if (change.sort !== undefined) put('sort', change.sort === defaultSort ? null : change.sort);
  writePaging(next, change.paging ?? {});
  return next;
}

export function invitationFilter({
  recipient,
  search,
  status,
  delivery,
  programId,
}: InvitationListState): InvitationFilter | null {
  if (!recipient && !search && !status && delivery.length === 0 && !programId) return null;
  return {
    ...(recipient && { recipient: recipients[recipient] }),
    ...(search && { search }),
    ...(status && { statuses: [status] }),
    ...(delivery.length > 0 && { deliveryStates: delivery.flatMap((choice) => deliveryChoices[choice]) }),
    ...(programId && { programId }),
  };
}
