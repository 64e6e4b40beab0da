import { uuidv7 } from 'uuidv7';
import { suppress } from '../src/email/limits/suppressions.js';
import {
  aClient,
  aConnection,
  anApiKey,
  anInvitation,
  aProgram,
  aRegistration,
  aRole,
  aStaffInvitation,
  aStaffMember,
  type BuiltOrganization,
  type BuiltStaffMember,
} from './builders.js';
import type { App } from './harness.js';

/** What one organization owns. */
export interface Ids {
  organization: string;
  client: string;
  invitee: string;
  program: string;
  invitation: string;
  mailing: string;
  bulkOperation: string;
  failedInvites: string;
  failedReminders: string;
  staffInvitation: string;
  staffMember: string;
  formerStaffMember: string;
  role: string;
  unusedRole: string;
  connection: string;
  caseToRemind: string;
  caseToResend: string;
  unwilling: string;
  unwillingStaff: string;
  registration: string;
  apiKey: string;
}

const message = { subject: 'Welcome', body: '<p>Hello</p>', buttonText: 'Open' };

const invitee = { firstName: 'Noor', lastName: 'Visser', email: 'noor@example.com' };

/**
 * For every operation with a permission: calls that whoever has it may make, and which then succeed on fresh objects. A new
 * operation belongs in here: one entry each, in the order of the features.
 */
