import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aClient,
  aConnection,
  anInvitation,
  anOrganization,
  aProgram,
  aStaffInvitation,
  aStaffMember,
  type BuiltClient,
  type BuiltStaffMember,
  passTime,
  staffWithOnly,
} from '../../test/builders.js';
import { type Listed, readPossibilities } from '../../test/changing-invitations.js';
import { type App, startApp } from '../../test/harness.js';
import { statementsOf } from '../../test/statements.js';
import { suppress } from '../email/limits/suppressions.js';
import type { Permission } from '../staff/permissions.js';
import { runBulkOperations } from './run-bulk-operations.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app?.close());

const FORECAST = `query Forecast($input: SendingForecastInput!) {
  sendingForecast(input: $input) { mailed passedOver { code reason count } }
}`;
/** Each with what a row says of it. */
const KINDS = { REMIND: 'canRemind', RESEND: 'canResend' } as const;
type Kind = keyof typeof KINDS;

/** Of every sort two: senders who may still invite, no longer, or only their own; each status and state of delivery. */
async function practice() {
  const organization = await anOrganization(app);
  const owner = await aStaffMember(app, organization);
  const gone = await aStaffMember(app, organization);
  const ofOwn = await staffWithOnly(app, organization, 'clients.inviteOwn');
  const firsts: BuiltClient[] = [];
  for (const sentBy of [owner, gone, ofOwn])
    for (const [state, days] of [
      ['SENT', 0],
      ['SENT', 15],
      ['BOUNCED', 0],
      ['QUEUED', 0],
      ['QUEUED', 15],
    ] as const)
      for (const connected of [true, false]) {
        const client = await aClient(app, organization);
        if (connected && sentBy === ofOwn) await aConnection(app, ofOwn, client);
        const { id } = await anInvitation(app, client, { sentBy });
        if (days > 0) await passTime(app, id, { days });
        await app.sql('UPDATE invitations SET delivery_state = ? WHERE id = ?', [state, id]);
        if (connected) firsts.push(client);
      }
  await aClient(app, organization);
  await aClient(app, organization, { email: null });
  await aClient(app, organization, { status: 'ACTIVE' });
  await aStaffInvitation(app, organization, { roles: ['ADMINISTRATOR'], sentBy: gone });
  await aStaffInvitation(app, organization, { roles: ['ASSISTANT'], sentBy: owner });
  await app.sql('UPDATE staff_members SET deactivated_at = NOW(3) WHERE id = ?', [gone.staffMemberId]);
  return { organization, owner, ofOwn, firsts };
}

const forecast = async (as: BuiltStaffMember, kind: Kind, selection: object) =>
  (await app.ask(FORECAST, { input: { kind, selection } }, { as })).sendingForecast;

/** A code, or null for those who would be mailed, with how many there are. */
const tally = (codes: (string | null)[]) =>
  [...Map.groupBy(codes, (code) => code)].map(([code, those]) => `${code} ${those.length}`).sort();
const asTally = ({ mailed, passedOver }: { mailed: number; passedOver: { code: string; count: number }[] }) =>
  [
    ...(mailed > 0 ? [`null ${mailed}`] : []),
    ...passedOver.map(({ code, count }) => `${code} ${count}`),
  ].sort();

