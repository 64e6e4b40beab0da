import { afterAll, beforeAll, expect, it } from 'vitest';
import { createLimits } from '../../src/auth/limits.js';
import { Limiter } from '../../src/auth/throttle.js';
import { invitationToken } from '../../src/invitations/invitation-token.js';
import {
  aClient,
  anInvitation,
  anOrganization,
  aStaffMember,
  aUser,
  type BuiltStaffMember,
} from '../builders.js';
import { type App, startApp } from '../harness.js';

const ROUNDS = Number(process.env.ACCEPT_ROUNDS ?? 4);
const AT_ONCE = 50;
const SESSIONS = 5;
/** Every so many rounds all are newcomers: fifty passwords to hash take longer than the race itself. */
const NEWCOMERS_EVERY = 25;

const ACCEPT = `mutation ($input: AcceptInvitationInput!) {
  acceptInvitation(input: $input) { membership { id } errors { code } }
}`;

let app: App;
let staff: BuiltStaffMember;
beforeAll(async () => {
  const limits = { ...createLimits(), mutations: new Limiter({ burst: 1_000_000, refill: 1 }) };
  app = await startApp({ services: { limits } });
  staff = await aStaffMember(app, await anOrganization(app));
});
afterAll(() => app?.close());

interface Tally {
  memberships: (string | null)[];
  codes: Record<string, number>;
}

it(
  `lets one of ${AT_ONCE} simultaneous accepts win, ${ROUNDS} times`,
  async () => {
    const began = performance.now();
    const codes: Record<string, number> = {};
    for (let round = 0; round < ROUNDS; round += 1) {
      const tally = round % NEWCOMERS_EVERY === 0 ? await newcomers(round) : await sessions(round);
      for (const [code, count] of Object.entries(tally.codes)) codes[code] = (codes[code] ?? 0) + count;
    }
    const seconds = Math.round((performance.now() - began) / 100) / 10;
    process.stdout.write(
      `accept rounds: ${JSON.stringify({ rounds: ROUNDS, atOnce: AT_ONCE, seconds, refusals: codes })}\n`,
    );
  },
  120_000 + ROUNDS * 5_000,
);

async function invite(email: string) {
  const client = await aClient(app, { id: staff.organizationId }, { email, firstName: null, lastName: null });
  const invitation = await anInvitation(app, client, { sentBy: staff });
  return { client, token: invitationToken(app.services.config.tokenKeys, invitation.id, 1), invitation };
}

/** Fifty people who all think they are the one, each with a password of their own: one becomes the user. */
async function newcomers(round: number): Promise<Tally> {
  const scene = await invite(`newcomer-${round}@x.example`);
  const tally = await race(
    Array.from({ length: AT_ONCE }, (_, racer) => ({
      input: {
        token: scene.token,
        firstName: 'Ada',
        lastName: 'Bos',
        password: `password of racer ${racer}`,
      },
    })),
  );
  expect(tally.memberships.filter(Boolean), `round ${round}`).toEqual([scene.client.id]);
  await checkRows(round, scene);
  return tally;
}

/** The invited user clicks forty times in several browsers, and a stranger who got hold of the link ten times. */
async function sessions(round: number): Promise<Tally> {
  const user = await aUser(app);
  const stranger = await aUser(app);
  const scene = await invite(user.email);
  const cookies = await Promise.all(
    Array.from({ length: SESSIONS }, (_, index) => openSession(index === 0 ? stranger.userId : user.userId)),
  );
  const tally = await race(
    Array.from({ length: AT_ONCE }, (_, racer) => ({
      input: { token: scene.token },
      cookie: cookies[racer % SESSIONS],
    })),
  );
  expect(tally.memberships, `round ${round}`).toEqual(
    Array.from({ length: AT_ONCE }, (_, racer) => (racer % SESSIONS === 0 ? null : scene.client.id)),
  );
  await checkRows(round, scene, user.userId);
  return tally;
}

async function race(racers: { input: object; cookie?: string | undefined }[]): Promise<Tally> {
  const answers = await Promise.all(
    racers.map(({ input, cookie }) => app.graphql(ACCEPT, { input }, { headers: cookie ? { cookie } : {} })),
  );
  const codes: Record<string, number> = {};
  for (const { data, errors } of answers)
    for (const code of [
      ...(data?.acceptInvitation?.errors ?? []),
      ...(errors ?? []).map((e) => e.extensions),
    ])
      codes[code.code] = (codes[code.code] ?? 0) + 1;
  expect(codes).not.toHaveProperty('INTERNAL_SERVER_ERROR');
  return { memberships: answers.map(({ data }) => data?.acceptInvitation?.membership?.id ?? null), codes };
}

async function checkRows(
  round: number,
  { client, invitation }: Awaited<ReturnType<typeof invite>>,
  userId?: string,
): Promise<void> {
  const [row] = await app.sql(
    `SELECT i.status, c.status AS client, c.user_id,
            (SELECT COUNT(*) FROM users u WHERE u.email = c.email) AS users,
            (SELECT COUNT(*) FROM invitation_events e WHERE e.invitation_id = i.id AND e.type = 'ACCEPTED') AS accepted
       FROM invitations i JOIN clients c ON c.id = i.client_id WHERE i.id = ? AND c.id = ?`,
    [invitation.id, client.id],
  );
  expect({ ...row, users: Number(row.users), accepted: Number(row.accepted) }, `round ${round}`).toEqual({
    status: 'ACCEPTED',
    client: 'ACTIVE',
    user_id: userId ?? expect.any(String),
    users: 1,
    accepted: 1,
  });
}

async function openSession(userId: string): Promise<string> {
  const { headers } = await app.services.auth.api.openSession({ body: { userId }, returnHeaders: true });
  return headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}
