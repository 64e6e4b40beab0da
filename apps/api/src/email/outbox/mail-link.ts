import type { Services } from '../../context.js';
import { invitationLink } from '../../invitations/invitation-token.js';
import type { MailRow } from './mail-rows.js';

/**
 * Where the button of a mail leads; made at this moment, and kept nowhere.
 * @param url what the mail carries for it, where it is not worked out
 */
export function mailLink(
  config: Services['config'],
  row: MailRow,
  url: string | undefined,
  connectedClientId: string | null | undefined,
): string {
  switch (row.kind) {
    case 'INVITATION':
    case 'REMINDER':
      return invitationLink(config, row.invitation_id ?? '', row.generation ?? 0);
    case 'CONNECTION_CREATED':
    case 'CONNECTION_ACTIVE':
      return `${config.publicUrl}/portal/`;
    case 'STAFF_CONNECTION_ACTIVE':
      return `${config.publicUrl}/admin/o/${row.slug}/clients${connectedClientId ? `/${connectedClientId}` : ''}`;
    case 'RENEWAL_REQUESTED':
    case 'WRONG_RECIPIENT':
      return row.invited_staff_id === null
        ? `${config.publicUrl}/admin/o/${row.slug}/clients/${row.client_id}`
        : `${config.publicUrl}/admin/o/${row.slug}/invitations?${new URLSearchParams({
            recipient: 'staff',
            q: row.invitation_email ?? '',
          })}`;
    default:
      return url ?? config.publicUrl;
  }
}