export const CALLS: Record<string, (ids: Ids) => object[]> = {
  organization: (ids) => [{ id: ids.organization }],

  client: (ids) => [{ id: ids.client }],
  clients: (ids) => [
    { organizationId: ids.organization },
    { organizationId: ids.organization, filter: { programId: ids.program, search: 'v' } },
  ],
  clientsPlan: (ids) => [{ input: { organizationId: ids.organization, emails: 'new@example.com' } }],
  createClient: (ids) => [
    {
      input: {
        organizationId: ids.organization,
        email: `${uuidv7()}@example.com`,
        programId: ids.program,
      },
    },
  ],
  createClients: (ids) => [
    {
      input: {
        organizationId: ids.organization,
        emails: `${uuidv7()}@example.com`,
        programId: ids.program,
      },
    },
  ],
  updateClient: (ids) => [{ input: { id: ids.client, firstName: 'Changed' } }],
  inviteClients: (ids) => [
    { input: { clientIds: [ids.invitee] } },
    { input: { selection: { organizationId: ids.organization } } },
  ],

  invitation: (ids) => [{ id: ids.invitation }, { id: ids.staffInvitation }],
  invitations: (ids) => [
    { organizationId: ids.organization },
    { organizationId: ids.organization, filter: { recipient: 'STAFF' } },
  ],
  remindInvitations: (ids) => [
    { input: { ids: [ids.invitation] } },
    { input: { ids: [ids.staffInvitation] } },
    { input: { selection: { organizationId: ids.organization } } },
  ],
  resendInvitations: (ids) => [
    { input: { ids: [ids.invitation] } },
    { input: { ids: [ids.staffInvitation] } },
    { input: { selection: { organizationId: ids.organization } } },
  ],
  withdrawInvitations: (ids) => [
    { input: { ids: [ids.invitation] } },
    { input: { ids: [ids.staffInvitation] } },
    { input: { selection: { organizationId: ids.organization } } },
  ],

  supportSearch: (ids) => [
    { input: { organizationId: ids.organization, query: 'joris', reason: 'Called us' } },
  ],
  supportCase: (ids) => [{ input: { invitationId: ids.invitation, reason: 'Called us' } }],
  supportRemind: (ids) => [{ input: { invitationId: ids.caseToRemind, reason: 'Called us' } }],
  supportResend: (ids) => [{ input: { invitationId: ids.caseToResend, reason: 'Called us' } }],
  liftSuppression: (ids) => [
    { input: { clientId: ids.unwilling, reason: 'Asked by phone' } },
    { input: { staffMemberId: ids.unwillingStaff, reason: 'Asked by phone' } },
  ],

  messagePreview: (ids) => [
    { input: { organizationId: ids.organization, message, recipient: 'FIRST', clientIds: [ids.client] } },
    {
      input: {
        organizationId: ids.organization,
        message,
        recipient: 'FIRST',
        selection: { organizationId: ids.organization },
      },
    },
    { input: { organizationId: ids.organization, message, recipient: 'FIRST', invitee } },
  ],
  mailing: (ids) => [{ id: ids.mailing }],
  bulkOperation: (ids) => [{ id: ids.bulkOperation }],
  bulkOperations: (ids) => [{ organizationId: ids.organization }],
  sendingForecast: (ids) => [
    { input: { kind: 'REMIND', selection: { organizationId: ids.organization } } },
    {
      input: {
        kind: 'RESEND',
        selection: { organizationId: ids.organization, clientFilter: { programId: ids.program } },
      },
    },
    { input: { kind: 'RESEND', ids: [ids.invitation] } },
    { input: { kind: 'INVITE', selection: { organizationId: ids.organization } } },
  ],
  resumeBulkOperation: (ids) => [
    { input: { id: ids.failedInvites } },
    { input: { id: ids.failedReminders } },
  ],

  program: (ids) => [{ id: ids.program }],
  programs: (ids) => [{ organizationId: ids.organization }],
  createProgram: (ids) => [{ input: { organizationId: ids.organization, name: `Program ${uuidv7()}` } }],
  renameProgram: (ids) => [{ input: { id: ids.program, name: `Program ${uuidv7()}` } }],
  addClientsToProgram: (ids) => [
    { input: { programId: ids.program, clientIds: [ids.client] } },
    { input: { programId: ids.program, selection: { organizationId: ids.organization } } },
  ],

  registrations: (ids) => [{ organizationId: ids.organization }],
  approveRegistrations: (ids) => [
    {
      input: {
        organizationId: ids.organization,
        registrations: [{ id: ids.registration, clientId: ids.client }],
        programId: ids.program,
      },
    },
  ],
  declineRegistrations: (ids) => [
    { input: { organizationId: ids.organization, ids: [ids.registration], reason: 'Full' } },
  ],
  updateOrganization: (ids) => [{ input: { id: ids.organization, phone: '+31 20 555 01 42' } }],

  nextClientNumber: (ids) => [{ organizationId: ids.organization }],
  connections: (ids) => [
    { organizationId: ids.organization, clientId: ids.client },
    { organizationId: ids.organization, staffId: ids.staffMember },
  ],
  staffToConnect: (ids) => [{ organizationId: ids.organization, search: 'b' }],
  connectClients: (ids) => [
    { input: { staffMemberIds: [ids.staffMember], clientIds: [ids.invitee] } },
    {
      input: {
        organizationId: ids.organization,
        staffMemberIds: [ids.staffMember],
        clientIds: [ids.invitee],
      },
    },
    { input: { staffMemberIds: [ids.staffMember], selection: { organizationId: ids.organization } } },
  ],
  removeConnections: (ids) => [{ input: { ids: [ids.connection] } }],

  staffMember: (ids) => [{ id: ids.staffMember }],
  staffMembers: (ids) => [
    { organizationId: ids.organization },
    { organizationId: ids.organization, filter: { roleId: ids.role, search: 'v' } },
  ],
  changeStaffRoles: (ids) => [{ input: { staffMemberId: ids.staffMember, roleIds: [ids.role] } }],
  updateStaffMember: (ids) => [{ input: { id: ids.staffMember, firstName: 'Changed' } }],
  deactivateStaffMember: (ids) => [{ input: { id: ids.staffMember } }],
  reactivateStaffMember: (ids) => [{ input: { id: ids.formerStaffMember } }],
  roles: (ids) => [{ organizationId: ids.organization }],
  createRole: (ids) => [
    {
      input: {
        organizationId: ids.organization,
        name: `Role ${uuidv7()}`,
        permissions: ['organization.read'],
      },
    },
  ],
  updateRole: (ids) => [{ input: { id: ids.role, permissions: ['organization.read'] } }],
  deleteRole: (ids) => [{ input: { id: ids.unusedRole } }],

  apiKey: (ids) => [{ id: ids.apiKey }],
  apiKeys: (ids) => [{ organizationId: ids.organization }],
  createApiKey: (ids) => [
    { input: { organizationId: ids.organization, name: 'Planner', permissions: ['clients.read'] } },
  ],
  rotateApiKey: (ids) => [{ input: { id: ids.apiKey, grace: 'NONE' } }],
  revokeApiKey: (ids) => [{ input: { id: ids.apiKey } }],

  inviteStaff: (ids) => [
    {
      input: {
        ...invitee,
        organizationId: ids.organization,
        email: `${uuidv7()}@example.com`,
        roleIds: [ids.role],
      },
    },
    {
      input: {
        ...invitee,
        organizationId: ids.organization,
        email: `${uuidv7()}@example.com`,
        roleIds: [ids.role],
        clientIds: [ids.client],
      },
    },
  ],

  auditEntries: (ids) => [
    { organizationId: ids.organization },
    { organizationId: ids.organization, filter: { actionPrefix: 'client.' } },
  ],
  auditActors: (ids) => [{ organizationId: ids.organization }],
  auditVerification: (ids) => [{ organizationId: ids.organization }],
};