describe('what a sending to everybody who matches would come to', () => {
  it('is what the lists say of each row, whoever asks', async () => {
    const { organization, owner, ofOwn, firsts } = await practice();
    const reading: Permission[] = ['clients.read', 'invitations.read', 'staff.read'];
    const askers = {
      owner,
      desk: await staffWithOnly(app, organization, ...reading, 'invitations.resend', 'staff.invite'),
      own: await staffWithOnly(
        app,
        organization,
        ...reading,
        'invitations.resend',
        'staff.invite',
        'clients.inviteOwn',
      ),
    };
    for (const client of firsts) await aConnection(app, askers.own, client);
    const seen = new Set<string>();
    for (const [who, as] of Object.entries(askers)) {
      const { clients, invitations } = await readPossibilities(app, organization, as);
      for (const kind of ['REMIND', 'RESEND'] as const) {
        const codesOf = (rows: Listed[]) => tally(rows.map((row) => row[KINDS[kind]]?.code ?? null));
        const ofInvitations = await forecast(as, kind, { organizationId: organization.id });
        expect(asTally(ofInvitations), `${who} ${kind}`).toEqual(codesOf(invitations));
        const ofClients = await forecast(as, kind, { organizationId: organization.id, clientFilter: {} });
        expect(asTally(ofClients), `${who} ${kind} of clients`).toEqual(codesOf(clients));
        for (const { code } of ofInvitations.passedOver) seen.add(code);
      }
    }
    expect([...seen].sort()).toEqual([
      'BEYOND_OWN_PERMISSIONS',
      'BOUNCED',
      'EXPIRED',
      'INVITER_GONE',
      'MAIL_WAITING',
    ]);
    // Whoever acts on their own clients is told of those.
    const ofOwnClients = await forecast(ofOwn, 'REMIND', { organizationId: organization.id });
    expect(asTally(ofOwnClients)).toEqual(['BOUNCED 1', 'EXPIRED 2', 'MAIL_WAITING 1', 'null 1']);
  });

  it('goes by the filter, and says why the others are passed over, the most frequent first', async () => {
    const { organization, owner } = await practice();
    const told = await forecast(owner, 'REMIND', {
      organizationId: organization.id,
      filter: { statuses: ['PENDING', 'EXPIRED'], recipient: 'CLIENT' },
    });
    expect(told).toEqual({
      mailed: 6,
      passedOver: [
        { code: 'EXPIRED', reason: expect.stringContaining('Resend'), count: 12 },
        { code: 'BOUNCED', reason: expect.any(String), count: 6 },
        { code: 'MAIL_WAITING', reason: expect.any(String), count: 6 },
      ],
    });
    expect(
      await forecast(owner, 'RESEND', { organizationId: organization.id, filter: { statuses: [] } }),
    ).toEqual({
      mailed: 0,
      passedOver: [],
    });
    const program = await aProgram(app, organization);
    await anInvitation(app, await aClient(app, organization, { program }), { sentBy: owner });
    expect(
      await forecast(owner, 'REMIND', { organizationId: organization.id, filter: { programId: program.id } }),
    ).toEqual({ mailed: 1, passedOver: [] });
  });

  it('is left untold where more match than are counted', async () => {
    const { organization, owner } = await practice();
    const rows = Array.from({ length: 10_000 }, (_, at) => [organization.id, `M-${at}`, `m${at}`]);
    await app.sql(
      `INSERT INTO clients (id, organization_id, number, email, status, sort_name, created_at)
       VALUES ${rows.map(() => "(UUID(), ?, ?, NULL, 'NO_EMAIL', ?, NOW(3))").join(', ')}`,
      rows.flat(),
    );
    const of = { organizationId: organization.id };
    expect(await forecast(owner, 'REMIND', { ...of, clientFilter: {} })).toEqual({
      mailed: null,
      passedOver: [],
    });
    const without = await forecast(owner, 'REMIND', { ...of, clientFilter: { statuses: ['NO_EMAIL'] } });
    expect(without).toMatchObject({ mailed: null });
    expect(await forecast(owner, 'REMIND', of)).toMatchObject({ mailed: 8 });
  });

  it('takes as many statements for forty as for twenty', async () => {
    const { organization, owner } = await practice();
    const count = () =>
      statementsOf(app, () => forecast(owner, 'REMIND', { organizationId: organization.id }));
    const few = await count();
    for (let made = 0; made < 20; made += 1)
      await anInvitation(app, await aClient(app, organization), { sentBy: owner });
    expect(await count()).toBe(few);
  });

  it('is told only to whoever may send, of what they may send', async () => {
    const { organization } = await practice();
    const codeOf = async (as: BuiltStaffMember, selection: object) =>
      (await app.graphql(FORECAST, { input: { kind: 'REMIND', selection } }, { as })).errors?.[0]?.extensions
        ?.code;
    const all = { organizationId: organization.id };
    expect(
      await codeOf(await staffWithOnly(app, organization, 'clients.read', 'invitations.read'), all),
    ).toBe('FORBIDDEN');
    expect(await codeOf(await aStaffMember(app, await anOrganization(app)), all)).toBe('NOT_FOUND');
    const ofStaff = await staffWithOnly(app, organization, 'staff.invite');
    expect(await codeOf(ofStaff, { ...all, clientFilter: {} })).toBe('FORBIDDEN');
    expect(await codeOf(ofStaff, { ...all, filter: {}, clientFilter: {} })).toBe('BAD_USER_INPUT');
    const { mailed, passedOver } = await forecast(ofStaff, 'REMIND', all);
    expect(mailed + passedOver.length).toBe(2);
  });

  describe('where somebody may not be mailed', () => {
    const LIMITS = { perRecipient: 4, perOrganizationAndRecipient: 3, perOrganization: 100, perUser: 3 };
    let limited: App;
    beforeAll(async () => {
      limited = await startApp({
        config: { mailLimits: LIMITS },
        databaseUrl: app.services.config.databaseUrl,
      });
    });
    afterAll(() => limited?.close());

    const CALLS = {
      INVITE:
        'mutation ($input: InviteClientsInput!) { begun: inviteClients(input: $input) { operation { id } rows { code } } }',
      REMIND:
        'mutation ($input: InvitationsInput!) { begun: remindInvitations(input: $input) { operation { id } rows { code } } }',
      RESEND:
        'mutation ($input: InvitationsInput!) { begun: resendInvitations(input: $input) { operation { id } rows { code } } }',
    };
    const told = async (as: BuiltStaffMember, input: object) =>
      asTally((await limited.ask(FORECAST, { input }, { as })).sendingForecast);

    /** Seven with an address: one asked nobody to write, one this organization, one has had enough of it. And one without. */
    async function unwilling(kind: keyof typeof CALLS) {
      const organization = await anOrganization(app);
      const owner = await aStaffMember(app, organization);
      const ids: string[] = [];
      for (let made = 0; made < 8; made += 1) {
        const client = await aClient(app, organization, made === 7 ? { email: null } : {});
        const invited = kind !== 'INVITE' && made < 7;
        ids.push(invited ? (await anInvitation(app, client, { sentBy: owner })).id : client.id);
        const email = client.email ?? '';
        if (made < 2)
          await suppress({ db: app.services.dataSource.manager }, email, made === 0 ? '*' : organization.id);
        for (let mail = 0; made === 2 && mail < LIMITS.perOrganizationAndRecipient; mail += 1)
          await app.sql(
            `INSERT INTO mails (id, organization_id, kind, send_key, recipient, state, next_attempt_at)
             VALUES (?, ?, 'INVITATION', UUID(), ?, 'SENT', NOW(3))`,
            [uuidv7(), organization.id, email],
          );
      }
      const clientFilter = kind === 'INVITE' ? null : {};
      const selection = { organizationId: organization.id, clientFilter };
      return { organization, owner, selection, ids: kind === 'INVITE' ? ids : ids.slice(0, 7) };
    }

    it.each(['INVITE', 'REMIND', 'RESEND'] as const)(
      'says of %s what it then comes to, to everybody who matches and to those who are named',
      async (kind) => {
        const refused = ['RECIPIENT_LIMIT 1', 'SUPPRESSED 2', 'USER_LIMIT 1', 'null 3'];
        const { organization, owner, selection } = await unwilling(kind);
        const tallied = await told(owner, { kind, selection });
        expect(tallied).toEqual(['NO_EMAIL 1', ...refused]);
        const everybody = kind === 'INVITE' ? { organizationId: organization.id } : selection;
        const { begun } = await limited.ask(CALLS[kind], { input: { selection: everybody } }, { as: owner });
        await runBulkOperations(limited.services);
        const [row] = await app.sql<{ done: number; skipped: string }>(
          'SELECT done, skipped_reasons AS skipped FROM bulk_operations WHERE id = ?',
          [begun.operation.id],
        );
        const skipped = Object.entries(JSON.parse(row?.skipped ?? '{}') as Record<string, { count: number }>);
        expect(
          [`null ${row?.done}`, ...skipped.map(([code, { count }]) => `${code} ${count}`)].sort(),
        ).toEqual(tallied);

        const again = await unwilling(kind);
        const ofThose = await told(again.owner, { kind, ids: again.ids });
        expect(ofThose).toEqual([...(kind === 'INVITE' ? ['NO_EMAIL 1'] : []), ...refused]);
        const named = { [kind === 'INVITE' ? 'clientIds' : 'ids']: again.ids };
        const { rows } = (await limited.ask(CALLS[kind], { input: named }, { as: again.owner })).begun;
        expect(tally(rows.map(({ code }: { code: string | null }) => code))).toEqual(ofThose);
      },
    );

    it('goes by what the sender may, of those whom they may send to', async () => {
      const { organization, owner, ids, selection } = await unwilling('INVITE');
      const codeOf = async (as: BuiltStaffMember, input: object) =>
        (await app.graphql(FORECAST, { input: { kind: 'INVITE', ...input } }, { as })).errors?.[0]?.extensions
          ?.code;
      const bram = await staffWithOnly(app, organization, 'clients.inviteOwn');
      expect(await codeOf(bram, { ids })).toBe('NOT_FOUND');
      await app.sql(
        'INSERT INTO connections (id, organization_id, staff_member_id, client_id) VALUES (?, ?, ?, ?)',
        [uuidv7(), organization.id, bram.staffMemberId, ids[5]],
      );
      for (const whom of [{ ids }, { selection }])
        expect(await told(bram, { kind: 'INVITE', ...whom })).toEqual(['null 1']);
      const resender = await staffWithOnly(app, organization, 'clients.read', 'invitations.resend');
      const stranger = await aStaffMember(app, await anOrganization(app));
      for (const whom of [{ ids }, { selection }]) {
        expect(await codeOf(resender, whom)).toBe('FORBIDDEN');
        expect(await codeOf(stranger, whom)).toBe('NOT_FOUND');
      }
      for (const whom of [{}, { ids, selection }, { ids: [] }, { selection: { ...selection, filter: {} } }])
        expect(await codeOf(owner, whom)).toBe('BAD_USER_INPUT');
    });
  });
});
