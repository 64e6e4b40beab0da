import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { anOrganization, aUser } from '../../../test/builders.js';
import { type App, startApp } from '../../../test/harness.js';

let app: App;
beforeAll(async () => {
  app = await startApp({ limited: true });
});
afterAll(() => app.close());

it('counts the organizations that somebody makes, and not their search for an address that is free', async () => {
  const taken = await anOrganization(app);
  const person = await aUser(app);
  const create = (slug: string) =>
    app.graphql(
      'mutation ($input: CreateOrganizationInput!) { createOrganization(input: $input) { organization { slug } errors { code } } }',
      {
        input: { name: 'De Es', slug, language: 'NL', timeZone: 'Europe/Amsterdam', accentColor: '#2f6f5e' },
      },
      { as: person },
    );
  for (let attempt = 0; attempt < 7; attempt += 1)
    expect((await create(taken.slug)).data.createOrganization.errors).toEqual([{ code: 'TAKEN' }]);
  const slugs = Array.from({ length: 6 }, () => `es-${uuidv7()}`);
  for (const slug of slugs.slice(0, 5))
    expect((await create(slug)).data.createOrganization).toEqual({ organization: { slug }, errors: [] });
  const { data, errors } = await create(slugs[5] ?? '');
  expect([data, errors?.[0]?.extensions?.code]).toEqual([null, 'TOO_MANY_REQUESTS']);
  expect(await app.sql('SELECT id FROM organizations WHERE slug = ?', [slugs[5]])).toEqual([]);
});
