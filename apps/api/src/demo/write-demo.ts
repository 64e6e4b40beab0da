import { readFile } from 'node:fs/promises';
import { uuidv7 } from 'uuidv7';
import { sealEntries } from '../audit/chain/seal-entries.js';
import { hashPassword } from '../auth/password/password.js';
import type { RequestContext } from '../context.js';
import { insertRows } from '../database/insert-rows.js';
import { defaultMessage } from '../email/message/default-message.js';
import { UserError } from '../errors.js';
import { keepLogo } from '../organizations/logo/keep-logo.js';
import { readLogo } from '../organizations/logo/read-logo.js';
import { enrolClients } from '../programs/enrol-clients.js';
import { PROGRAMS } from './people.js';
import { writeDemoAudit } from './write-demo-audit.js';
import {
  CLARA,
  type DemoClient,
  settleDemoClients,
  writeDemoClients,
  writeDemoClientUsers,
} from './write-demo-clients.js';
import { writeDemoInvitations } from './write-demo-invitations.js';
import { writeDemoInvitees } from './write-demo-invitees.js';
import { writeDemoRegistrations } from './write-demo-registrations.js';
import { writeDemoUser } from './write-demo-user.js';
import { writeDemoWork } from './write-demo-work.js';

const DEMO_SLUG = 'demo';
const PASSWORD = 'anteroom-demo';
const DESCRIPTION =
  'A practice for psychology in the Lindelaan. We work with you online and in person, and see you within three weeks.';
const TREATMENTS = 'Sleep\nAnxiety and panic\nMoods\nGrief';
const DAY = 24 * 60 * 60 * 1000;

/** @returns false when there is one already: whatever was done with it stays. */
export async function writeDemo(ctx: RequestContext): Promise<boolean> {
  const [existing] = await ctx.db.query<unknown[]>('SELECT 1 FROM organizations WHERE slug = ?', [DEMO_SLUG]);
  if (existing) return false;
  const passwordHash = await hashPassword(PASSWORD);
  await ctx.transaction((tx) => write(tx, passwordHash));
  await sealEntries(ctx.services);
  return true;
}

async function writeLogo(ctx: RequestContext, organizationId: string): Promise<void> {
  const file = await readFile(new URL('./logo.png', import.meta.url), 'base64');
  const logo = readLogo(`data:image/png;base64,${file}`);
  if (logo instanceof UserError) throw logo;
  await keepLogo(ctx, organizationId, logo);
  await ctx.db.query('UPDATE organizations SET logo = ? WHERE id = ?', [logo.name, organizationId]);
}

async function write(ctx: RequestContext, passwordHash: string): Promise<void> {
  const [{ now }] = await ctx.db.query<[{ now: Date }]>('SELECT NOW(3) AS now');
  const organizationId = uuidv7();
  await ctx.db.query(
    `INSERT INTO organizations
       (id, slug, name, language, time_zone, accent_color, phone, visiting_address, description, treatments,
        registration_mode, created_at)
     VALUES (?, ?, 'Praktijk De Linde', 'en', 'Europe/Amsterdam', '#2f6f5e', '+31 20 555 01 42',
             'Lindelaan 12, 1098 AB Amsterdam', ?, ?, 'WITH_APPROVAL', ?)`,
    [organizationId, DEMO_SLUG, DESCRIPTION, TREATMENTS, new Date(now.getTime() - 90 * DAY)],
  );
  await writeLogo(ctx, organizationId);
  const fenna = await writeStaff(ctx, organizationId, passwordHash, 'Fenna', 'Bakker', [
    'OWNER',
    'ADMINISTRATOR',
  ]);
  const ruth = await writeStaff(ctx, organizationId, passwordHash, 'Ruth', 'Okafor', ['ADMINISTRATOR']);
  const programIds = await writePrograms(ctx, organizationId, new Date(now.getTime() - 80 * DAY));
  const clients = await writeDemoClients(ctx, organizationId, now);
  for (const [index, programId] of programIds.entries())
    await enrolClients(
      ctx,
      organizationId,
      programId,
      clients.filter(({ person }) => person.program === index).map(({ client }) => client.id),
    );
  await writeDemoClientUsers(ctx, clients, passwordHash);
  const noor = await writeStaff(ctx, organizationId, passwordHash, 'Noor', 'Visser', ['ASSISTANT']);
  const sem = await writeStaff(ctx, organizationId, passwordHash, 'Sem', 'Yilmaz', ['SUPPORT']);
  const bram = await writeStaff(ctx, organizationId, passwordHash, 'Bram', 'Smit', ['CLINICIAN']);
  await insertRows(
    ctx,
    'staff_member_permissions',
    ['staff_member_id', 'permission'],
    [[bram, 'clients.inviteOwn']],
  );
  await writeDemoInvitations(
    ctx,
    { organizationId, staff: [fenna, ruth], message: defaultMessage('en') },
    clients.flatMap(({ client, story }) =>
      story ? [{ clientId: client.id, staffMemberId: null, email: client.email, story }] : [],
    ),
  );
  await writeDemoInvitations(
    ctx,
    { organizationId, staff: [fenna, ruth], message: defaultMessage('en', 'STAFF') },
    await writeDemoInvitees(ctx, organizationId, now),
  );
  await settleDemoClients(ctx, organizationId, clients, now);
  await writeConnections(ctx, { organizationId, clinician: bram, createdBy: ruth }, clients);
  await writeDemoRegistrations(ctx, organizationId, clients, now);
  await writeDemoWork(ctx, { organizationId, fenna, ruth, programId: programIds[0] }, now);
  await writeDemoAudit(ctx, organizationId, { fenna, ruth, noor, sem, bram }, now);
  await noteVisits(ctx, organizationId);
}

