import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anOrganization, aStaffMember, aUser } from '../../test/builders.js';
import { type App, startApp } from '../../test/harness.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const VIEWER = '{ viewer { id email name language } }';

describe('viewer', () => {
  it('is nobody without a session', async () => {
    expect(await app.ask(VIEWER)).toEqual({ viewer: null });
  });

  it('is the user of the session', async () => {
    const user = await aUser(app, { name: 'Mila Jansen' });
    const { viewer } = await app.ask(VIEWER, {}, { as: user });
    expect(viewer).toEqual({ id: user.userId, email: user.email, name: 'Mila Jansen', language: null });
  });

  it('chooses a language that stays', async () => {
    const fenna = await aStaffMember(app, await anOrganization(app));
    const { updateViewer } = await app.ask(
      'mutation { updateViewer(input: { language: NL }) { viewer { language } errors { code } } }',
      {},
      { as: fenna },
    );
    expect(updateViewer).toEqual({ viewer: { language: 'NL' }, errors: [] });
    expect((await app.ask(VIEWER, {}, { as: fenna })).viewer.language).toBe('NL');
  });
});
