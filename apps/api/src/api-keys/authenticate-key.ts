import { GraphQLError } from 'graphql';
import { normalizeIP } from '../auth/client-address.js';
import { hasSessionCookie } from '../auth/session/session-cookie.js';
import { tooManyRequests } from '../auth/throttle.js';
import type { ApiKeyCaller, Services } from '../context.js';
import { organizationSuspended } from '../errors.js';
import { hashOfSecret, isSameHash } from './api-key-secret.js';

interface Presented {
  /** The Authorization header. */
  authorization: string | undefined;
  cookie: string | undefined;
  /** The address it came from, as far as that is believed. */
  address: string;
}

interface Row {
  hash: string;
  id: string;
  organization_id: string;
  staff_member_id: string;
  suspended_at: Date | null;
  is_stale: number;
}

// A secret that was replaced is good until its grace is over, by the database's clock as all else.
const FIND = `
  SELECT s.hash, k.id, k.organization_id, k.staff_member_id, o.suspended_at,
         (k.last_used_at IS NULL OR k.last_used_at < NOW(3) - INTERVAL 1 MINUTE) AS is_stale
    FROM api_key_secrets s
    JOIN api_keys k ON k.id = s.api_key_id
    JOIN organizations o ON o.id = k.organization_id
   WHERE s.hash = ? AND (s.valid_until IS NULL OR s.valid_until > NOW(3))
     AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > NOW(3))`;

/**
 * Who sends a request with a key: null when it carries none, and one and the same refusal for a key that never was, is
 * malformed, has expired or was revoked. Asked of the database at every request, so a revoked key is over at once.
 */
export async function authenticateKey(
  services: Services,
  { authorization, cookie, address }: Presented,
): Promise<ApiKeyCaller | null> {
  const secret = /^Bearer(?:\s+(.*))?$/i.exec(authorization?.trim() ?? '');
  // Another scheme is meant for somebody else, such as a proxy on the way.
  if (!secret) return null;
  if (hasSessionCookie(cookie)) throw bothWays();
  const hash = hashOfSecret(secret[1]);
  const [row] = hash === null ? [] : await services.dataSource.query<Row[]>(FIND, [hash]);
  if (!row || hash === null || !isSameHash(row.hash, hash)) {
    // Counted only when wrong: a genuine key works from an address that others guess from.
    const wait = services.limits.keyGuesses.take(normalizeIP(address));
    throw wait > 0 ? tooManyRequests(wait) : notValid();
  }
  if (row.suspended_at !== null) throw organizationSuspended({ http: { status: 403 } });
  if (row.is_stale)
    await services.dataSource.query(
      `UPDATE api_keys SET last_used_at = NOW(3)
        WHERE id = ? AND (last_used_at IS NULL OR last_used_at < NOW(3) - INTERVAL 1 MINUTE)`,
      [row.id],
    );
  return { id: row.id, organizationId: row.organization_id, staffMemberId: row.staff_member_id };
}

function notValid(): GraphQLError {
  return new GraphQLError('This API key is not valid', {
    extensions: {
      code: 'UNAUTHENTICATED',
      http: {
        status: 401,
        headers: new Map([['www-authenticate', 'Bearer realm="Anteroom", error="invalid_token"']]),
      },
    },
  });
}

function bothWays(): GraphQLError {
  return new GraphQLError(
    'Send either an API key or the cookie of a session, not both: keys are for servers',
    {
      extensions: { code: 'BAD_REQUEST', http: { status: 400 } },
    },
  );
}