/** Staff were last seen when the log says so. */
async function noteVisits(ctx: RequestContext, organizationId: string): Promise<void> {
  await ctx.db.query(
    `UPDATE staff_members m
        SET m.last_seen_at = (SELECT MAX(e.at) FROM audit_entries e
                               WHERE e.organization_id = m.organization_id AND e.actor_staff_id = m.id)
      WHERE m.organization_id = ?`,
    [organizationId],
  );
}

async function writeStaff(
  ctx: RequestContext,
  organizationId: string,
  passwordHash: string,
  firstName: string,
  lastName: string,
  roles: string[],
): Promise<string> {
  const email = `${firstName.toLowerCase()}@demo.example`;
  const userId = await writeDemoUser(ctx, `${firstName} ${lastName}`, email, passwordHash);
  const id = uuidv7();
  await ctx.db.query(
    // Since the organization began: all that follows is theirs.
    `INSERT INTO staff_members (id, organization_id, user_id, email, first_name, last_name, created_at, activated_at)
     SELECT ?, id, ?, ?, ?, ?, created_at, created_at FROM organizations WHERE id = ?`,
    [id, userId, email, firstName, lastName, organizationId],
  );
  await insertRows(
    ctx,
    'staff_member_roles',
    ['staff_member_id', 'role'],
    roles.map((role) => [id, role]),
  );
  return id;
}

/** Every fifth client is the clinician's own, and so is the one who can sign in; those connections are active whose client is. */
async function writeConnections(
  ctx: RequestContext,
  { organizationId, clinician, createdBy }: { organizationId: string; clinician: string; createdBy: string },
  clients: readonly DemoClient[],
): Promise<void> {
  const own = clients
    .filter(({ person }, index) => index % 5 === 0 || person === CLARA)
    .map(({ client }) => client.id);
  await insertRows(
    ctx,
    'connections',
    ['id', 'organization_id', 'staff_member_id', 'client_id', 'created_by'],
    own.map((clientId) => [uuidv7(), organizationId, clinician, clientId, createdBy]),
  );
  await ctx.db.query(
    `UPDATE connections n JOIN clients c ON c.id = n.client_id SET n.activated_at = c.activated_at, n.created_at = c.created_at
      WHERE n.staff_member_id = ?`,
    [clinician],
  );
}

async function writePrograms(ctx: RequestContext, organizationId: string, at: Date): Promise<string[]> {
  const rows = PROGRAMS.map((name) => [uuidv7(), organizationId, name, at] as const);
  await insertRows(ctx, 'programs', ['id', 'organization_id', 'name', 'created_at'], rows);
  return rows.map(([id]) => id);
}
