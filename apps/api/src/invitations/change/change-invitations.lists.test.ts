import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aClient,
  aConnection,
  anInvitation,
  aStaffInvitation,
  aStaffMember,
  type BuiltStaffMember,
  passTime,
  staffWithOnly,
} from '../../../test/builders.js';
import {
  anInvitedClient,
  type Can,
  REMIND,
  RESEND,
  readPossibilities,
} from '../../../test/changing-invitations.js';
import { type App, startApp } from '../../../test/harness.js';
import { statementsOf } from '../../../test/statements.js';
import type { Permission } from '../../staff/permissions.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const READING: Permission[] = ['clients.read', 'invitations.read', 'staff.read'];
const SENDING: Permission[] = [...READING, 'invitations.resend'];

describe('what lists say of reminding and resending', () => {
  it('is what becomes of it, of clients and of staff, whoever asks', async () => {
    const { organization, staff, invitation } = await anInvitedClient(app);
    const other = await anInvitation(app, await aClient(app, organization), {
      sentBy: await aStaffMember(app, organization),
    });
    const toStaff = await aStaffInvitation(app, organization, { roles: ['ADMINISTRATOR'], sentBy: staff });
    await app.sql('UPDATE staff_members SET deactivated_at = NOW(3) WHERE id = ?', [staff.staffMemberId]);
    const askers = {
      nobodyInvites: await staffWithOnly(app, organization, ...SENDING),
      invitesOwn: await staffWithOnly(app, organization, ...SENDING, 'clients.inviteOwn'),
      invites: await staffWithOnly(app, organization, ...SENDING, 'clients.invite'),
      invitesStaff: await staffWithOnly(app, organization, ...SENDING, 'staff.invite'),
      owner: await aStaffMember(app, organization),
    };
    const ids = [invitation.id, other.id, toStaff.invitationId];
    const told: Record<string, unknown> = {};
    for (const [name, as] of Object.entries(askers)) {
      const { clients, invitations } = await readPossibilities(app, organization, as);
      const codes = (of: 'canRemind' | 'canResend') =>
        ids.map((id) => invitations.find((row) => row.id === id)?.[of]?.code);
      told[name] = [codes('canRemind'), codes('canResend')];
      // The list of clients does not say otherwise than that of invitations.
      const ofClients = clients.map(({ canRemind, canResend }) => [canRemind?.code, canResend?.code].join());
      const ofInvitations = [0, 1].map((at) => [codes('canRemind')[at], codes('canResend')[at]].join());
      expect(ofClients.sort(), name).toEqual(ofInvitations.sort());
    }
    const [gone, forbidden] = ['INVITER_GONE', 'NOT_PERMITTED'];
    expect(told).toEqual({
      nobodyInvites: Array(2).fill([gone, null, forbidden]),
      invitesOwn: Array(2).fill([gone, null, forbidden]),
      invites: Array(2).fill([null, null, forbidden]),
      invitesStaff: [
        [gone, null, gone],
        [gone, null, 'BEYOND_OWN_PERMISSIONS'],
      ],
      owner: [
        [null, null, null],
        [null, null, null],
      ],
    });
    for (const [at, mutation] of [REMIND, RESEND].entries()) {
      const { change } = await app.ask(mutation, { input: { ids } }, { as: askers.invitesStaff });
      const codes = change.rows.map(({ code }: { code: string | null }) => code);
      // What the first of them mails is waiting when the second comes.
      expect(codes.filter((code: string | null) => code !== 'MAIL_WAITING')).toEqual(
        [
          [gone, null, gone],
          [gone, 'BEYOND_OWN_PERMISSIONS'],
        ][at],
      );
    }
  });

  it('is no to whoever may look and not act, before anything else', async () => {
    const { organization, staff, client, invitation } = await anInvitedClient(app);
    const toStaff = await aStaffInvitation(app, organization, { sentBy: staff });
    const expired = await aClient(app, organization);
    await passTime(app, (await anInvitation(app, expired, { sentBy: staff })).id, { days: 15 });
    /** The different answers about one of them. */
    const told = async (as: BuiltStaffMember) => {
      const { clients, invitations } = await readPossibilities(app, organization, as, [
        'canInvite',
        'canRemind',
        'canResend',
        'canWithdraw',
      ]);
      const rows = [...clients, ...invitations];
      return (id: string) => {
        const { id: _, ...cans } = rows.find((row) => row.id === id) ?? { id };
        return [...new Set(Object.values<{ code: string | null }>(cans).map(({ code }) => code))];
      };
    };
    const reader = await told(await staffWithOnly(app, organization, ...READING));
    for (const id of [client.id, expired.id, invitation.id, toStaff.invitationId])
      expect(reader(id)).toEqual(['NOT_PERMITTED']);
    const clinician = await staffWithOnly(app, organization, ...READING, 'clients.inviteOwn');
    await aConnection(app, clinician, expired);
    const ofOwn = await told(clinician);
    for (const id of [client.id, invitation.id]) expect(ofOwn(id)).toEqual(['NOT_OWN_CLIENT']);
    expect(ofOwn(expired.id)).toEqual([null, 'EXPIRED']);
    const withdraws = await told(await staffWithOnly(app, organization, ...READING, 'invitations.withdraw'));
    expect(withdraws(invitation.id)).toEqual(['NOT_PERMITTED', null]);
  });

  it('takes as many statements for twenty as for two, and none more for whoever may invite', async () => {
    const { organization, staff } = await anInvitedClient(app);
    const asker = await staffWithOnly(app, organization, ...SENDING);
    const owner = await aStaffMember(app, organization);
    const count = (as: BuiltStaffMember, ...cans: Can[][]) =>
      statementsOf(app, () => readPossibilities(app, organization, as, ...cans));
    const add = async (invitations: number) => {
      for (let made = 0; made < invitations; made += 1)
        await anInvitation(app, await aClient(app, organization), { sentBy: staff });
    };
    await add(1);
    const [few, fewOfOwner] = [await count(asker), await count(owner)];
    await add(18);
    expect([await count(asker), await count(owner)]).toEqual([few, fewOfOwner]);
    expect(await count(owner, ['canWithdraw'])).toBe(fewOfOwner);
  });
});
