import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { createClient, openDesk, rowOf } from '../stage/desk.ts';
import { inspect } from '../stage/inspect.ts';
import { aPractice } from '../stage/practice.ts';
import { story } from '../stage/story.ts';

story('has no dialog for several clients that keeps anybody out', async ({ database, mailbox, visit }) => {
  const practice = await aPractice(database, { programs: ['Sleep better'] });
  const desk = await openDesk(visit, practice);
  const found: string[] = [];
  for (const firstName of ['Ada', 'Bo'])
    await createClient(desk, practice, { firstName, email: `${firstName}@${practice.domain}` });
  await desk.reload();
  await rowOf(desk, 'Ada').waitFor();

  await desk.keyboard.press('?');
  await desk.getByRole('dialog', { name: 'Keys' }).waitFor();
  found.push(...(await inspect(desk, 'keys')));
  await close(desk);
  await desk.getByRole('button', { name: practice.name }).click();
  await desk.getByRole('menuitem').first().waitFor();
  found.push(...(await inspect(desk, 'organizations')));
  await desk.keyboard.press('Escape');

  await desk.getByRole('button', { name: 'Columns' }).click();
  await desk.getByRole('dialog', { name: 'Columns' }).waitFor();
  found.push(...(await inspect(desk, 'columns')));
  await desk.keyboard.press('Escape');

  await desk.getByRole('checkbox', { name: 'Select all clients on this page' }).click();
  await desk.getByRole('button', { name: 'Add to program' }).click();
  await openList(desk, 'Program');
  found.push(...(await inspect(desk, 'add to a program, list open')));
  await close(desk);
  await desk.getByRole('button', { name: 'Invite', exact: true }).click();
  await openList(desk, 'Connections');
  found.push(...(await inspect(desk, 'invite several, list open')));
  await desk.keyboard.press('Escape');
  await desk.getByRole('button', { name: 'Link', exact: true }).click();
  await desk.getByRole('dialog', { name: 'Link' }).waitFor();
  found.push(...(await inspect(desk, 'invite several, a link being set')));
  await desk.keyboard.press('Escape');
  await close(desk);
  await more(desk, 'Connect with staff');
  await openList(desk, 'Staff');
  found.push(...(await inspect(desk, 'connect several, list open')));
  await close(desk);
  await more(desk, 'Send without editing');
  const confirmation = desk.getByRole('dialog');
  await confirmation.getByRole('button', { name: 'Send invitations' }).waitFor();
  found.push(...(await inspect(desk, 'send to several')));
  await confirmation.getByRole('button', { name: 'Send invitations' }).click();
  await confirmation.waitFor({ state: 'hidden' });
  await mailbox.mails(`@${practice.domain}`, 2);

  // A question about ticked rows does not wait, over a reload, for the next row that is ticked.
  await desk.goto(`/admin/o/${practice.slug}/clients?dialog=withdraw`);
  await desk.getByRole('checkbox', { name: 'Select all clients on this page' }).click();
  await desk.getByText('2 selected').waitFor();
  expect(await confirmation.count()).toBe(0);
  for (const act of ['Resend', 'Withdraw']) {
    await more(desk, act);
    await confirmation.getByRole('button', { name: 'Cancel' }).waitFor();
    found.push(...(await inspect(desk, `${act.toLowerCase()} several`)));
    await close(desk);
  }
  expect(found).toEqual([]);
});

story('has no dialog about staff that keeps anybody out', async ({ database, visit }) => {
  const practice = await aPractice(database);
  const desk = await openDesk(visit, practice);
  const found: string[] = [];
  await createClient(desk, practice, { firstName: 'Ada', lastName: 'Smit' });
  await desk.goto(`/admin/o/${practice.slug}/staff/invite`);
  await openList(desk, 'Connect with clients (optional)');
  found.push(...(await inspect(desk, 'invite staff, list open')));
  await desk.goto(`/admin/o/${practice.slug}/staff`);
  await desk.getByRole('link', { name: practice.owner.name }).click();
  await desk.getByRole('button', { name: 'Connect clients…' }).click();
  await openList(desk, 'Clients');
  found.push(...(await inspect(desk, 'connect clients, list open')));
  await desk.getByRole('option', { name: 'Ada Smit' }).click();
  await desk.getByRole('button', { name: 'Connect', exact: true }).click();
  await desk.getByRole('button', { name: 'Remove the connection with Ada Smit' }).click();
  await desk.getByRole('button', { name: 'Remove connection' }).waitFor();
  found.push(...(await inspect(desk, 'remove a connection')));
  expect(found).toEqual([]);
});

async function openList(desk: Page, label: string): Promise<void> {
  await desk.getByRole('dialog').getByRole('combobox', { name: label }).click();
  await desk.getByRole('option').first().waitFor();
}

/** With a list open in it, the list goes first. */
async function close(desk: Page): Promise<void> {
  const dialog = desk.getByRole('dialog');
  await dialog
    .getByRole('button', { name: /^Close/ })
    .first()
    .click();
  await dialog.waitFor({ state: 'hidden' });
}

async function more(desk: Page, entry: string): Promise<void> {
  await desk.getByRole('button', { name: 'More actions' }).click();
  await desk.getByRole('menuitem', { name: entry }).click();
}
