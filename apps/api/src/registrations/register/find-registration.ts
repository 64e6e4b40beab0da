import { throttleTokenGuess } from '../../auth/throttle.js';
import type { RequestContext } from '../../context.js';
import { NO_ID } from '../../id.js';
import type { PublicOrganization } from '../../organizations/public-organization.js';
import { FACE_COLUMNS, faceOf } from '../../organizations/read-organization-page.js';
import type { RegistrationMode } from '../../organizations/registration-mode.js';
import type { StoredRegistrationStatus } from '../registration.entity.js';
import type { RegistrationLinkState } from './registration-preview.js';
import { IS_OFFERED, registrationToken } from './registration-token.js';

/** What the link of a registration refers to, as of now. */
export interface LinkedRegistration {
  id: string;
  organizationId: string;
  email: string;
  generation: number;
  status: StoredRegistrationStatus;
  userId: string | null;
  clientId: string | null;
  mode: RegistrationMode;
  state: RegistrationLinkState;
  organization: PublicOrganization;
}

interface Facts extends Omit<LinkedRegistration, 'state' | 'organization'> {
  suspended: 0 | 1;
  expired: 0 | 1;
  offered: 0 | 1;
}

const FIND = `
  SELECT r.id, r.organization_id AS organizationId, r.email, r.generation, r.status, r.user_id AS userId,
         r.client_id AS clientId, r.expires_at <= NOW(3) AS expired, ${IS_OFFERED} AS offered, o.registration_mode AS mode,
         o.suspended_at IS NOT NULL AS suspended, ${FACE_COLUMNS}
    FROM registrations r JOIN organizations o ON o.id = r.organization_id
   WHERE r.id = ?`;

/**
 * Null for anything but the current token of a registration, without a hint which of the reasons it was. Guesses are counted
 * by address; a genuine link never is.
 */
export async function findRegistration(
  ctx: RequestContext,
  token: unknown,
): Promise<LinkedRegistration | null> {
  const presented = registrationToken.read(token);
  const [row] = await ctx.db.query<(Facts & PublicOrganization)[]>(FIND, [presented?.id ?? NO_ID]);
  const matches = presented?.matches(ctx.config.tokenKeys, row?.generation ?? 0) ?? false;
  if (!row || !matches) {
    throttleTokenGuess(ctx);
    return null;
  }
  const { id, organizationId, email, generation, status, userId, clientId, mode } = row;
  return {
    ...{ id, organizationId, email, generation, status, userId, clientId, mode },
    state: stateOf(row),
    organization: faceOf(row),
  };
}

function stateOf({ offered, mode, suspended, expired }: Facts): RegistrationLinkState {
  if (!offered) return 'USED';
  if (mode === 'INVITATION_ONLY') return 'CLOSED';
  // Before its expiry: nobody can be asked for a new one now.
  if (suspended) return 'SUSPENDED';
  return expired ? 'EXPIRED' : 'OPEN';
}
