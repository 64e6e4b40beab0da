import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { openDesk, rowOf } from '../stage/desk.ts';
import { inspect, provideAxe } from '../stage/inspect.ts';
import { paste } from '../stage/paste.ts';
import { aPractice } from '../stage/practice.ts';
import { story } from '../stage/story.ts';

story('lets a partner app in with a key, and out at once', async ({ system, database, visit }) => {
  const practice = await aPractice(database);
  const desk = await openDesk(visit, practice);
  const found: string[] = [];
  await desk.getByRole('link', { name: 'API keys' }).click();
  await desk.getByText('No keys yet').waitFor();
  found.push(...(await inspect(desk, 'no keys')));

  const secret = await createKey(desk, 'Planner', async (dialog) => {
    found.push(...(await inspect(desk, dialog)));
  });
  await desk.reload();
  await rowOf(desk, 'Planner').getByText('Works').waitFor();
  expect(await desk.content()).not.toContain(secret);
  found.push(...(await inspect(desk, 'keys')));

  const ask = async (query: string, variables: object = {}) => {
    const answer = await fetch(`${system.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
      body: JSON.stringify({ query, variables }),
    });
    return { status: answer.status, body: await answer.json() };
  };
  const invited = await ask(
    `mutation ($input: CreateClientsInput!) { createClients(input: $input) { createdCount errors { code } } }`,
    { input: { organizationId: practice.id, emails: `ada@${practice.domain}`, invitation: {} } },
  );
  expect(invited.body.data.createClients).toEqual({ createdCount: 1, errors: [] });

  await rowOf(desk, 'Planner')
    .getByRole('button', { name: /^Actions for/ })
    .click();
  await desk.getByRole('menuitem', { name: 'Revoke' }).click();
  await desk.getByText('It sent 1 invitation that is still open.').waitFor();
  found.push(...(await inspect(desk, 'revoking')));
  await desk.getByRole('button', { name: 'Revoke key' }).click();
  await rowOf(desk, 'Planner').getByText('Revoked').waitFor();
  expect((await ask('{ apiClient { id } }')).status).toBe(401);
  expect(found).toEqual([]);
});

story(
  'shows partners the API and lets them try it, without a byte from elsewhere',
  async ({ system, database, visit }) => {
    const practice = await aPractice(database);
    const desk = await openDesk(visit, practice);
    await desk.goto(`/admin/o/${practice.slug}/api-keys`);
    const secret = await createKey(desk, 'Planner');

    const page = await visit();
    const foreign: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(system.url) && !request.url().startsWith('data:'))
        foreign.push(request.url());
    });
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await page.goto('/graphql');
    await page.getByLabel('API key').fill(secret);
    await page.locator('.graphiql-query-editor .CodeMirror').click();
    await page.keyboard.press('Control+Home');
    for (let line = 0; line < 5; line += 1) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Control+Enter');
    await page
      .getByLabel('Response Editor')
      .or(page.locator('.graphiql-response'))
      .first()
      .getByText(practice.id)
      .waitFor();
    await page.getByRole('button', { name: /Documentation Explorer/ }).click();
    await page.getByText('CreateClientsInput').first().waitFor();

    expect(await ownViolations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await ownViolations(page)).toEqual([]);
    expect({ foreign, complaints }).toEqual({ foreign: [], complaints: [] });
    const kept = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage, document.cookie]));
    expect(kept).toBe('[{},{},""]');
    await page.reload();
    expect(await page.getByLabel('API key').inputValue()).toBe('');
  },
);

story('finds the first sending again when its answer got lost', async ({ database, visit }) => {
  const practice = await aPractice(database);
  const desk = await openDesk(visit, practice);
  let lost = 0;
  await desk.route('**/graphql', async (route) => {
    if (lost > 0 || !route.request().postData()?.includes('mutation InviteClients')) return route.continue();
    lost += 1;
    await route.fetch();
    await route.abort('connectionreset');
  });
  await desk.getByRole('link', { name: 'Create client' }).first().click();
  const dialog = desk.getByRole('dialog', { name: 'Create clients' });
  await paste(dialog.getByLabel('E-mail addresses'), `saar@${practice.domain} tim@${practice.domain}`);
  await dialog.getByRole('button', { name: 'Create 2 clients' }).click();
  const send = dialog.getByRole('button', { name: 'Send 2 invitations' });
  await send.click();
  await dialog.getByText('cannot be reached').first().waitFor();
  expect(lost).toBe(1);
  // The page was closed in despair, and opened again.
  await desk.reload();
  await send.click();
  await dialog.getByText('Sent to 2 people.').first().waitFor({ timeout: 60_000 });
  const mailings = await database.sql('SELECT id FROM mailings WHERE organization_id = ?', [practice.id]);
  expect(mailings).toHaveLength(1);
});

/** Makes a key in the open page of keys, as somebody does who has to keep its secret. */
async function createKey(
  desk: Page,
  name: string,
  look: (dialog: string) => Promise<void> = async () => {},
): Promise<string> {
  await desk.getByRole('button', { name: 'Create key' }).click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  await look('creating a key');
  await dialog.getByRole('button', { name: 'Create key' }).click();
  const field = dialog.getByLabel(`The secret of ${name}`);
  await field.waitFor();
  await look('the secret of a key');
  const secret = await field.inputValue();
  expect(secret).toMatch(/^ak_live_/);
  // Nothing but the button that says so closes what is shown once.
  await desk.keyboard.press('Escape');
  await dialog.getByRole('button', { name: 'I have kept it' }).click();
  await dialog.waitFor({ state: 'hidden' });
  return secret;
}

/** Of what surrounds the editor, which is somebody else's. */
async function ownViolations(page: Page): Promise<string[]> {
  await provideAxe(page);
  const { violations } = (await page.evaluate(`axe.run('header')`)) as AxeResults;
  return violations.map(
    ({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  );
}
