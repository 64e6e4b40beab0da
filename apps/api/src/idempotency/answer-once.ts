import { GraphQLError } from 'graphql';
import { uuidv7 } from 'uuidv7';
import type { RequestContext } from '../context.js';
import { badInput } from '../errors.js';
import { authorizeAny } from '../staff/authorize.js';
import type { Permission } from '../staff/permissions.js';
import { markReplayed } from './replay-marker.js';
import { hashOfKey, RequestSeal } from './request-seal.js';
import { restorePayload, storePayload } from './stored-payload.js';

const MAX_KEY_LENGTH = 255;

export interface Call {
  operation: string;
  /** The permissions any of which lets in; none for what any signed-in user may do. */
  sufficient: readonly [Permission, ...Permission[]] | undefined;
  toWhom: 'any' | 'own';
  input: unknown;
  /** The operation's place in the answer. */
  path: string;
}

interface StoredAnswer {
  organizationId: string | null;
  outcome: Buffer;
}

/** Carried out of the transaction, so that it rolls back: a refused input is not remembered, and may be mended. */
class Refused extends Error {
  readonly payload: object;

  constructor(payload: object) {
    super('the input was refused');
    this.payload = payload;
  }
}

/**
 * Carries a mutation out once for each `idempotencyKey` of its caller. The key's row is written in the transaction that does
 * the work: of many at once one does it while the others wait for its row, and a crash leaves neither. Without a key it is
 * carried out as ever.
 */
export async function answerOnce(
  ctx: RequestContext,
  call: Call,
  carryOut: (within: RequestContext) => Promise<unknown>,
): Promise<unknown> {
  const { idempotencyKey, ...input } = (call.input ?? {}) as Record<string, unknown>;
  if (typeof idempotencyKey !== 'string') return carryOut(ctx);
  if (idempotencyKey === '' || idempotencyKey.length > MAX_KEY_LENGTH)
    throw badInput(`An idempotency key has 1 to ${MAX_KEY_LENGTH} characters.`, ['input', 'idempotencyKey']);
  const callerId = ctx.apiKey?.staffMemberId ?? ctx.viewer?.userId;
  if (callerId === undefined) throw new Error(`${call.operation} is open to strangers and has no caller`);
  const seal = new RequestSeal(ctx.config.authSecret, { operation: call.operation, input });
  const claim = { id: uuidv7(), callerId, keyHash: hashOfKey(idempotencyKey), seal };
  try {
    const answer = await ctx.transaction(async (tx) => {
      const stored = await claimKey(tx, claim);
      if (stored) {
        // Nothing is done now, and what was done then was written down then.
        tx.noteAudited();
        return { stored };
      }
      ctx.grantedIn.clear();
      const payload = (await carryOut(tx)) as { errors?: unknown[] };
      if (!payload || (payload.errors ?? []).length > 0) throw new Refused(payload);
      await remember(tx, claim.id, organizationOf(ctx, call), seal.close(storePayload(payload)));
      return { payload };
    });
    return answer.stored ? await repeat(ctx, call, answer.stored, seal) : answer.payload;
  } catch (error) {
    if (error instanceof Refused) return error.payload;
    throw error;
  }
}

interface Claim {
  id: string;
  callerId: string;
  keyHash: string;
  seal: RequestSeal;
}

/** @returns the answer given before, or null for whoever comes first */
async function claimKey(
  tx: RequestContext,
  { id, callerId, keyHash, seal }: Claim,
): Promise<StoredAnswer | null> {
  // The update that changes nothing takes the row's lock at once: a plain INSERT would have many wait with shared locks, and
  // when the first of them rolls back they would block each other.
  await tx.db.query(
    `INSERT INTO idempotency_keys (id, caller_id, key_hash, fingerprint) VALUES (?, ?, ?, ?)
       ON DUPLICATE KEY UPDATE id = idempotency_keys.id`,
    [id, callerId, keyHash, seal.fingerprint],
  );
  const [row] = await tx.db.query<
    [{ id: string; organizationId: string | null; fingerprint: string; outcome: Buffer | null }]
  >(
    `SELECT id, organization_id AS organizationId, fingerprint, outcome FROM idempotency_keys
      WHERE caller_id = ? AND key_hash = ?`,
    [callerId, keyHash],
  );
  if (row.id === id) return null;
  if (row.fingerprint !== seal.fingerprint || row.outcome === null)
    throw new GraphQLError(
      'This idempotencyKey was used for another request. Nothing was done; take a new key for a new request.',
      { extensions: { code: 'IDEMPOTENCY_CONFLICT' } },
    );
  return { organizationId: row.organizationId, outcome: row.outcome };
}

async function remember(
  tx: RequestContext,
  id: string,
  organizationId: string | null,
  outcome: Buffer,
): Promise<void> {
  await tx.db.query('UPDATE idempotency_keys SET organization_id = ?, outcome = ? WHERE id = ?', [
    organizationId,
    outcome,
    id,
  ]);
}

function organizationOf(ctx: RequestContext, { operation, sufficient }: Call): string | null {
  const [organizationId, ...others] = ctx.grantedIn;
  if (sufficient && (organizationId === undefined || others.length > 0))
    throw new Error(`${operation} was not allowed in one organization, so it cannot be allowed again`);
  return organizationId ?? null;
}

/** Whoever may no longer do it is told nothing of what they did. */
async function repeat(
  ctx: RequestContext,
  { sufficient, toWhom, path }: Call,
  { organizationId, outcome }: StoredAnswer,
  seal: RequestSeal,
): Promise<object> {
  const staff = sufficient ? await authorizeAny(ctx, organizationId ?? '', sufficient, toWhom) : null;
  const payload = await restorePayload(ctx, organizationId, staff, seal.open(outcome));
  markReplayed(ctx, path);
  return payload;
}
