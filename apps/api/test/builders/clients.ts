import { uuidv7 } from 'uuidv7';
import type { ClientStatus } from '../../src/clients/client-status.js';
import { copySearch, searchRowsOf } from '../../src/clients/search-rows.js';
import { marksOf, searchTermsOf, sortNameOf } from '../../src/clients/search-terms.js';
import type { Person } from '../harness.js';
import { type Tables, unique } from './tables.js';

export interface BuiltClient {
  readonly id: string;
  readonly organizationId: string;
  readonly number: string;
  readonly email: string | null;
}

export interface ClientOptions {
  number?: string;
  firstName?: string | null;
  lastName?: string | null;
  /** null: none on file. */
  email?: string | null;
  status?: ClientStatus;
  user?: Person;
  program?: { id: string };
}

export async function aClient(
  app: Tables,
  organization: { id: string },
  options: ClientOptions = {},
): Promise<BuiltClient> {
  const id = uuidv7();
  const { firstName = 'Joris', lastName = 'Visser', user, program } = options;
  const email = options.email === undefined ? `client-${unique()}@example.com` : options.email;
  const number = options.number ?? `T-${unique()}`;
  const status = options.status ?? (user ? 'ACTIVE' : email ? 'NOT_INVITED' : 'NO_EMAIL');
  const searchable = { number, firstName, lastName, email };
  const terms = searchTermsOf(searchable);
  const sortName = sortNameOf(searchable);
  const marks = String(marksOf(terms));
  await app.sql(
    `INSERT INTO clients
       (id, organization_id, user_id, number, first_name, last_name, email, status, sort_name, marks, activated_at, invitation_expires_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, IF(? = 'ACTIVE', NOW(3), NULL), IF(?, NOW(3), NULL))`,
    [
      id,
      organization.id,
      user?.userId ?? null,
      number,
      firstName,
      lastName,
      email,
      status === 'INVITE_EXPIRED' ? 'INVITE_PENDING' : status,
      sortName,
      marks,
      status,
      status === 'INVITE_EXPIRED',
    ],
  );
  const [row] = await app.sql<{ created_at: Date }>('SELECT created_at FROM clients WHERE id = ?', [id]);
  const client = {
    ...searchable,
    id,
    organizationId: organization.id,
    status,
    sortName,
    marks,
    createdAt: row?.created_at ?? new Date(),
  };
  for (const { table, columns, rows } of searchRowsOf([client], [terms]))
    if (rows.length > 0) await app.sql(`INSERT INTO ${table} (${columns.join(', ')}) VALUES ?`, [rows]);
  if (program) {
    await app.sql(
      `INSERT INTO enrolments (program_id, client_id, organization_id, status, marks, sort_name, number, client_created_at)
       SELECT ?, id, organization_id, status, marks, sort_name, number, created_at FROM clients WHERE id = ?`,
      [program.id, id],
    );
    for (const statement of copySearch('e.client_id = ?')) await app.sql(statement, [id]);
  }
  return { id, organizationId: organization.id, number, email };
}

/** Active when both are, as it would be by itself. */
export async function aConnection(
  app: Tables,
  staff: { staffMemberId: string },
  client: BuiltClient,
): Promise<{ readonly id: string }> {
  const id = uuidv7();
  await app.sql(
    `INSERT INTO connections (id, organization_id, staff_member_id, client_id, activated_at)
     SELECT ?, c.organization_id, m.id, c.id,
            IF(c.status = 'ACTIVE' AND m.user_id IS NOT NULL AND m.deactivated_at IS NULL, NOW(3), NULL)
       FROM clients c JOIN staff_members m ON m.id = ? WHERE c.id = ?`,
    [id, staff.staffMemberId, client.id],
  );
  return { id };
}
