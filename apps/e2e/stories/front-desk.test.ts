import { text } from 'node:stream/consumers';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { type Database, mailsAre, passDays } from '../stage/database.ts';
import { createClient, createClients, invite, openDesk, rowOf } from '../stage/desk.ts';
import { inspect } from '../stage/inspect.ts';
import { aPractice, signIn } from '../stage/practice.ts';
import { story } from '../stage/story.ts';

story(
  'says why somebody without an address cannot be selected, and takes the address',
  async ({ database, mailbox, visit }) => {
    const practice = await aPractice(database);
    const desk = await openDesk(visit, practice);
    await createClient(desk, practice, { firstName: 'Daan', lastName: 'Bos' });
    await createClient(desk, practice, {
      firstName: 'Els',
      lastName: 'Kok',
      email: `els@${practice.domain}`,
    });
    await desk.reload();
    const daan = rowOf(desk, 'Daan Bos');
    await daan.getByText('No e-mail', { exact: true }).waitFor();
    const box = daan.getByRole('checkbox');
    expect(await box.isDisabled()).toBe(true);
    expect(await box.getAttribute('aria-label')).toContain('There is no e-mail address on file');
    await daan.getByRole('note').focus();
    await desk.getByRole('tooltip').getByText('There is no e-mail address on file.').waitFor();
    await desk.getByRole('checkbox', { name: 'Select all clients on this page' }).click();
    await desk.getByText('1 selected').waitFor();

    await daan.getByRole('link', { name: 'Add an address for Daan Bos' }).click();
    await desk.getByRole('textbox', { name: 'E-mail address' }).fill(`daan@${practice.domain}`);
    await desk.getByRole('button', { name: 'Save' }).click();
    await desk.getByText('Not invited', { exact: true }).waitFor();
    await desk.getByRole('button', { name: 'Send invite' }).click();
    const dialog = desk.getByRole('dialog', { name: 'Invite 1 client' });
    await dialog.getByRole('button', { name: 'Send 1 invitation' }).click();
    await dialog.getByText('Sent to 1 person.').first().waitFor({ timeout: 60_000 });
    await dialog.getByRole('button', { name: 'Done' }).click();
    expect((await mailbox.latest(`daan@${practice.domain}`)).text).toContain('Dear Daan,');
    const timeline = desk.getByRole('region', { name: 'What happened' });
    await timeline.getByText('The mail server took the mail').waitFor();
    await timeline.getByText('Invitation sent – Fenna Bakker').waitFor();
    await timeline.getByText('Client created').waitFor();
  },
);

story(
  'shows why a mail came back, and sends again to the corrected address',
  async ({ database, mailbox, visit }) => {
    const practice = await aPractice(database);
    const desk = await openDesk(visit, practice);
    const wrong = `nobody.fleur@${practice.domain}`;
    const right = `fleur@${practice.domain}`;
    const cut = `cut.hein@${practice.domain}`;
    await invite(desk, practice, [wrong, `busy.guus@${practice.domain}`, cut]);
    await desk.getByRole('link', { name: 'Open invitations' }).click();
    const row = rowOf(desk, wrong);
    await row.getByText('Came back').waitFor({ timeout: 60_000 });
    await row.getByText(/mailbox|address/i).waitFor();
    // Asked to wait, it is tried again by itself.
    await rowOf(desk, 'busy.guus').getByText('Waiting').waitFor();
    await seesDoubt(desk, database, cut);

    await row.getByRole('link', { name: wrong }).click();
    await desk.getByText('The mail came back', { exact: true }).waitFor();
    await desk.getByText('no such mailbox here').first().waitFor();
    await desk.getByRole('button', { name: 'Edit e-mail address' }).click();
    await desk.getByRole('textbox', { name: 'E-mail address' }).fill(right);
    await desk.getByRole('button', { name: 'Save' }).click();
    await desk.getByText('The link sent to the old address no longer works').first().waitFor();
    await desk.getByRole('button', { name: `Actions for ${right}` }).click();
    await desk.getByRole('menuitem', { name: 'Send without editing' }).click();
    await mailbox.latest(right);
    await passDays(database, practice, 1);
    await mailbox.latest(`busy.guus@${practice.domain}`);
  },
);

