import { literally } from '../../database/like.js';
import { isId } from '../../id.js';
import type { ClientFilter } from '../client.inputs.js';
import { type ClientStatus, type StoredStatus, storedStatus } from '../client-status.js';
import { asCompanion, isToldByMarks, marksOf, searchWords } from '../search-terms.js';

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

/** SQL: the status of client `c` as of now. That an invitation is over is told by the clock and never stored. */
export const CLIENT_STATUS_NOW = `IF(c.status = 'INVITE_PENDING' AND c.invitation_expires_at <= NOW(3), 'INVITE_EXPIRED', c.status)`;

export function storedStatuses(statuses: readonly ClientStatus[]): StoredStatus[] {
  return [...new Set(statuses.map(storedStatus))];
}

/** SQL: which of the clients stored as pending are meant; null for all or none of them. */
export function clockSide(statuses: readonly ClientStatus[], client = 'c'): string | null {
  const expired = statuses.includes('INVITE_EXPIRED');
  if (expired === statuses.includes('INVITE_PENDING')) return null;
  return `${client}.invitation_expires_at ${expired ? '<=' : '>'} NOW(3)`;
}

export interface Condition {
  sql: string;
  params: unknown[];
}

/** SQL: one of the client's terms begins with the word. A subquery with a limit is never turned into a scan of all terms. */
export function matchesWord(clientId: string, organizationId: string, word: string): Condition {
  return {
    sql: `(SELECT 1 FROM client_search_terms own FORCE INDEX (ix_client_search_terms_client)
            WHERE own.client_id = ${clientId} AND own.term LIKE ? AND own.scope_id = ? LIMIT 1) = 1`,
    params: [beginsWith(word), organizationId],
  };
}

/** SQL, each: what the marks of a client whom words may find leave to be looked up. */
export function matchesWords(
  clientId: string,
  organizationId: string,
  words: readonly string[],
): Condition[] {
  return words
    .filter((word) => !isToldByMarks(word))
    .map((word) => matchesWord(clientId, organizationId, word));
}

/** SQL, each: these words find the client of a term too: by its marks first, then by what else the term shows, unless they are long. */
export function matchesBeside(
  terms: string,
  organizationId: string,
  words: readonly string[],
): [Condition, ...Condition[]] {
  const others = words.filter((word) => !isToldByMarks(word));
  return [hasMarks(terms, words), ...shownBeside(terms, organizationId, others)];
}

/** SQL, each: these words find the client, as its companions tell. */
export function shownBeside(table: string, organizationId: string, words: readonly string[]): Condition[] {
  return words.map((word) => {
    const { text, certain } = asCompanion(word);
    const shown = `${table}.companions LIKE ?`;
    const unknown = `${table}.companions = ''`;
    const lookedUp = matchesWord(`${table}.client_id`, organizationId, word);
    return {
      sql: certain
        ? `(${shown} OR (${unknown} AND ${lookedUp.sql}))`
        : `((${shown} OR ${unknown}) AND ${lookedUp.sql})`,
      params: [`%${beginsWith(text)}`, ...lookedUp.params],
    };
  });
}

/** SQL: words may find the client whose marks the table keeps; true for all of those whom they do find, and a few others. */
export function hasMarks(table: string, words: readonly string[]): Condition {
  const marks = marksOf(words);
  return { sql: marks === 0n ? 'TRUE' : `${table}.marks & ${marks} = ${marks}`, params: [] };
}

/** The pattern of everything that begins with the word, whatever signs are in it. */
export function beginsWith(word: string): string {
  return `${literally(word)}%`;
}
