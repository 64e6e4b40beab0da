import { uuidv7 } from 'uuidv7';
import { hashOfSecret, lastCharactersOf, makeSecret } from '../api-keys/api-key-secret.js';
import type { SkippedReasons } from '../bulk/record-progress.js';
import type { RequestContext } from '../context.js';
import { insertRows } from '../database/insert-rows.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

interface Work {
  organizationId: string;
  fenna: string;
  ruth: string;
  programId: string | undefined;
}

/** Actions on many clients that are over, one of them with some who were passed over, and the key of a partner app. */
export async function writeDemoWork(
  ctx: RequestContext,
  { organizationId, fenna, ruth, programId = '' }: Work,
  now: Date,
): Promise<void> {
  const bounced = 'The latest mail came back. Correct the address, or resend the invitation.';
  const operations: [staff: string, kind: string, days: number, total: number, skipped: SkippedReasons][] = [
    [ruth, 'ADD_TO_PROGRAM', 34, 14, {}],
    [fenna, 'REMIND', 6, 12, { BOUNCED: { reason: bounced, count: 2 } }],
  ];
  for (const [staff, kind, days, total, skipped] of operations) {
    const at = new Date(Math.floor(now.getTime() / DAY - days) * DAY + 9.4 * HOUR);
    const passedOver = Object.values(skipped).reduce((sum, { count }) => sum + count, 0);
    await insertRows(
      ctx,
      'bulk_operations',
      [
        'id',
        'organization_id',
        'created_by',
        'kind',
        'state',
        'selection',
        'program_id',
        'total',
        'processed',
        'done',
        'skipped_reasons',
        'created_at',
        'finished_at',
      ],
      [
        [
          uuidv7(),
          organizationId,
          staff,
          kind,
          'DONE',
          '{}',
          kind === 'ADD_TO_PROGRAM' ? programId : null,
          total,
          total,
          total - passedOver,
          JSON.stringify(skipped),
          at,
          new Date(at.getTime() + 4_000),
        ],
      ],
    );
  }
  await writeKey(ctx, organizationId, fenna, now);
}

/** Nobody knows its secret, so that nobody can use it. */
async function writeKey(
  ctx: RequestContext,
  organizationId: string,
  createdBy: string,
  now: Date,
): Promise<void> {
  const name = 'Intake form on the website';
  const [id, staffMemberId, secret] = [uuidv7(), uuidv7(), makeSecret()];
  const madeAt = new Date(now.getTime() - 40 * DAY);
  await insertRows(
    ctx,
    'staff_members',
    ['id', 'organization_id', 'kind', 'first_name', 'last_name', 'created_at', 'activated_at'],
    [[staffMemberId, organizationId, 'KEY', name, '', madeAt, madeAt]],
  );
  await insertRows(
    ctx,
    'staff_member_permissions',
    ['staff_member_id', 'permission'],
    ['clients.create', 'clients.invite'].map((permission) => [staffMemberId, permission]),
  );
  await insertRows(
    ctx,
    'api_keys',
    [
      'id',
      'organization_id',
      'staff_member_id',
      'name',
      'last_characters',
      'created_by',
      'created_at',
      'last_used_at',
    ],
    [
      [
        id,
        organizationId,
        staffMemberId,
        name,
        lastCharactersOf(secret),
        createdBy,
        madeAt,
        new Date(now.getTime() - 26 * HOUR),
      ],
    ],
  );
  await insertRows(ctx, 'api_key_secrets', ['hash', 'api_key_id'], [[hashOfSecret(secret), id]]);
}
