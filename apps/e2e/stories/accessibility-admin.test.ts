import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { mailsAre, passDays } from '../stage/database.ts';
import { createClient, createClients, invite, openDesk, rowOf } from '../stage/desk.ts';
import { inspect } from '../stage/inspect.ts';
import { paste } from '../stage/paste.ts';
import { aPractice } from '../stage/practice.ts';
import { story } from '../stage/story.ts';

story('has no page before signing in that keeps anybody out', async ({ visit }) => {
  const page = await visit();
  const found: string[] = [];
  await page.goto('/admin/sign-in');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('Enter your e-mail address.').waitFor();
  found.push(...(await inspect(page, 'sign in, refused')));
  await page.goto('/admin/forgotten-password');
  await page.getByRole('heading', { name: 'Choose a new password' }).waitFor();
  found.push(...(await inspect(page, 'forgotten password')));
  await page.goto('/admin/reset-password#token=none');
  await page.getByRole('heading').first().waitFor();
  found.push(...(await inspect(page, 'new password')));
  await page.goto('/admin/no/such/page');
  await page.getByRole('heading').first().waitFor();
  found.push(...(await inspect(page, 'no such page')));
  expect(found).toEqual([]);
});

story('has no list and no details that keep anybody out', async ({ database, mailbox, visit }) => {
  const practice = await aPractice(database, { programs: ['Sleep better', 'Walk more'] });
  const desk = await openDesk(visit, practice);
  const found: string[] = [];
  await desk.getByText('No clients yet').waitFor();
  found.push(...(await inspect(desk, 'no clients')));
  await desk.getByRole('link', { name: 'Actions on many' }).click();
  await desk.getByText('Nothing has been done to many yet').waitFor();
  found.push(...(await inspect(desk, 'no actions on many')));
  await desk.goBack();

  await invite(desk, practice, [`expired@${practice.domain}`]);
  await passDays(database, practice, 15);
  await invite(desk, practice, [`pending@${practice.domain}`, `nobody@${practice.domain}`]);
  await createClients(desk, practice, [`new@${practice.domain}`]);
  await createClient(desk, practice, { firstName: 'Daan', lastName: 'Bos' });
  await mailbox.latest(`pending@${practice.domain}`);
  await mailsAre(database, 'BOUNCED', `nobody@${practice.domain}`);

  await desk.reload();
  await rowOf(desk, 'nobody@').getByText('Mail came back').waitFor();
  found.push(...(await inspect(desk, 'clients')));
  await desk.getByRole('checkbox', { name: `Select pending@${practice.domain}` }).click();
  await desk.getByText('1 selected').waitFor();
  found.push(...(await inspect(desk, 'clients, selected')));
  await rowOf(desk, 'expired@')
    .getByRole('button', { name: /^Actions for/ })
    .click();
  await desk.getByRole('menuitem', { name: /^Resend/ }).waitFor();
  found.push(...(await inspect(desk, 'clients, menu')));
  await desk.keyboard.press('Escape');

  await rowOf(desk, 'nobody@').getByRole('link').first().click();
  await desk.getByRole('heading', { name: 'What happened' }).waitFor();
  found.push(...(await inspect(desk, 'one client')));
  await visitEach(desk, found, [
    ['Open invitations', 'Open invitations'],
    ['Programs', 'Programs'],
    ['Settings', 'Settings'],
  ]);
  await desk.keyboard.press('ControlOrMeta+k');
  await desk.getByPlaceholder('Name, address, number or page').fill('pending');
  await desk.getByRole('option').first().waitFor();
  found.push(...(await inspect(desk, 'palette')));
  expect(found).toEqual([]);
});

story('has no dialog that keeps anybody out', async ({ database, visit }) => {
  const practice = await aPractice(database, { programs: ['Sleep better'] });
  const desk = await openDesk(visit, practice);
  const found: string[] = [];
  await desk.goto(`/admin/o/${practice.slug}/clients/create/who`);
  const dialog = desk.getByRole('dialog', { name: 'Create clients' });
  const field = dialog.getByLabel('E-mail addresses');
  await paste(field, `anna@${practice.domain}, anna@${practice.domain}, carla.example.com, dirk@gmial.com`);
  await dialog.getByText('1 address cannot be used.').first().waitFor();
  found.push(...(await inspect(desk, 'create clients, who')));
  await dialog.getByRole('button', { name: 'Remove it' }).click();
  await dialog.getByRole('button', { name: 'Create 2 clients' }).click();
  await dialog.locator('iframe[title="The mail"]').first().waitFor();
  found.push(...(await inspect(desk, 'create clients, message')));
  // On a phone the mail stands behind the fields.
  await desk.setViewportSize({ width: 320, height: 700 });
  await dialog.getByText('Preview', { exact: true }).click();
  await dialog.getByRole('region', { name: 'The mail', exact: true }).waitFor();
  found.push(...(await inspect(desk, 'create clients, preview')));
  await desk.setViewportSize({ width: 1280, height: 900 });
  await dialog.getByRole('button', { name: 'Send 2 invitations' }).click();
  await dialog.getByText('Sent to 2 people.').first().waitFor({ timeout: 60_000 });
  found.push(...(await inspect(desk, 'create clients, progress')));
  await dialog.getByRole('button', { name: 'Done' }).click();

  await desk.goto(`/admin/o/${practice.slug}/programs?edit=new`);
  await desk.getByRole('dialog').getByLabel('Name').waitFor();
  found.push(...(await inspect(desk, 'create a program')));
  await desk.goto(`/admin/o/${practice.slug}/invitations`);
  await rowOf(desk, 'anna@')
    .getByRole('button', { name: /^Actions for/ })
    .click();
  await desk.getByRole('menuitem', { name: 'Withdraw…' }).click();
  await desk.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).waitFor();
  found.push(...(await inspect(desk, 'withdraw')));
  expect(found).toEqual([]);
});

async function visitEach(
  desk: Page,
  found: string[],
  pages: [link: string, heading: string][],
): Promise<void> {
  for (const [link, heading] of pages) {
    await desk.getByRole('link', { name: link }).first().click();
    await desk.getByRole('heading', { name: heading, level: 1 }).waitFor();
    await desk.waitForLoadState('networkidle');
    found.push(...(await inspect(desk, heading.toLowerCase())));
  }
}
