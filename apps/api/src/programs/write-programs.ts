import { uuidv7 } from 'uuidv7';
import { recordAudit } from '../audit/record-audit.js';
import type { RequestContext } from '../context.js';
import { duplicateKey } from '../database/transaction.js';
import { notFound, tooLong, UserError, UserErrors } from '../errors.js';
import { isId } from '../id.js';
import { oneLine } from '../one-line.js';
import { authorize, type Staff } from '../staff/authorize.js';
import type { Program } from './program.entity.js';
import type { CreateProgramInput, RenameProgramInput } from './program.inputs.js';
import { CreateProgramPayload, RenameProgramPayload } from './program.payloads.js';
import { programFor } from './program-rows.js';

const MAX_NAME_LENGTH = 120;

export async function createProgram(
  ctx: RequestContext,
  input: CreateProgramInput,
): Promise<CreateProgramPayload> {
  if (!isId(input.organizationId)) throw notFound();
  const staff = await authorize(ctx, input.organizationId, 'programs.manage');
  const name = readProgramName(input.name);
  const id = uuidv7();
  await refusingTakenName(
    ctx.transaction(async (tx) => {
      await tx.db.query('INSERT INTO programs (id, organization_id, name) VALUES (?, ?, ?)', [
        id,
        staff.organizationId,
        name,
      ]);
      await recordProgram(tx, staff, 'program.created', id);
    }),
  );
  const payload = new CreateProgramPayload();
  payload.program = await reread(ctx, id);
  return payload;
}

export async function renameProgram(
  ctx: RequestContext,
  input: RenameProgramInput,
): Promise<RenameProgramPayload> {
  const { program, staff } = await programFor(ctx, input.id, 'programs.manage');
  const name = readProgramName(input.name);
  await refusingTakenName(
    ctx.transaction(async (tx) => {
      await tx.db.query('UPDATE programs SET name = ? WHERE organization_id = ? AND id = ?', [
        name,
        program.organizationId,
        program.id,
      ]);
      await recordProgram(tx, staff, 'program.renamed', program.id);
    }),
  );
  const payload = new RenameProgramPayload();
  payload.program = await reread(ctx, program.id);
  return payload;
}

async function recordProgram(
  tx: RequestContext,
  staff: Staff,
  action: 'program.created' | 'program.renamed',
  programId: string,
): Promise<void> {
  await recordAudit(tx, [
    {
      organizationId: staff.organizationId,
      action,
      staffMemberId: staff.id,
      subjectType: 'PROGRAM',
      subjectId: programId,
    },
  ]);
}

async function reread(ctx: RequestContext, id: string): Promise<Program> {
  return (await programFor(ctx, id, 'programs.manage')).program;
}

function readProgramName(raw: string): string {
  const name = oneLine(raw);
  if (name === '') throw new UserErrors(new UserError('REQUIRED', 'Give the program a name.', ['name']));
  if (name.length > MAX_NAME_LENGTH) throw new UserErrors(tooLong(name, MAX_NAME_LENGTH, ['name']));
  return name;
}

async function refusingTakenName(write: Promise<unknown>): Promise<void> {
  try {
    await write;
  } catch (error) {
    if (duplicateKey(error) !== 'uq_programs_name') throw error;
    throw new UserErrors(new UserError('TAKEN', 'Another program already has this name.', ['name']));
  }
}
