import { uuidv7 } from 'uuidv7';
import type { RequestContext } from '../context.js';
import { insertRows } from '../database/insert-rows.js';
import { Client } from './client.entity.js';
import { copySearch, SEARCH_TABLES, searchRowsOf } from './search-rows.js';
import { marksOf, type Searchable, searchTermsOf, sortNameOf } from './search-terms.js';

/**
 * Writes new clients and what they are found by, a statement for each table; gives them back as they now stand. Those who are invited
 * in the same transaction are pending from the start, until `pendingUntil`: a change of status would move them in every index
 * by which they are listed.
 */
export async function insertClients(
  ctx: RequestContext,
  organizationId: string,
  createdAt: Date,
  given: readonly Searchable[],
  pendingUntil: Date | null = null,
): Promise<Client[]> {
  const terms = given.map(searchTermsOf);
  const clients = given.map((one, index) =>
    Object.assign(new Client(), {
      id: uuidv7(),
      organizationId,
      userId: null,
      number: one.number,
      firstName: one.firstName,
      lastName: one.lastName,
      email: one.email,
      ...statusOf(one, pendingUntil),
      sortName: sortNameOf(one),
      marks: String(marksOf(terms[index] ?? [])),
      activatedAt: null,
      deactivatedAt: null,
      lastSeenAt: null,
      createdAt,
      updatedAt: createdAt,
    } as const),
  );
  await insertRows(
    ctx,
    'clients',
    [
      'id',
      'organization_id',
      'number',
      'first_name',
      'last_name',
      'email',
      'status',
      'invitation_expires_at',
      'sort_name',
      'marks',
      'created_at',
      'updated_at',
    ],
    clients.map((client) => [
      client.id,
      organizationId,
      client.number,
      client.firstName,
      client.lastName,
      client.email,
      client.status,
      client.invitationExpiresAt,
      client.sortName,
      client.marks,
      createdAt,
      createdAt,
    ]),
  );
  await insertSearch(ctx, clients, terms);
  return clients;
}

function statusOf({ email }: Searchable, pendingUntil: Date | null) {
  if (email === null) return { status: 'NO_EMAIL', invitationExpiresAt: null } as const;
  if (pendingUntil === null) return { status: 'NOT_INVITED', invitationExpiresAt: null } as const;
  return { status: 'INVITE_PENDING', invitationExpiresAt: pendingUntil } as const;
}

async function insertSearch(
  ctx: Pick<RequestContext, 'db'>,
  clients: readonly Client[],
  terms: readonly string[][],
): Promise<void> {
  for (const { table, columns, rows } of searchRowsOf(clients, terms))
    await insertRows(ctx, table, columns, rows);
}

/** The same in the programs they are in: they have been enrolled, and found in the organization they are already. */
export async function copySearchOf(
  ctx: Pick<RequestContext, 'db'>,
  clientIds: readonly string[],
): Promise<void> {
  for (const statement of copySearch('e.client_id IN (?)')) await ctx.db.query(statement, [clientIds]);
}

/**
 * After a change of names, number or address: sets anew what the client is sorted and found by, everywhere it is kept.
 * `client` holds the new values; its row has been locked and written.
 */
export async function refreshSearch(ctx: Pick<RequestContext, 'db'>, client: Client): Promise<void> {
  const sortName = sortNameOf(client);
  const terms = searchTermsOf(client);
  const marks = String(marksOf(terms));
  await ctx.db.query('UPDATE clients SET sort_name = ?, marks = ? WHERE organization_id = ? AND id = ?', [
    sortName,
    marks,
    client.organizationId,
    client.id,
  ]);
  await ctx.db.query('UPDATE enrolments SET sort_name = ?, marks = ?, number = ? WHERE client_id = ?', [
    sortName,
    marks,
    client.number,
    client.id,
  ]);
  for (const table of SEARCH_TABLES)
    await ctx.db.query(`DELETE FROM ${table} WHERE client_id = ?`, [client.id]);
  await insertSearch(ctx, [Object.assign(new Client(), client, { sortName, marks })], [terms]);
  await copySearchOf(ctx, [client.id]);
}
