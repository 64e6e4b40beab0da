import { isId } from '../../id.js';
import type { ClientFilter } from '../client.inputs.js';
import type { ClientStatus } from '../client-status.js';
import { searchWords } from '../search-terms.js';

/** A filter in one form, however it was written; also what a bulk operation keeps as JSON. */
export interface ClientCriteria {
  organizationId: string;
  words: string[];
  /** Null for all. */
  statuses: ClientStatus[] | null;
  programId: string | null;
  /** The staff member to whose clients the list is held; null, or left out by an older release, for all clients. */
  connectedTo?: string | null;
}

export function readCriteria(
  organizationId: string,
  filter: ClientFilter | null | undefined,
  connectedTo: string | null = null,
): ClientCriteria {
  return {
    organizationId,
    words: searchWords(filter?.search ?? ''),
    statuses: filter?.statuses ? [...new Set(filter.statuses)] : null,
    programId: filter?.programId ?? null,
    connectedTo,
  };
}

/** Whether the criteria can match anybody at all: nobody has none of the statuses or is in a program without an id. */
export function canMatch({ statuses, programId }: ClientCriteria): boolean {
  return statuses?.length !== 0 && (programId === null || isId(programId));
}

/** SQL: the status of client `c` as of now, whether or not the sweep has run. */
export const CLIENT_STATUS_NOW = `IF(c.status = 'INVITE_PENDING' AND c.invitation_expires_at <= NOW(3), 'INVITE_EXPIRED', c.status)`;

export interface Condition {
  sql: string;
  params: unknown[];
}

/** SQL on client `c`: has one of the statuses now. */
export function hasStatus(statuses: readonly ClientStatus[]): Condition {
  return { sql: `${CLIENT_STATUS_NOW} IN (?)`, params: [statuses] };
}

/** SQL: one of the client's terms begins with the word. A subquery with a limit is never turned into a scan of all terms. */
export function matchesWord(clientId: string, organizationId: string, word: string): Condition {
  return {
    sql: `(SELECT 1 FROM client_search_terms t FORCE INDEX (ix_client_search_terms_client)
            WHERE t.client_id = ${clientId} AND t.term LIKE ? AND t.organization_id = ? LIMIT 1) = 1`,
    params: [beginsWith(word), organizationId],
  };
}

/** The same for many clients at once: those whom the word finds are gathered first. */
export function isFoundBy(clientId: string, organizationId: string, word: string): Condition {
  return {
    sql: `${clientId} IN (SELECT f.client_id FROM client_search_terms f FORCE INDEX (PRIMARY)
            WHERE f.organization_id = ? AND f.term LIKE ?)`,
    params: [organizationId, beginsWith(word)],
  };
}

export function isEnrolled(clientId: string, organizationId: string, programId: string): Condition {
  return {
    sql: `(SELECT 1 FROM enrolments e FORCE INDEX (PRIMARY)
            WHERE e.program_id = ? AND e.client_id = ${clientId} AND e.organization_id = ? LIMIT 1) = 1`,
    params: [programId, organizationId],
  };
}

/** The pattern of everything that begins with the word, whatever signs are in it. */
export function beginsWith(word: string): string {
  return `${word.replace(/[\\%_]/g, '\\$&')}%`;
}
