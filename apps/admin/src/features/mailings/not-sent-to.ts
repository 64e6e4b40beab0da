import { whoIs } from '../../page/person-name';

/** A client who was to get a mail and gets none. */
export interface NotSentTo {
  clientId: string;
  who: string;
  code: string | null;
  reason: string | null;
}

interface Refused {
  client?: (Parameters<typeof whoIs>[0] & { id: string }) | null;
  code?: string | null;
  reason?: string | null;
}

/** Those of an answer's rows that are refused; one whose client is gone has no name to tell. */
export function notSentTo(rows: readonly Refused[]): NotSentTo[] {
  return rows.flatMap(({ client, code = null, reason = null }) =>
    client ? [{ clientId: client.id, who: whoIs(client), code, reason }] : [],
  );
}
