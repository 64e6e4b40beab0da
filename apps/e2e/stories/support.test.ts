import type { Page } from 'playwright-core';
import { uuidv7 } from 'uuidv7';
import { expect } from 'vitest';
import { ask } from '../stage/api.ts';
import { type Database, mailsAre, passDays } from '../stage/database.ts';
import { invite, openDesk, rowOf } from '../stage/desk.ts';
import { inspect } from '../stage/inspect.ts';
import { openLink } from '../stage/portal.ts';
import { aPractice, aUser, type Practice, signIn } from '../stage/practice.ts';
import { story } from '../stage/story.ts';

const CREATE =
  'mutation ($input: CreateClientsInput!) { createClients(input: $input) { createdCount errors { code } } }';

story(
  'finds the mail that came back by its address, and the expired one by the code that the caller reads aloud',
  async ({ database, mailbox, visit }) => {
    const practice = await aPractice(database);
    const [gone, late] = [`nobody@${practice.domain}`, `eva@${practice.domain}`];
    const desk = await openDesk(visit, practice);
    await invite(desk, practice, [late]);
    const mail = await mailbox.latest(late);
    await passDays(database, practice, 15);
    await invite(desk, practice, [gone]);
    await mailsAre(database, 'BOUNCED', gone);
    await desk.reload();
    await rowOf(desk, gone).getByText('Mail came back').waitFor();

    const sem = await visit();
    const found: string[] = [];
    await signIn(sem, await aSupporter(database, practice));
    await sem.goto('/admin/');
    await sem.getByRole('heading', { name: 'Support', level: 1 }).waitFor();
    const rail = sem.getByRole('navigation', { name: 'Main navigation' });
    expect(await rail.getByRole('link').allInnerTexts()).toEqual(['Support', 'Settings']);

    // Nothing is shown to whoever does not say why they look.
    await sem.getByLabel('Address, name, number or support code').fill('nobody');
    await sem.keyboard.press('Enter');
    await sem.getByText('Give a reason of at least 5 characters.').waitFor();
    await sem.getByText('Client called: mail not received').click();
    await sem.getByRole('button', { name: 'Find' }).click();
    await sem.getByText('1 invitation', { exact: true }).waitFor();
    found.push(...(await inspect(sem, 'support, found')));
    await sem.getByRole('link', { name: new RegExp(gone) }).click();
    await sem.getByText(`The mail server of ${practice.domain} refused it`).waitFor();
    await sem.getByText('this mailbox does not exist').first().waitFor();
    await sem.getByText('Ask for the right address, or for another one.').waitFor();
    found.push(...(await inspect(sem, 'a case')));

    // The caller reads the code from the page of the expired link; it stands in the mail as well.
    const eva = await visit({ width: 390 });
    await openLink(eva, mail.link, 'This invitation has expired');
    const code = (await eva.locator('.portal-code').textContent())?.trim() ?? '';
    expect(mail.text).toContain(`mention the code ${code}`);
    await sem.getByRole('link', { name: 'Back to the search' }).click();
    await sem.getByLabel('Address, name, number or support code').fill(code.toLowerCase().replace('-', ' '));
    await sem.keyboard.press('Enter');
    await sem.getByRole('link', { name: new RegExp(late) }).click();
    await sem.getByText(/^The invitation expired on/).waitFor();
    await sem.getByText('A link that no longer works was used').waitFor();
    expect(await sem.getByRole('button', { name: 'Remind…' }).getAttribute('aria-disabled')).toBe('true');
    await sem.getByRole('button', { name: 'Resend…' }).click();
    await sem.getByRole('dialog').getByRole('button', { name: 'Resend' }).waitFor();
    found.push(...(await inspect(sem, 'resend a case')));
    await sem.keyboard.press('Enter');
    await sem.getByText(`The invitation is on its way to ${late}.`).waitFor();
    expect((await mailbox.latest(late, 2)).link).toBe(mail.link);
    await openLink(eva, mail.link, 'What is your name?');

    // The mail that nobody got because nobody sent it.
    const never = `never@${practice.domain}`;
    await ask(desk, CREATE, { input: { organizationId: practice.id, emails: never } });
    await sem.getByRole('link', { name: 'Back to the search' }).click();
    await sem.getByLabel('Address, name, number or support code').fill(never);
    await sem.keyboard.press('Enter');
    await sem.getByText('no invitation has been sent to this client').waitFor();
    found.push(...(await inspect(sem, 'support, never invited')));
    expect(found).toEqual([]);

    expect(await reasonsOf(database, practice)).toEqual(
      expect.arrayContaining([
        'support.caseOpened Client called: mail not received',
        'support.resent Client called: mail not received',
        'support.searched Client called: mail not received',
      ]),
    );
    await expectNothingElse(sem, practice);
  },
);

/** What support may not see is not there, whatever the address. */
async function expectNothingElse(page: Page, practice: Practice): Promise<void> {
  await page.goto(`/admin/o/${practice.slug}/clients`);
  await page.getByRole('heading', { name: 'This page is not for your roles' }).waitFor();
}

async function aSupporter(database: Database, practice: Practice): Promise<string> {
  const email = `sem@${practice.domain}`;
  const userId = await aUser(database, { email, name: 'Sem Postma' });
  const id = uuidv7();
  await database.sql(
    `INSERT INTO staff_members (id, organization_id, user_id, email, first_name, last_name) VALUES (?, ?, ?, ?, 'Sem', 'Postma')`,
    [id, practice.id, userId, email],
  );
  await database.sql(`INSERT INTO staff_member_roles (staff_member_id, role) VALUES (?, 'SUPPORT')`, [id]);
  return email;
}

async function reasonsOf(database: Database, practice: Practice): Promise<string[]> {
  const rows = await database.sql<{ entry: string }>(
    `SELECT DISTINCT CONCAT(action, ' ', reason) AS entry FROM audit_entries WHERE organization_id = ? AND action LIKE 'support.%'`,
    [practice.id],
  );
  return rows.map(({ entry }) => entry);
}
