import { hash } from 'node:crypto';
import DataLoader from 'dataloader';
import type { EntityManager } from 'typeorm';
import type { RequestContext } from '../../context.js';
import { impossible } from '../../possibility.js';
import { EVERYBODY } from './suppression.entity.js';

export const SUPPRESSED = impossible(
  'SUPPRESSED',
  'This address has asked not to be invited. If the person asks for it after all, whoever may invite them can allow it again on ' +
    'the page of the client or staff member; what was asked of everybody only the person takes back, by the link in the mail they got.',
);

/** Addresses are normalised before they are stored, so one mailbox has one hash. */
export function addressHash(address: string): string {
  return hash('sha256', `mail suppression\0${address}`);
}

/** Asking twice is asking once. @returns whether it is new */
export async function suppress(
  ctx: Pick<RequestContext, 'db'>,
  address: string,
  scope: string,
): Promise<boolean> {
  const { affectedRows } = await ctx.db.query<{ affectedRows: number }>(
    'INSERT IGNORE INTO mail_suppressions (address_hash, scope) VALUES (?, ?)',
    [addressHash(address), scope],
  );
  return affectedRows > 0;
}

/** @returns whether there was one */
export async function unsuppress(
  ctx: Pick<RequestContext, 'db'>,
  hash: string,
  scope: string,
): Promise<boolean> {
  const { affectedRows } = await ctx.db.query<{ affectedRows: number }>(
    'DELETE FROM mail_suppressions WHERE address_hash = ? AND scope = ?',
    [hash, scope],
  );
  return affectedRows > 0;
}

export interface Suppressible {
  organizationId: string;
  email: string;
}

/** For each, whether the address has asked not to be invited by the organization, or by any. */
export async function readSuppressed(
  db: Pick<EntityManager, 'query'>,
  wanted: readonly Suppressible[],
): Promise<boolean[]> {
  if (wanted.length === 0) return [];
  const rows = await db.query<{ address_hash: string; scope: string }[]>(
    'SELECT address_hash, scope FROM mail_suppressions WHERE address_hash IN (?) AND scope IN (?)',
    [
      wanted.map(({ email }) => addressHash(email)),
      [EVERYBODY, ...new Set(wanted.map(({ organizationId }) => organizationId))],
    ],
  );
  const found = new Set(rows.map((row) => `${row.address_hash} ${row.scope}`));
  return wanted.map(({ email, organizationId }) =>
    [EVERYBODY, organizationId].some((scope) => found.has(`${addressHash(email)} ${scope}`)),
  );
}

export function suppressedLoader(ctx: RequestContext): DataLoader<Suppressible, boolean, string> {
  return new DataLoader((wanted) => readSuppressed(ctx.db, wanted), {
    cacheKeyFn: ({ organizationId, email }) => `${organizationId} ${email}`,
  });
}
