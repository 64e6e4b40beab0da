import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { passDays } from '../stage/database.ts';
import { rowOf } from '../stage/desk.ts';
import { paste } from '../stage/paste.ts';
import { acceptAsNewPerson } from '../stage/portal.ts';
import { aPractice, PASSWORD, type Practice } from '../stage/practice.ts';
import { story } from '../stage/story.ts';

story(
  'brings 200 pasted addresses to clients who are in, reminded, or expired',
  async ({ database, mailbox, visit }) => {
    const practice = await aPractice(database, { programs: ['Sleep better'] });
    const everybody = `@${practice.domain}`;
    const addresses = Array.from(
      { length: 200 },
      (_, index) => `client${String(index + 1).padStart(3, '0')}${everybody}`,
    );
    const [ada = '', bram = ''] = addresses;

    const desk = await visit();
    await signInByForm(desk, practice);
    await desk.getByRole('link', { name: 'Create client' }).first().click();
    const dialog = desk.getByRole('dialog', { name: 'Create clients' });
    await paste(dialog.getByLabel('E-mail addresses'), addresses.join('\n'));
    await dialog.getByText('200 / 200').waitFor();
    await dialog.getByLabel('Program').first().click();
    await desk.getByRole('option', { name: 'Sleep better' }).click();
    await dialog.getByRole('button', { name: 'Create 200 clients' }).click();

    await dialog.getByText('200 clients created.').waitFor();
    await writeMessage(desk, dialog);
    await dialog.getByRole('button', { name: 'Send 200 invitations' }).click();
    await dialog.getByText('Sent to 200 people.').first().waitFor({ timeout: 60_000 });
    await dialog.getByRole('button', { name: 'Done' }).click();
    await rowOf(desk, 'client200').getByText('Invite pending').waitFor();

    const mails = await mailbox.mails(everybody, 200);
    expect(mails).toHaveLength(200);
    expect(mails.map(({ recipients }) => recipients).toSorted()).toEqual(addresses.map((one) => [one]));
    expect(new Set(mails.map(({ link }) => link)).size).toBe(200);
    for (const { subject, text, html } of mails) {
      expect(subject).toBe('Welcome to Praktijk De Linde');
      expect(text).toContain('You begin with Sleep better.');
      expect(html).toContain('You begin with Sleep better.');
    }

    // The search brings her to the front of 200.
    await desk.getByLabel('Search name, address or number').fill(ada);
    await rowOf(desk, ada).getByText('Invite pending').waitFor();

    // Nobody touches the desk meanwhile: the list looks again by itself.
    const client = await visit();
    const { link } = await mailbox.latest(ada);
    await acceptAsNewPerson(client, link, { firstName: 'Ada', lastName: 'de Vries' });
    await client.getByRole('heading', { name: 'Your programs' }).waitFor();
    await client.getByText('Sleep better').waitFor();
    // Whoever goes back over the steps behind them is still in.
    await client.goBack();
    await client.getByRole('heading', { name: 'Your programs' }).waitFor();

    await rowOf(desk, 'Ada de Vries').getByText('Active', { exact: true }).waitFor();

    for (const [days, expected] of [
      [3, 2],
      [4, 3],
    ] as const) {
      await passDays(database, practice, days);
      const reminded = await mailbox.mails(bram, expected);
      expect(reminded.at(-1)?.subject).toBe('Reminder: Welcome to Praktijk De Linde');
      expect(reminded.at(-1)?.link).toBe(reminded[0]?.link);
      await mailbox.mails(everybody, 200 + (expected - 1) * 199, 60_000);
    }
    expect(await mailbox.count(ada)).toBe(1);

    await passDays(database, practice, 7);
    await desk.goto(`/admin/o/${practice.slug}/clients?q=client002`);
    await rowOf(desk, bram).getByText('Invite expired').waitFor();
    await desk.getByRole('link', { name: 'Open invitations' }).click();
    await rowOf(desk, 'client200').getByText('expired').first().waitFor();
    // The sweep has come by as well, and put on record what the clock had said already.
    await expect
      .poll(
        () =>
          database.sql(
            `SELECT type, COUNT(*) AS count FROM invitation_events
              WHERE organization_id = ? AND type IN ('ACCEPTED', 'EXPIRED') GROUP BY type ORDER BY type`,
            [practice.id],
          ),
        { timeout: 30_000 },
      )
      .toEqual([
        { type: 'ACCEPTED', count: 1 },
        { type: 'EXPIRED', count: 199 },
      ]);
    const late = await visit();
    await late.goto((await mailbox.latest(bram)).link);
    await late.getByRole('heading', { name: 'This invitation has expired' }).waitFor();
    expect(await mailbox.count(everybody)).toBe(200 + 2 * 199);
  },
);

async function signInByForm(page: Page, { owner }: Practice): Promise<void> {
  await page.goto('/admin/');
  await page.getByLabel('E-mail address').fill(owner.email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Clients', level: 1 }).waitFor();
}

/** Writes a message of her own, with a placeholder typed and one chosen, and looks at the mail it makes. */
async function writeMessage(page: Page, dialog: Locator): Promise<void> {
  const subject = dialog.getByRole('textbox', { name: 'Subject' });
  await subject.click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('Welcome to {{OrganizationName}}');
  await subject.locator('[data-placeholder="OrganizationName"]').waitFor();

  const body = dialog.getByRole('textbox', { name: 'Message' });
  await body.click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('You begin with ');
  await dialog.getByRole('button', { name: 'Insert a placeholder into Message' }).click();
  await page.getByRole('menuitem', { name: /^Program/ }).click();
  await expect.poll(() => body.evaluate((field) => field.contains(document.activeElement))).toBe(true);
  await page.keyboard.type('.');

  const mail = dialog.frameLocator('iframe[title="The mail"]:not([aria-hidden="true"])');
  await mail.getByText('You begin with Sleep better.').waitFor();
  await dialog.getByText('Welcome to Praktijk De Linde').waitFor();
}