story(
  'shows how far an action on many has come, on whatever page, until it ends',
  async ({ database, visit }) => {
    const practice = await aPractice(database, { programs: ['Walk more'] });
    const desk = await openDesk(visit, practice);
    // One more than are worked off at once.
    const emails = Array.from({ length: 501 }, (_, index) => `m${index}@${practice.domain}`);
    for (const [from, to] of [
      [0, 200],
      [200, 400],
      [400, 500],
      [500, 501],
    ])
      await createClients(desk, practice, emails.slice(from, to));
    await desk.reload();
    await desk.getByRole('checkbox', { name: 'Select all clients on this page' }).click();
    await desk.getByRole('button', { name: 'All 501 match: select all' }).click();
    await desk.getByRole('button', { name: 'Add to program' }).click();
    const dialog = desk.getByRole('dialog', { name: 'Add 501 clients to a program' });
    await dialog.getByLabel('Program').first().click();
    await desk.getByRole('option', { name: 'Walk more' }).click();
    // The last one cannot be brought in yet.
    const letGo = await database.hold(
      'SELECT id FROM clients WHERE organization_id = ? AND email = ? FOR UPDATE',
      [practice.id, `m500@${practice.domain}`],
    );
    const atWork = desk.getByRole('region', { name: 'At work' });
    const told = desk.getByText('501 clients added to the program.');
    try {
      await dialog.getByRole('button', { name: 'Add' }).click();
      await atWork.getByText('500 of 501').waitFor();
      await desk.getByRole('link', { name: 'Programs' }).click();
      await desk.getByRole('heading', { name: 'Programs', level: 1 }).waitFor();
      await desk.reload();
      await atWork.getByText('500 of 501').waitFor();
      const bar = atWork.getByRole('progressbar', { name: 'Adding to the program' });
      expect(Number(await bar.getAttribute('aria-valuenow'))).toBeCloseTo((500 / 501) * 100);
      expect(await told.count()).toBe(0);
    } finally {
      await letGo();
    }
    await told.waitFor({ timeout: 60_000 });
    await atWork.waitFor({ state: 'detached' });
    await rowOf(desk, 'Walk more').getByRole('link', { name: '501 clients' }).waitFor();
  },
);

