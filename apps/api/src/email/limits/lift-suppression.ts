import { checkReason } from '../../audit/check-reason.js';
import { recordAudit } from '../../audit/record-audit.js';
import type { Client } from '../../clients/client.entity.js';
import type { RequestContext } from '../../context.js';
import { notFound, UserError, UserErrors } from '../../errors.js';
import { isId } from '../../id.js';
import { authorizeForClient } from '../../staff/authorize.js';
import type { LiftSuppressionInput } from './suppression.inputs.js';
import { addressHash, unsuppress } from './suppressions.js';

export async function liftSuppression(ctx: RequestContext, input: LiftSuppressionInput): Promise<Client> {
  const client = isId(input.clientId) ? await ctx.loaders.client.load(input.clientId) : null;
  if (!client) throw notFound();
  const staff = await authorizeForClient(ctx, client, 'clients.invite');
  const reason = checkReason(input.reason);
  await ctx.transaction(async (tx) => {
    const lifted =
      client.email !== null && (await unsuppress(tx, addressHash(client.email), staff.organizationId));
    if (!lifted)
      throw new UserErrors(
        new UserError(
          'NOT_POSSIBLE',
          'This address has not asked your organization in particular. If it asked everybody, only the person can take that back, with the link in the mail they got.',
          ['clientId'],
        ),
      );
    await recordAudit(tx, [
      {
        organizationId: staff.organizationId,
        action: 'suppression.lifted',
        staffMemberId: staff.id,
        subjectType: 'CLIENT',
        subjectId: client.id,
        reason,
      },
    ]);
  });
  return client;
}
