import type { RequestContext } from '../context.js';
import { insertRows } from '../database/insert-rows.js';
import { duplicateKey } from '../database/transaction.js';
import { newSupportCode } from './support-code.js';

const ATTEMPTS = 5;

/**
 * One INSERT for all, each row with a support code of its own. A refused key undoes the statement and not the transaction,
 * so that a code which is taken already costs a second draw for all and nothing else.
 */
export async function insertInvitations(
  ctx: Pick<RequestContext, 'db'>,
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
  drawCode: () => string = newSupportCode,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1)
    try {
      return await insertRows(
        ctx,
        'invitations',
        [...columns, 'support_code'],
        rows.map((row) => [...row, drawCode()]),
      );
    } catch (error) {
      if (attempt >= ATTEMPTS || duplicateKey(error) !== 'uq_invitations_support_code') throw error;
    }
}
