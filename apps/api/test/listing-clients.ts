import { expect } from 'vitest';
import type { ClientStatus } from '../src/clients/client-status.js';
import { aClient, anOrganization, aProgram, aStaffMember } from './builders.js';
import type { App } from './harness.js';

export const LIST = `query List($organizationId: ID!, $filter: ClientFilter, $sort: ClientSort, $first: Int, $after: String, $last: Int, $before: String) {
  clients(organizationId: $organizationId, filter: $filter, sort: $sort, first: $first, after: $after, last: $last, before: $before) {
    totalCount
    edges { cursor node { id } }
    nodes { id number firstName lastName email status createdAt }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;

export interface ListedClient {
  id: string;
  number: string;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  status: ClientStatus;
  createdAt: string;
}

export async function aPractice(app: App) {
  const organization = await anOrganization(app);
  const staff = await aStaffMember(app, organization);
  const list = async (args: object = {}) =>
    (await app.ask(LIST, { organizationId: organization.id, ...args }, { as: staff })).clients;
  return { organization, staff, list };
}

const FIRST = ['Zoë', 'Ada', 'Jan', 'Anne-Marie', 'Søren', null];
const LAST = ['de Vries', 'Jansen', 'van den Berg', "O'Brien", 'Çelik', null];
const STATUSES: ClientStatus[] = [
  'NOT_INVITED',
  'INVITE_PENDING',
  'INVITE_EXPIRED',
  'INVITE_WITHDRAWN',
  'ACTIVE',
  'DEACTIVATED',
];

/** Clients of every kind; half of them in a program; some of whose invitations no sweep has marked as over. */
export async function aFilledPractice(app: App) {
  const { organization, staff, list } = await aPractice(app);
  const program = await aProgram(app, organization);
  const enrolled = new Set<string>();
  for (let i = 0; i < 72; i += 1) {
    const client = await aClient(app, organization, {
      number: `P-${String(((i * 37) % 72) * 1_000).padStart(5, '0')}`,
      firstName: FIRST[i % 6] ?? null,
      lastName: LAST[Math.floor(i / 6) % 6] ?? null,
      email:
        i % 9 === 7
          ? null
          : `${i % 4 === 0 ? 'jan.de' : 'p'}${i}@${i % 3 === 0 ? 'gmail.com' : 'zorg.example.org'}`,
      ...(i % 9 === 7 ? {} : { status: STATUSES[i % 5] as ClientStatus }),
      ...(i % 2 === 0 ? { program } : {}),
    });
    if (i % 2 === 0) enrolled.add(client.id);
  }
  await app.sql(
    `UPDATE clients SET invitation_expires_at = IF(CRC32(id) % 3 = 0, NOW(3) - INTERVAL 1 SECOND, NOW(3) + INTERVAL 1 DAY)
      WHERE organization_id = ? AND status = 'INVITE_PENDING'`,
    [organization.id],
  );
  // Of some it is not kept beside their terms what else they are found by.
  for (const table of ['client_search_terms', 'client_search_pairs'])
    await app.sql(`UPDATE ${table} SET companions = '' WHERE CRC32(client_id) % 4 = 0`);
  const all: ListedClient[] = (await list({ first: 100 })).nodes;
  expect(all).toHaveLength(72);
  return { organization, staff, list, program, enrolled, all };
}
