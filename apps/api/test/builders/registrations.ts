import { uuidv7 } from 'uuidv7';
import { aUser } from './people.js';
import { type Tables, unique } from './tables.js';

export interface BuiltRegistration {
  readonly id: string;
  readonly email: string;
  readonly userId: string;
}

/** A request that waits for the organization, by a user with a proven mailbox. */
export async function aRegistration(
  app: Tables,
  organization: { id: string },
  { firstName = 'Vera', lastName = 'Willems', email = `applicant-${unique()}@example.com` } = {},
): Promise<BuiltRegistration> {
  const id = uuidv7();
  const { userId } = await aUser(app, { email, name: `${firstName} ${lastName}` });
  await app.sql(
    `INSERT INTO registrations
       (id, organization_id, email, status, first_name, last_name, user_id, mailed_at, expires_at, requested_at)
     VALUES (?, ?, ?, 'WAITING', ?, ?, ?, NOW(3) - INTERVAL 1 HOUR, NOW(3) + INTERVAL 47 HOUR, NOW(3))`,
    [id, organization.id, email, firstName, lastName, userId],
  );
  return { id, email, userId };
}
