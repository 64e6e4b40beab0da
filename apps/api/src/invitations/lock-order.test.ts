import { afterAll, beforeAll, expect, it } from 'vitest';
import { ACCEPT, accepting, NOT_ME, person } from '../../test/accepting.js';
import { aStaffMember } from '../../test/builders.js';
import { type App, startApp } from '../../test/harness.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app?.close());

const { invited } = accepting(() => app);
type Invited = Awaited<ReturnType<typeof invited>>;

const change = (name: string) => async (of: Invited) => {
  const staff = await aStaffMember(app, { id: of.client.organizationId });
  return app.graphql(
    `mutation Change($input: InvitationsInput!) { ${name}(input: $input) { errors { code } } }`,
    { input: { ids: [of.invitation.id] } },
    { as: staff },
  );
};

// What is done to clients locks them before their invitations. Whoever did it the other way round would be waited for, and
// wait: one of the two would have to begin anew.
it.each<[string, (of: Invited) => Promise<{ errors?: unknown }>]>([
  ['accepting', ({ token }) => app.graphql(ACCEPT, { input: { token, ...person } })],
  [
    'reporting a wrong recipient',
    ({ token, client }) =>
      app.graphql(NOT_ME, { input: { token, confirmation: client.email?.slice(0, 3) ?? '' } }),
  ],
  ['resending', change('resendInvitations')],
  ['withdrawing', change('withdrawInvitations')],
])('%s locks no invitation while it waits for its client', async (_, act) => {
  const of = await invited();
  const holder = app.services.dataSource.createQueryRunner();
  await holder.startTransaction();
  await holder.query('SELECT id FROM clients WHERE id = ? FOR UPDATE', [of.client.id]);
  const acting = act(of);
  const isWaiting = async () => {
    const [row] = await app.sql<{ count: number }>(
      `SELECT COUNT(*) AS count FROM information_schema.INNODB_TRX t
         JOIN information_schema.PROCESSLIST p ON p.ID = t.trx_mysql_thread_id
        WHERE t.trx_state = 'LOCK WAIT' AND p.DB = DATABASE()`,
    );
    return Number(row?.count) > 0;
  };
  // The server looks at its transactions anew ten times a second, and not while it is asked more often.
  while (!(await isWaiting())) await new Promise((resolve) => setTimeout(resolve, 120));
  try {
    await holder.query('SELECT id FROM invitations WHERE id = ? FOR UPDATE NOWAIT', [of.invitation.id]);
  } finally {
    await holder.rollbackTransaction();
    await holder.release();
  }
  expect((await acting).errors).toBeUndefined();
});
