import { recordAudit } from '../audit/record-audit.js';
import type { RequestContext } from '../context.js';
import { notFound, UserError, UserErrors } from '../errors.js';
import { isId } from '../id.js';
import { replaceAddress } from '../invitations/replace-address.js';
import { authorizeForClient, type ScopedStaff } from '../staff/authorize.js';
import type { Client } from './client.entity.js';
import type { UpdateClientInput } from './client.inputs.js';
import { UpdateClientPayload } from './client.payloads.js';
import { readEmail, readName } from './client-fields.js';
import { lockNumberSequence, readNumber } from './create/client-numbers.js';
import { lockClients } from './read-clients.js';
import { refuseTaken } from './refuse-taken.js';
import { refreshSearch } from './write-clients.js';

type Change = Partial<Pick<Client, 'firstName' | 'lastName' | 'email' | 'number'>>;

/** Corrects what is on file. Another address kills the link that was sent to the old one. */
export async function updateClient(
  ctx: RequestContext,
  input: UpdateClientInput,
): Promise<UpdateClientPayload> {
  const client = isId(input.id) ? await ctx.loaders.client.load(input.id) : null;
  if (!client) throw notFound();
  const staff = await authorizeForClient(ctx, client, 'clients.update');
  const change = readChange(input);
  return ctx.transaction((tx) => apply(tx, staff, client.id, change));
}

function readChange(input: UpdateClientInput): Change {
  const change: Change = {};
  if (input.firstName !== undefined) change.firstName = readName(input.firstName, ['firstName']);
  if (input.lastName !== undefined) change.lastName = readName(input.lastName, ['lastName']);
  if (input.email !== undefined) change.email = readEmail(input.email, ['email']);
  if (input.number !== undefined) {
    const number = readNumber(input.number, ['number']);
    if (number === null)
      throw new UserErrors(new UserError('REQUIRED', 'A client always has a number.', ['number']));
    change.number = number;
  }
  return change;
}

async function apply(
  tx: RequestContext,
  staff: ScopedStaff,
  id: string,
  change: Change,
): Promise<UpdateClientPayload> {
  const { organizationId } = staff;
  // The sequence before the client, in the order of everybody who takes both.
  if (change.email !== undefined || change.number !== undefined) await lockNumberSequence(tx, organizationId);
  const [before] = await lockClients(tx, organizationId, [id]);
  if (!before) throw notFound();
  const after = Object.assign(Object.create(Object.getPrototypeOf(before)) as Client, before, change);
  const emailChanged = after.email !== before.email;
  if (emailChanged && (before.status === 'ACTIVE' || before.status === 'DEACTIVATED'))
    throw new UserErrors(
      new UserError(
        'ALREADY_ACTIVE',
        'The client signs in with this address, so only the client can change it.',
        ['email'],
      ),
    );
  if (emailChanged || after.number !== before.number)
    await refuseTaken(
      tx,
      staff,
      {
        email: emailChanged ? after.email : null,
        number: after.number === before.number ? null : after.number,
        exceptId: id,
      },
      [after.number],
    );
  await tx.db.query(
    `UPDATE clients SET first_name = ?, last_name = ?, email = ?, number = ?, updated_at = NOW(3)
      WHERE organization_id = ? AND id = ?`,
    [after.firstName, after.lastName, after.email, after.number, organizationId, id],
  );
  await refreshSearch(tx, after);
  const payload = new UpdateClientPayload();
  await recordAudit(tx, [
    {
      organizationId,
      action: 'client.updated',
      staffMemberId: staff.id,
      subjectType: 'CLIENT',
      subjectId: id,
      details: {
        fields: Object.keys(change).filter((field) => differs(field as keyof Change, before, after)),
      },
    },
  ]);
  if (emailChanged) payload.linkReplaced = await changeAddress(tx, staff, after);
  payload.client = await tx.loaders.client.load(id);
  return payload;
}

function differs(field: keyof Change, before: Client, after: Client): boolean {
  return before[field] !== after[field];
}

/** @returns whether a link had been sent to the old address */
async function changeAddress(tx: RequestContext, staff: ScopedStaff, client: Client): Promise<boolean> {
  const replaced = await replaceAddress(tx, {
    organizationId: client.organizationId,
    staffMemberId: staff.id,
    clientId: client.id,
    email: client.email,
  });
  // Where there was an invitation, its withdrawal has set the status; without an address there is nothing to offer anew.
  await tx.db.query(
    `UPDATE clients SET status = CASE WHEN email IS NULL THEN 'NO_EMAIL' WHEN ? THEN 'INVITE_WITHDRAWN' ELSE 'NOT_INVITED' END,
            invitation_expires_at = NULL
      WHERE organization_id = ? AND id = ? AND status NOT IN ('ACTIVE', 'DEACTIVATED')`,
    [replaced, client.organizationId, client.id],
  );
  return replaced;
}
