import type { Services } from '../../context.js';
import type { MailKind } from '../mail.entity.js';

/** Mails about connections. */
export const CONNECTION_KINDS: ReadonlySet<MailKind> = new Set<MailKind>([
  'CONNECTION_CREATED',
  'CONNECTION_ACTIVE',
  'STAFF_CONNECTION_ACTIVE',
]);

/** What a mail about connections carries: ids of some of them, and how many they are together. */
export interface ConnectionPayload {
  connections?: string;
  count?: string;
}

export interface Connected {
  names: string[];
  /** How many more there are than are named. */
  more: number;
  /** The one client it is about; null for several. */
  clientId: string | null;
}

interface ConnectedMail {
  id: string;
  kind: MailKind;
  /** Of an invitation. */
  clientId: string | null;
  payload: ConnectionPayload;
}

interface Row {
  id: string;
  client_id: string;
  client_name: string;
  number: string;
  staff_name: string;
}

const NAMED = 10;
const COLUMNS = `SELECT k.id, k.client_id, c.number, TRIM(CONCAT(COALESCE(c.first_name, ''), ' ', COALESCE(c.last_name, ''))) AS client_name,
         TRIM(CONCAT(m.first_name, ' ', m.last_name)) AS staff_name
    FROM connections k JOIN clients c ON c.id = k.client_id
    JOIN staff_members m ON m.id = k.staff_member_id AND m.deactivated_at IS NULL`;

/**
 * Whom mails say that their recipients are connected with, as it is when they leave: two statements however many mails. A
 * mail about connections none of which is left does not come back.
 */
export async function loadConnected(
  dataSource: Services['dataSource'],
  mails: readonly ConnectedMail[],
): Promise<Map<string, Connected>> {
  const invitations = mails.filter(({ kind, clientId }) => invites(kind) && clientId !== null);
  const others = mails.filter(({ payload }) => payload.connections);
  const byClient = Map.groupBy(
    await rowsBy(dataSource, 'client_id', [
      ...new Set(invitations.flatMap(({ clientId }) => clientId ?? [])),
    ]),
    (row) => row.client_id,
  );
  const ids = others.flatMap(({ payload }) => payload.connections?.split(',') ?? []);
  const byId = new Map((await rowsBy(dataSource, 'id', [...new Set(ids)])).map((row) => [row.id, row]));
  const connected = new Map<string, Connected>();
  for (const { id, clientId } of invitations) {
    const rows = byClient.get(clientId ?? '') ?? [];
    if (rows.length > 0) connected.set(id, describe('INVITATION', rows, rows.length));
  }
  for (const { id, kind, payload } of others) {
    const named = payload.connections?.split(',') ?? [];
    const rows = named.flatMap((connectionId) => byId.get(connectionId) ?? []);
    const unnamed = Number(payload.count ?? named.length) - named.length;
    if (rows.length > 0) connected.set(id, describe(kind, rows, rows.length + unnamed));
  }
  return connected;
}

export function invites(kind: MailKind): boolean {
  return kind === 'INVITATION' || kind === 'REMINDER';
}

/** Staff read the name of a client, or the number of one without a name; never the address. */
function describe(kind: MailKind, rows: readonly Row[], count: number): Connected {
  const names = rows.map((row) =>
    kind === 'STAFF_CONNECTION_ACTIVE' ? row.client_name || row.number : row.staff_name,
  );
  const shown = names.slice(0, NAMED);
  return {
    names: shown,
    more: count - shown.length,
    clientId: count === 1 ? (rows[0]?.client_id ?? null) : null,
  };
}

async function rowsBy(
  dataSource: Services['dataSource'],
  column: 'id' | 'client_id',
  ids: readonly string[],
): Promise<Row[]> {
  if (ids.length === 0) return [];
  return dataSource.query<Row[]>(`${COLUMNS} WHERE k.${column} IN (?) ORDER BY k.created_at, k.id`, [ids]);
}
