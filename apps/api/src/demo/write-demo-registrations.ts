import { uuidv7 } from 'uuidv7';
import type { RequestContext } from '../context.js';
import { insertRows } from '../database/insert-rows.js';
import type { DemoClient } from './write-demo-clients.js';

const HOUR = 60 * 60 * 1000;

/** Three people who ask to become a client: a stranger, one who is on file under this address, and one of a known name. */
export async function writeDemoRegistrations(
  ctx: RequestContext,
  organizationId: string,
  clients: readonly DemoClient[],
  now: Date,
): Promise<void> {
  const withoutUser = clients.filter(({ client }) => client.userId === null && client.email !== null);
  const onFile = withoutUser.find(({ client, story }) => story === null && client.lastName !== null)?.client;
  const namesake = withoutUser.find(({ client }) => client !== onFile && client.lastName !== null)?.client;
  const people = [
    { firstName: 'Ilse', lastName: 'Hoekstra', email: 'ilse.hoekstra@example.org', hours: 51 },
    {
      firstName: onFile?.firstName ?? 'Maud',
      lastName: onFile?.lastName ?? 'Prins',
      email: onFile?.email ?? 'maud.prins@example.org',
      hours: 26,
    },
    {
      firstName: namesake?.firstName ?? 'Tom',
      lastName: namesake?.lastName ?? 'Bos',
      email: 'somebody.new@example.net',
      hours: 3,
    },
  ];
  const users = people.map((person) => ({ ...person, userId: uuidv7() }));
  await insertRows(
    ctx,
    'users',
    ['id', 'name', 'email', 'email_verified'],
    users.map(({ userId, firstName, lastName, email }) => [userId, `${firstName} ${lastName}`, email, 1]),
  );
  await insertRows(
    ctx,
    'registrations',
    [
      'id',
      'organization_id',
      'email',
      'status',
      'first_name',
      'last_name',
      'user_id',
      'mailed_at',
      'expires_at',
      'requested_at',
      'created_at',
    ],
    users.map(({ userId, firstName, lastName, email, hours }) => {
      const asked = new Date(now.getTime() - hours * HOUR);
      const mailed = new Date(asked.getTime() - HOUR / 4);
      return [
        uuidv7(),
        organizationId,
        email,
        'WAITING',
        firstName,
        lastName,
        userId,
        mailed,
        new Date(mailed.getTime() + 48 * HOUR),
        asked,
        mailed,
      ];
    }),
  );
}