/** Fresh objects of an organization for one call of each operation, made by one of its staff. */
export async function freshIds(
  app: App,
  organization: BuiltOrganization,
  by: BuiltStaffMember,
  { connectedTo }: { connectedTo?: BuiltStaffMember } = {},
): Promise<Ids> {
  const client = await aClient(app, organization);
  const invitee = await aClient(app, organization);
  const role = await aRole(app, organization, { permissions: ['organization.read'] });
  const colleague = await aStaffMember(app, organization, { roles: [role.id], lastName: 'Vos' });
  const former = await aStaffMember(app, organization, { roles: [role.id] });
  const unwilling = await aClient(app, organization);
  await suppress(app.context(), unwilling.email ?? '', organization.id);
  const email = `unwilling-${uuidv7()}@example.com`;
  const unwillingStaff = await aStaffInvitation(app, organization, { sentBy: by, roles: [role.id], email });
  await suppress(app.context(), email, organization.id);
  const aCase = async () => (await anInvitation(app, await aClient(app, organization), { sentBy: by })).id;
  const ids: Ids = {
    caseToRemind: await aCase(),
    caseToResend: await aCase(),
    unwilling: unwilling.id,
    unwillingStaff: unwillingStaff.staffMemberId,
    organization: organization.id,
    client: client.id,
    invitee: invitee.id,
    program: (await aProgram(app, organization)).id,
    invitation: (await anInvitation(app, client, { sentBy: by })).id,
    mailing: uuidv7(),
    bulkOperation: uuidv7(),
    failedInvites: uuidv7(),
    failedReminders: uuidv7(),
    staffInvitation: (await aStaffInvitation(app, organization, { sentBy: by, roles: [role.id] }))
      .invitationId,
    staffMember: colleague.staffMemberId,
    formerStaffMember: former.staffMemberId,
    role: role.id,
    registration: (await aRegistration(app, organization)).id,
    apiKey: (await anApiKey(app, by, { permissions: ['clients.read'] })).id,
    connection: (await aConnection(app, colleague, client)).id,
    unusedRole: (await aRole(app, organization, { permissions: ['organization.read'] })).id,
  };
  await app.sql('UPDATE staff_members SET deactivated_at = NOW(3) WHERE id = ?', [ids.formerStaffMember]);
  await app.sql('INSERT INTO mailings (id, organization_id, created_by) VALUES (?, ?, ?)', [
    ids.mailing,
    organization.id,
    by.staffMemberId,
  ]);
  await app.sql(
    `INSERT INTO bulk_operations (id, organization_id, created_by, kind, state, selection, total, skipped_reasons)
     VALUES (?, ?, ?, 'WITHDRAW', 'DONE', '{}', 0, '{}')`,
    [ids.bulkOperation, organization.id, by.staffMemberId],
  );
  const clients = {
    organizationId: organization.id,
    words: [],
    statuses: null,
    programId: null,
    connectedTo: connectedTo?.staffMemberId ?? null,
  };
  await app.sql(
    `INSERT INTO bulk_operations (id, organization_id, created_by, kind, state, selection, mailing_id, total, skipped_reasons)
     VALUES (?, ?, ?, 'INVITE', 'FAILED', ?, ?, 0, '{}'), (?, ?, ?, 'REMIND', 'FAILED', ?, ?, 0, '{}')`,
    [ids.failedInvites, ids.failedReminders].flatMap((id) => [
      id,
      organization.id,
      by.staffMemberId,
      JSON.stringify({ clients }),
      ids.mailing,
    ]),
  );
  for (const clientId of connectedTo ? [client.id, invitee.id, unwilling.id] : [])
    await app.sql(
      'INSERT INTO connections (id, organization_id, staff_member_id, client_id) VALUES (?, ?, ?, ?)',
      [uuidv7(), organization.id, connectedTo?.staffMemberId, clientId],
    );
  return ids;
}

const TABLES = [
  'clients',
  'programs',
  'enrolments',
  'invitations',
  'invitation_events',
  'mails',
  'mailings',
  'messages',
  'bulk_operations',
  'client_number_sequences',
  'staff_member_roles',
  'staff_member_permissions',
  'roles',
  'role_permissions',
  'connections',
  'registrations',
  'organizations',
  'api_keys',
  'api_key_secrets',
  'idempotency_keys',
];

/** All that organizations own, to see that nothing of it has changed. That somebody was at work, or was refused, is no change. */
export async function ownedRows(app: App): Promise<string> {
  const rows = await Promise.all(TABLES.map((table) => app.sql(`SELECT * FROM ${table} ORDER BY 1, 2`)));
  const staff = await app.sql(
    'SELECT id, user_id, email, number, first_name, last_name, deactivated_at FROM staff_members ORDER BY id',
  );
  return JSON.stringify([...rows, staff]);
}
