import type { DataSource } from 'typeorm';
import type { InvitationStatus } from '../../invitations/invitation.entity.js';
import { STATUS_NOW } from '../../invitations/validity.js';
import type { Language } from '../../organizations/language.js';
import { latestProgramName } from '../../programs/latest-program.js';
import type { MailKind } from '../mail.entity.js';

/** A mail with what stands, at this moment, of its invitation, its organization, who is invited and who invites. */
export interface MailRow {
  id: string;
  kind: MailKind;
  send_key: string;
  recipient: string;
  payload: string | null;
  attempts: number;
  possible_copies: number;
  reason_code: string | null;
  age_ms: number | string;
  organization_id: string | null;
  message_id: string | null;
  invitation_id: string | null;
  generation: number | null;
  support_code: string | null;
  status: InvitationStatus | null;
  invitation_email: string | null;
  last_mail_id: string | null;
  expires_at: Date | null;
  slug: string | null;
  organization_name: string | null;
  language: Language | null;
  time_zone: string | null;
  accent_color: string | null;
  logo: string | null;
  phone: string | null;
  visiting_address: string | null;
  suspended_at: Date | null;
  client_id: string | null;
  invited_staff_id: string | null;
  first_name: string | null;
  last_name: string | null;
  invited_email: string | null;
  program_name: string | null;
  staff_first_name: string | null;
  staff_last_name: string | null;
}

/** Rows that have meanwhile gone do not come back. */
export function readMailRows(dataSource: DataSource, ids: readonly string[]): Promise<MailRow[]> {
  return dataSource.query<MailRow[]>(
    `SELECT m.id, m.kind, m.send_key, m.recipient, m.payload, m.attempts, m.possible_copies, m.reason_code, m.organization_id, m.message_id,
            m.invitation_id, TIMESTAMPDIFF(MICROSECOND, m.created_at, NOW(3)) DIV 1000 AS age_ms,
            i.generation, i.support_code, ${STATUS_NOW} AS status, i.email AS invitation_email, i.last_mail_id, i.expires_at,
            o.slug, o.name AS organization_name, o.language, o.time_zone, o.accent_color, o.logo, o.phone, o.visiting_address,
            o.suspended_at,
            c.id AS client_id, r.id AS invited_staff_id, COALESCE(c.first_name, r.first_name) AS first_name,
            COALESCE(c.last_name, r.last_name) AS last_name, COALESCE(c.email, r.email) AS invited_email,
            s.first_name AS staff_first_name, s.last_name AS staff_last_name,
            ${latestProgramName('c.id')} AS program_name
       FROM mails m
       LEFT JOIN invitations i ON i.id = m.invitation_id
       LEFT JOIN organizations o ON o.id = m.organization_id
       LEFT JOIN clients c ON c.id = i.client_id
       LEFT JOIN staff_members r ON r.id = i.staff_member_id
       LEFT JOIN staff_members s ON s.id = i.sent_by AND s.kind = 'PERSON'
      WHERE m.id IN (?) ORDER BY m.next_attempt_at, m.id`,
    [ids],
  );
}
