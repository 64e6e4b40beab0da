import { normalizeAddress } from '@anteroom/address-list';
import type { Session } from 'better-auth';
import { APIError, createAuthMiddleware } from 'better-auth/api';
import type { EntityManager } from 'typeorm';
import type { AuditAction } from '../../audit/actions.js';
import type { AuditSubject } from '../../audit/audit-entry.entity.js';
import type { DenialLog } from '../../audit/denial-log.js';
import { recordAudit } from '../../audit/record-audit.js';
import { inTransaction } from '../../database/transaction.js';
import type { AuthParts } from '../auth.js';
import { CLIENT_ADDRESS_HEADER } from '../client-address.js';

type Act = 'signedIn' | 'signedOut' | 'signInFailed' | 'passwordReset';

interface Membership {
  organizationId: string;
  subjectType: AuditSubject & ('STAFF_MEMBER' | 'CLIENT');
  subjectId: string;
}

/**
 * Signing in and out, and new passwords, in the logs of the organizations that the user is staff or a client of. The library
 * writes sessions over connections of its own, so these entries follow theirs instead of sharing a transaction.
 */
export function auditSessions(parts: AuthParts) {
  return {
    databaseHooks: {
      session: {
        create: {
          after: async (session: Session) => {
            // Every request has an address; without one it is our own code that opens a session, and nobody signs in.
            if (session.ipAddress) await record(parts, 'signedIn', session.userId, session.ipAddress);
          },
        },
        delete: {
          after: async (session: Session, context: { path?: string; headers?: Headers } | null) => {
            // Sessions also end with a new password, which is an entry of its own.
            if (context?.path !== '/sign-out') return;
            const address = context.headers?.get(CLIENT_ADDRESS_HEADER);
            await record(parts, 'signedOut', session.userId, address);
          },
        },
      },
    },
    hooks: {
      after: createAuthMiddleware(async (ctx) => {
        if (ctx.path !== '/sign-in/email' || !(ctx.context.returned instanceof APIError)) return;
        const email = (ctx.body as { email?: unknown } | undefined)?.email;
        const { address } = normalizeAddress(typeof email === 'string' ? email.slice(0, 500) : '');
        // What is no address is nobody's.
        if (address === null) return;
        noteFailure(parts.denials, address, ctx.headers?.get(CLIENT_ADDRESS_HEADER) ?? '');
      }),
    },
  };
}

export async function recordPasswordReset(parts: AuthParts, userId: string, address: string): Promise<void> {
  await record(parts, 'passwordReset', userId, address);
}

async function record(
  parts: AuthParts,
  act: Act,
  userId: string,
  address: string | null | undefined,
): Promise<void> {
  await inTransaction(parts, async (db) => {
    const memberships = await membershipsOf(db, 'user_id = ?', userId);
    await recordAudit(
      {
        db,
        viewer: { userId, email: '', emailVerified: false, name: '', language: null },
        apiKey: null,
        http: { address: address ?? '', headers: new Headers(), setCookie() {} },
        services: parts,
        noteAudited() {},
        afterCommit() {},
      },
      memberships.map((membership) => ({
        ...membership,
        action: actionOf(membership, act),
        staffMemberId: membership.subjectType === 'STAFF_MEMBER' ? membership.subjectId : null,
      })),
    );
  });
  parts.wake.audit();
}

/** Looked up apart from the answer: neither its time nor that of the next may tell whether the address has a user. */
function noteFailure(denials: DenialLog, email: string, address: string): void {
  const caller = {
    viewer: null,
    apiKey: null,
    http: { address, headers: new Headers(), setCookie() {} },
  };
  denials.noteWhen(
    caller,
    async ({ manager }) => {
      const memberships = await membershipsOf(
        manager,
        'user_id = (SELECT id FROM users WHERE email = ?)',
        email,
      );
      return memberships.map((membership) => ({
        ...membership,
        action: actionOf(membership, 'signInFailed'),
      }));
    },
    { apart: true },
  );
}

function membershipsOf(db: EntityManager, condition: string, value: string): Promise<Membership[]> {
  return db.query<Membership[]>(
    `SELECT organization_id AS organizationId, 'STAFF_MEMBER' AS subjectType, id AS subjectId
       FROM staff_members WHERE ${condition} AND deactivated_at IS NULL
      UNION ALL
     SELECT organization_id, 'CLIENT', id FROM clients WHERE ${condition} AND deactivated_at IS NULL`,
    [value, value],
  );
}

function actionOf({ subjectType }: Membership, act: Act): AuditAction {
  return `${subjectType === 'CLIENT' ? 'client' : 'staff'}.${act}`;
}
