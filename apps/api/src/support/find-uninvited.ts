import { normalizeAddress } from '@anteroom/address-list';
import type { ClientStatus } from '../clients/client-status.js';
import type { RequestContext } from '../context.js';
import { UNINVITED_FINDINGS, type UninvitedCode } from './findings.js';
import { SupportFinding } from './support-case.types.js';

interface Row {
  id: string;
  status: ClientStatus;
  email: string;
  created_at: Date;
}

export interface Uninvited {
  clientId: string;
  finding: SupportFinding;
}

/**
 * "I never got the mail", because nobody has sent one: said of a client without an invitation to whoever gives the whole
 * address. Nothing else of the client is told, nor by whose name or number an address could be guessed.
 */
export async function findUninvited(
  ctx: RequestContext,
  organizationId: string,
  query: string,
): Promise<Uninvited | null> {
  const { address } = normalizeAddress(query);
  if (address === null) return null;
  const [row] = await ctx.db.query<Row[]>(
    `SELECT c.id, c.status, c.email, c.created_at FROM clients c
      WHERE c.organization_id = ? AND c.email = ?
        AND NOT EXISTS (SELECT 1 FROM invitations i WHERE i.client_id = c.id)`,
    [organizationId, address],
  );
  if (!row) return null;
  const code = await codeOf(ctx, organizationId, row);
  const [text, help] = UNINVITED_FINDINGS[code];
  return {
    clientId: row.id,
    finding: Object.assign(new SupportFinding(), { code, text, help, at: row.created_at }),
  };
}

async function codeOf(
  ctx: RequestContext,
  organizationId: string,
  { status, email }: Row,
): Promise<UninvitedCode> {
  if (status === 'ACTIVE') return 'REGISTERED';
  if (status === 'DEACTIVATED') return 'DEACTIVATED';
  return (await ctx.loaders.suppressed.load({ organizationId, email })) ? 'NOT_WANTED' : 'NEVER_INVITED';
}