story('invites, enrols and withdraws all who match at once', async ({ database, mailbox, visit }) => {
  const practice = await aPractice(database, { programs: ['Walk more'] });
  const desk = await openDesk(visit, practice);
  const emails = Array.from({ length: 120 }, (_, index) => `m${index}@${practice.domain}`);
  await createClients(desk, practice, emails);
  await desk.reload();
  await desk.getByRole('checkbox', { name: 'Select all clients on this page' }).click();
  await desk.getByRole('button', { name: 'All 120 match: select all' }).click();
  await desk.getByText('All 120 that match are selected').waitFor();

  await desk.getByRole('button', { name: 'Add to program' }).click();
  const enrol = desk.getByRole('dialog', { name: 'Add 120 clients to a program' });
  await enrol.getByLabel('Program').first().click();
  await desk.getByRole('option', { name: 'Walk more' }).click();
  await enrol.getByRole('button', { name: 'Add' }).click();
  await desk.getByText('120 clients added to the program.').waitFor({ timeout: 60_000 });

  await desk.getByRole('checkbox', { name: 'Select all clients on this page' }).click();
  await desk.getByRole('button', { name: 'All 120 match: select all' }).click();
  // The preview is of the first in the list, with the program that the mail will name.
  await desk.getByRole('button', { name: 'Invite', exact: true }).click();
  const writing = desk.getByRole('dialog', { name: 'Invite everybody who matches' });
  await writing.getByText(`m119@${practice.domain}`, { exact: true }).waitFor();
  await writing.getByRole('textbox', { name: 'Message' }).press('ControlOrMeta+a');
  await writing.getByRole('button', { name: 'Insert a placeholder into Message' }).press('Enter');
  await desk.getByRole('menuitem', { name: /^Program/ }).press('Enter');
  await writing
    .frameLocator('iframe[title="The mail"]:not([aria-hidden="true"])')
    .getByText('Walk more', { exact: true })
    .waitFor();
  await writing.getByRole('button', { name: 'Cancel' }).click();
  await desk.getByRole('button', { name: 'More actions' }).click();
  await desk.getByRole('menuitem', { name: /^Send without editing/ }).click();
  await desk
    .getByRole('dialog', { name: 'Send invitations without editing?' })
    .getByRole('button', { name: 'Send invitations' })
    .click();
  await desk.getByText('120 invitations are on their way.').waitFor({ timeout: 60_000 });
  await mailbox.mails(`@${practice.domain}`, 120, 60_000);
  await rowOf(desk, 'm119@').getByText('Invite pending').waitFor();
  await rowOf(desk, 'm119@').getByText('Walk more').waitFor();

  await invite(desk, practice, [`outside@${practice.domain}`]);
  await desk.getByRole('link', { name: 'Open invitations' }).click();
  await seesProgramApart(desk, 'Walk more', 'outside@');
  await desk.getByRole('link', { name: 'Clients', exact: true }).click();

  await createClient(desk, practice, { email: `later@${practice.domain}` });
  await desk.reload();
  await desk.getByRole('checkbox', { name: 'Select all clients on this page' }).click();
  await desk.getByRole('button', { name: 'All 122 match: select all' }).click();
  await desk.getByRole('button', { name: 'More actions' }).click();
  await desk.getByRole('menuitem', { name: /^Withdraw/ }).click();
  const withdrawing = desk.getByRole('dialog', { name: 'Withdraw the open invitations?' });
  await withdrawing.getByText('Of the 122 that match, every invitation that is still open').waitFor();
  await withdrawing.getByRole('button', { name: 'Withdraw' }).click();
  const told = desk.getByRole('alert').filter({ hasText: '121 invitations withdrawn.' });
  await told.getByText('1 skipped. The client has not been invited yet').waitFor({ timeout: 60_000 });
  await rowOf(desk, 'm119@').getByText('Invite withdrawn').waitFor();
});

