import { connectAsAsked, readStaffIds, refuseForeignConnections } from '../../connections/staff-given.js';
import type { RequestContext } from '../../context.js';
import { notFound, UserError, UserErrors } from '../../errors.js';
import { isId } from '../../id.js';
import { validUntil } from '../../invitations/validity.js';
import { checkProgram, enrolClients } from '../../programs/enrol-clients.js';
import { authorizeScoped, type ScopedStaff } from '../../staff/authorize.js';
import type { CreateClientInput } from '../client.inputs.js';
import { CreateClientPayload } from '../client.payloads.js';
import { readEmail, readName } from '../client-fields.js';
import { canInvite } from '../possibilities.js';
import { refuseTaken } from '../refuse-taken.js';
import { insertClients } from '../write-clients.js';
import { lockNumberSequence, nextNumbers, readNumber, takeNumbers } from './client-numbers.js';
import { invite, readInvitation, recordCreated } from './create-clients.js';

/** R18–R20: one client, with names and a number of the organization's own or the next of the sequence. */
export async function createClient(
  ctx: RequestContext,
  input: CreateClientInput,
): Promise<CreateClientPayload> {
  if (!isId(input.organizationId)) throw notFound();
  const staff = await authorizeScoped(ctx, input.organizationId, 'clients.create');
  const connections = readConnections(staff, input);
  const message = readInvitation(staff, input.invitation, connections);
  const given = {
    firstName: readName(input.firstName, ['firstName']),
    lastName: readName(input.lastName, ['lastName']),
    email: readEmail(input.email, ['email']),
    number: readNumber(input.number, ['number']),
  };
  if (!given.firstName && !given.lastName && !given.email && !given.number)
    throw new UserErrors(new UserError('REQUIRED', 'Give a name, an address or a number.', ['firstName']));
  if (message && given.email === null) {
    const { code, reason } = canInvite({ status: 'NO_EMAIL', email: null });
    throw new UserErrors(new UserError(code ?? '', reason ?? '', ['email']));
  }
  const { organizationId } = staff;
  if (typeof input.programId === 'string')
    await checkProgram(ctx, organizationId, input.programId, ['programId']);
  return ctx.transaction(async (tx) => {
    const sequence = await lockNumberSequence(tx, organizationId);
    const wanted = given.number ? [given.number] : nextNumbers(sequence, 1);
    const taken = await refuseTaken(tx, staff, { email: given.email, number: given.number }, wanted);
    const number = given.number ?? (await takeNumbers(tx, sequence, 1, 1, taken))[0] ?? '';
    const created = await insertClients(
      tx,
      organizationId,
      sequence.now,
      [{ ...given, number }],
      message ? validUntil(sequence.now) : null,
    );
    const ids = created.map(({ id }) => id);
    await recordCreated(tx, staff, created, input.programId);
    if (typeof input.programId === 'string') await enrolClients(tx, organizationId, input.programId, ids);
    await connectAsAsked(tx, staff, connections, ids, ['connections']);
    const sent =
      message && (await invite(tx, staff, message.text, { created, known: [], since: sequence.now }));
    const payload = new CreateClientPayload();
    payload.client = created[0] ?? null;
    payload.mailingId = sent?.mailingId ?? null;
    payload.invited = payload.mailingId !== null;
    // As for each of many: the client is there, and who cannot be mailed now is told why.
    const refusal = sent?.refusals.get(payload.client?.id ?? '');
    payload.code = refusal?.code ?? null;
    payload.reason = refusal?.reason ?? null;
    return payload;
  });
}

/** R11, R29: whoever creates only clients of their own is connected with each of them. */
function readConnections(staff: ScopedStaff, { connections, invitation }: CreateClientInput): string[] {
  const own = staff.onlyConnected || (invitation && !staff.permissions.has('clients.invite'));
  const asked = readStaffIds([...(own ? [staff.id] : []), ...(connections ?? [])], ['connections']);
  refuseForeignConnections(staff, asked, { mayConnectSelf: staff.permissions.has('clients.inviteOwn') }, [
    'connections',
  ]);
  return asked;
}
