import { uuidv7 } from 'uuidv7';
import { recordAudit } from '../../audit/record-audit.js';
import type { RequestContext } from '../../context.js';
import { enqueueOrganizationMails } from '../../email/enqueue-organization-mail.js';
import { hasHadEnough } from '../../email/limits/asked-for-mails.js';
import type { RegistrationMailKind } from '../../email/words/registration-words.js';
import type { ShownOrganization } from '../../organizations/read-organization-page.js';
import type { StoredRegistrationStatus } from '../registration.entity.js';
import { IS_OFFERED, LINK_HOURS, registrationLink, registrationPage } from './registration-token.js';

/** One mailbox gets one mail of an organization in so many minutes, whoever asks for it. */
const QUIET_MINUTES = 5;

/** A no stays on file, with its reason, until the mailbox is proven again. */
const RENEWED = `, status = 'MAILED', decided_at = NULL, decided_by = NULL, decline_reason = NULL, requested_at = NULL,
  client_id = NULL, user_id = NULL`;

interface Row {
  id: string;
  generation: number;
  status: StoredRegistrationStatus;
  now: Date;
  quiet: 0 | 1;
  offered: 0 | 1;
}

/** What the owner of the mailbox, and only they, gets to read about how they stand with the organization. */
export async function mailRegistrant(
  ctx: RequestContext,
  organization: ShownOrganization,
  email: string,
): Promise<void> {
  await ctx.transaction(async (tx) => {
    const row = await lockRow(tx, organization.id, email);
    if (!row.quiet || (await hasHadEnough(tx.db, email))) {
      // Nobody is mailed, so nothing was done to anybody.
      await recordAudit(tx, []);
      return;
    }
    const kind = await whichMail(tx, organization.id, email, row.status);
    const offered = kind === 'REGISTRATION' || kind === 'REGISTRATION_SIGN_IN';
    // A link that has served is dead; one that nobody has used goes on working.
    const generation = offered && !row.offered ? row.generation + 1 : row.generation;
    await tx.db.query(
      offered
        ? `UPDATE registrations SET generation = ?, mailed_at = ?, updated_at = ?,
                  expires_at = ? + INTERVAL ${LINK_HOURS} HOUR ${row.status === 'DECLINED' ? '' : RENEWED} WHERE id = ?`
        : 'UPDATE registrations SET generation = ?, mailed_at = ?, updated_at = ? WHERE id = ?',
      [generation, row.now, row.now, ...(offered ? [row.now] : []), row.id],
    );
    await enqueueOrganizationMails(tx, [
      {
        organizationId: organization.id,
        kind,
        sendKey: `registration:${row.id}:${row.now.getTime()}`,
        recipient: email,
        url: urlOf(tx, organization, kind, { ...row, generation }),
      },
    ]);
    // By whoever knows the address: the mailbox has not been proven.
    await recordAudit(tx, [
      {
        organizationId: organization.id,
        action: 'registration.mailed',
        actorKind: 'RECIPIENT',
        subjectType: 'REGISTRATION',
        subjectId: row.id,
        details: { mail: kind },
      },
    ]);
  });
}

/** The row of the address, made if there is none, and locked: of two who ask at once one sends. */
async function lockRow(tx: RequestContext, organizationId: string, email: string): Promise<Row> {
  await tx.db.query(
    `INSERT IGNORE INTO registrations (id, organization_id, email, status, expires_at)
     VALUES (?, ?, ?, 'MAILED', NOW(3) + INTERVAL ${LINK_HOURS} HOUR)`,
    [uuidv7(), organizationId, email],
  );
  // SYSDATE and not NOW: the latter is the moment before the wait for the lock.
  const [row] = await tx.db.query<Row[]>(
    `SELECT r.id, r.generation, r.status, SYSDATE(3) AS now, ${IS_OFFERED} AS offered,
            (r.mailed_at IS NULL OR r.mailed_at < SYSDATE(3) - INTERVAL ${QUIET_MINUTES} MINUTE) AS quiet
       FROM registrations r WHERE r.organization_id = ? AND r.email = ? FOR UPDATE`,
    [organizationId, email],
  );
  if (!row) throw new Error('the registration went away');
  return row;
}

async function whichMail(
  tx: RequestContext,
  organizationId: string,
  email: string,
  status: StoredRegistrationStatus,
): Promise<RegistrationMailKind> {
  const [user] = await tx.db.query<{ id: string }[]>('SELECT id FROM users WHERE email = ?', [email]);
  const clients = await tx.db.query<{ user_id: string | null; deactivated_at: Date | null }[]>(
    `SELECT user_id, deactivated_at FROM clients WHERE organization_id = ? AND email = ?
      UNION SELECT user_id, deactivated_at FROM clients WHERE organization_id = ? AND user_id = ?`,
    [organizationId, email, organizationId, user?.id ?? ''],
  );
  if (clients.some((client) => client.deactivated_at !== null)) return 'REGISTRATION_BY_PHONE';
  if (clients.some((client) => client.user_id !== null)) return 'REGISTRATION_KNOWN';
  if (status === 'WAITING') return 'REGISTRATION_WAITING';
  return user ? 'REGISTRATION_SIGN_IN' : 'REGISTRATION';
}

function urlOf(
  { config }: RequestContext,
  { organization }: ShownOrganization,
  kind: RegistrationMailKind,
  { id, generation }: Pick<Row, 'id' | 'generation'>,
): string {
  switch (kind) {
    case 'REGISTRATION':
    case 'REGISTRATION_SIGN_IN':
      return registrationLink(config, id, generation);
    case 'REGISTRATION_BY_PHONE':
      return registrationPage(config, organization.slug);
    default:
      return `${config.publicUrl}/portal/`;
  }
}