story(
  'saves the clients found as a file, and shows the columns that are wanted',
  async ({ database, visit }) => {
    const practice = await aPractice(database);
    const desk = await openDesk(visit, practice);
    await createClient(desk, practice, { firstName: 'Els', lastName: 'Kok' });
    await createClient(desk, practice, { firstName: 'Daan', lastName: 'Bos' });
    await desk.goto(`/admin/o/${practice.slug}/clients?q=kok`);
    await rowOf(desk, 'Els Kok').waitFor();
    const saving = desk.waitForEvent('download');
    await desk.getByRole('link', { name: 'Export' }).click();
    const lines = (await text(await (await saving).createReadStream())).trim().split('\r\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/,Kok,Els,,NO_EMAIL,/);

    await desk.getByRole('button', { name: 'Columns' }).click();
    await desk.getByLabel('Last seen').uncheck();
    await desk.getByLabel('Created').check();
    await desk.keyboard.press('Escape');
    await desk.reload();
    await desk.getByRole('columnheader', { name: 'Created' }).waitFor();
    expect(await desk.getByRole('columnheader', { name: 'Last seen' }).count()).toBe(0);
  },
);

story('creates a program, renames it, and refuses a name twice', async ({ database, visit }) => {
  const practice = await aPractice(database, { programs: ['Sleep better'] });
  const desk = await openDesk(visit, practice);
  await desk.getByRole('link', { name: 'Programs' }).click();
  await desk.getByRole('button', { name: 'Create program' }).click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByLabel('Name').fill('sleep better');
  await dialog.getByRole('button', { name: 'Create program' }).click();
  await dialog.getByText('Another program already has this name.').waitFor();
  await dialog.getByLabel('Name').fill('Walk more');
  await dialog.getByRole('button', { name: 'Create program' }).click();
  await rowOf(desk, 'Walk more').getByRole('link', { name: '0 clients' }).waitFor();
  await desk.getByRole('button', { name: 'Rename Walk more' }).click();
  await dialog.getByLabel('Name').fill('sleep better');
  await dialog.getByRole('button', { name: 'Rename' }).click();
  await dialog.getByText('Another program already has this name.').waitFor();
  expect(await inspect(desk, 'rename a program, refused')).toEqual([]);
  await dialog.getByLabel('Name').fill('Walk much more');
  await dialog.getByRole('button', { name: 'Rename' }).click();
  await rowOf(desk, 'Walk much more').waitFor();
});

story('speaks Dutch to whoever prefers it, on every device', async ({ database, visit }) => {
  const practice = await aPractice(database);
  const desk = await openDesk(visit, practice);
  await desk.getByRole('link', { name: 'Settings' }).click();
  // Her own language, not that of the practice, which stands in its form.
  await desk.getByText('Nederlands', { exact: true }).last().click();
  await desk.getByRole('heading', { name: 'Instellingen', level: 1 }).waitFor();
  await desk.getByRole('link', { name: 'Cliënten' }).click();
  await desk.getByRole('link', { name: 'Cliënt aanmaken' }).first().waitFor();
  expect(await desk.locator('html').getAttribute('lang')).toBe('nl');

  const elsewhere = await visit();
  await signIn(elsewhere, practice.owner.email);
  await elsewhere.goto(`/admin/o/${practice.slug}/clients`);
  await elsewhere.getByRole('heading', { name: 'Cliënten', level: 1 }).waitFor();
});

story(
  'writes to the clients of a Dutch practice in Dutch, from mail to portal',
  async ({ database, mailbox, visit }) => {
    const practice = await aPractice(database, { name: 'Praktijk De Wilg', language: 'nl' });
    const desk = await openDesk(visit, practice);
    await invite(desk, practice, [`nina@${practice.domain}`]);
    const mail = await mailbox.latest(`nina@${practice.domain}`);
    expect(mail.subject).toBe('Praktijk De Wilg nodigt u uit');
    const page = await visit();
    await page.goto(mail.link);
    await page.getByRole('heading', { name: 'Hoe heet u?' }).waitFor();
  },
);

/** Of 121 open invitations, those of the 120 in a program, until the filters are cleared. */
async function seesProgramApart(desk: Page, program: string, outside: string): Promise<void> {
  await rowOf(desk, outside).waitFor();
  await desk.getByRole('combobox', { name: 'Program' }).click();
  await desk.getByRole('option', { name: program }).click();
  await desk.getByText('120 open invitations').waitFor({ state: 'attached' });
  await rowOf(desk, outside).waitFor({ state: 'detached' });
  await desk.reload();
  await desk.getByText('120 open invitations').waitFor({ state: 'attached' });
  expect(await desk.getByRole('combobox', { name: 'Program' }).inputValue()).toBe(program);
  await desk.getByRole('button', { name: 'Clear filters' }).click();
  await rowOf(desk, outside).waitFor();
}

/** Of a mail nobody knows whether it arrived, because the connection broke each time that it was handed over. */
async function seesDoubt(desk: Page, database: Database, email: string): Promise<void> {
  const waiting = () =>
    database.sql(`SELECT id FROM mails WHERE recipient = ? AND state = 'QUEUED' AND attempts = 1`, [email]);
  await expect.poll(waiting, { timeout: 30_000 }).toHaveLength(1);
  // As many tries as it gets, but for the last.
  await database.sql('UPDATE mails SET possible_copies = 3, next_attempt_at = NOW(3) WHERE recipient = ?', [
    email,
  ]);
  await mailsAre(database, 'UNKNOWN', email);
  await desk.reload();
  const row = rowOf(desk, email);
  await row.getByText('In doubt').waitFor();
  await row.getByRole('link', { name: email }).click();
  await desk.getByText('Whether the mail arrived is not known. Ask them to look, or remind.').waitFor();
  await desk.getByText('The connection broke while sending').first().waitFor();
  await desk.getByRole('button', { name: 'Remind' }).waitFor();
  await desk.getByRole('link', { name: 'All clients' }).click();
  await rowOf(desk, email).getByText('Mail in doubt: it may not have arrived.').waitFor();
  await desk.getByRole('link', { name: 'Open invitations' }).click();
}
