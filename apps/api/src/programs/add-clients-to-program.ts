import { startBulkOperation } from '../bulk/start-bulk-operation.js';
import { clientsOrSelection } from '../clients/invite/clients-given.js';
import type { RequestContext } from '../context.js';
import { notFound } from '../errors.js';
import { isId } from '../id.js';
import { connectedAmong } from '../staff/authorize.js';
import { enrolClients, recordEnrolments } from './enrol-clients.js';
import type { AddClientsToProgramInput } from './program.inputs.js';
import { AddClientsToProgramPayload } from './program.payloads.js';
import { programFor } from './program-rows.js';

/** Up to 200 by id at once, or everybody who matches, in batches. */
export async function addClientsToProgram(
  ctx: RequestContext,
  input: AddClientsToProgramInput,
): Promise<AddClientsToProgramPayload> {
  const ids = clientsOrSelection(input);
  const { program, staff } = await programFor(ctx, input.programId, 'programs.manage');
  // Whoever does not see all clients brings in their own.
  const onlyConnected = !staff.permissions.has('clients.read');
  const payload = new AddClientsToProgramPayload();
  payload.program = program;
  if (ids === null) {
    if (input.selection?.organizationId !== program.organizationId) throw notFound();
    payload.operation = await startBulkOperation(
      ctx,
      { ...staff, onlyConnected },
      {
        kind: 'ADD_TO_PROGRAM',
        clients: input.selection,
        sendsMail: false,
        programId: program.id,
      },
    );
    return payload;
  }
  const known = ids.filter(isId);
  const theirs = onlyConnected ? [...(await connectedAmong(ctx, staff, known))] : known;
  payload.addedCount = await ctx.transaction(async (tx) => {
    await recordEnrolments(tx, staff, program.id, theirs);
    return enrolClients(tx, program.organizationId, program.id, theirs);
  });
  return payload;
}
