import { uuidv7 } from 'uuidv7';
import type { RequestContext } from '../context.js';
import { insertRows } from '../database/insert-rows.js';
import { writeGrants } from '../staff/write-grants.js';
import { tell } from './timeline.js';
import type { DemoInvited } from './write-demo-invitations.js';

const DAY = 24 * 60 * 60 * 1000;

const INVITEES = [
  {
    firstName: 'Lina',
    lastName: 'Hofman',
    number: 'M-07',
    roleIds: ['ASSISTANT'],
    story: 'pending',
    days: 2,
  },
  {
    firstName: 'Karim',
    lastName: 'Benali',
    number: 'M-08',
    roleIds: ['CLINICIAN', 'SUPPORT'],
    story: 'expired',
    days: 19,
  },
] as const;

/** Two who are invited to the staff: one has some days left, one has let them go by. */
export async function writeDemoInvitees(
  ctx: RequestContext,
  organizationId: string,
  now: Date,
): Promise<DemoInvited[]> {
  const invited: DemoInvited[] = [];
  for (const [index, { firstName, lastName, number, roleIds, story, days }] of INVITEES.entries()) {
    const told = tell(story, new Date(now.getTime() - days * DAY), now, index);
    if (!told) continue;
    const id = uuidv7();
    const email = `${firstName.toLowerCase()}@demo.example`;
    await insertRows(
      ctx,
      'staff_members',
      ['id', 'organization_id', 'number', 'email', 'first_name', 'last_name', 'created_at'],
      [[id, organizationId, number, email, firstName, lastName, told.sentAt]],
    );
    await writeGrants(ctx, id, { roleIds, permissions: [] });
    invited.push({ clientId: null, staffMemberId: id, email, story: told });
  }
  return invited;
}
