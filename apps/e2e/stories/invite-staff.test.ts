import { expect } from 'vitest';
import { act, openDesk, rowOf } from '../stage/desk.ts';
import { inspect } from '../stage/inspect.ts';
import { CLIENT_PASSWORD, openLink } from '../stage/portal.ts';
import { aPractice } from '../stage/practice.ts';
import { story } from '../stage/story.ts';

story(
  'lets an owner invite an assistant, who accepts in the portal and works in the admin',
  async ({ database, mailbox, visit }) => {
    const practice = await aPractice(database);
    const desk = await openDesk(visit, practice);
    const noor = { name: 'Noor Visser', email: `noor@${practice.domain}` };

    await desk.getByRole('link', { name: /^Open invitations/ }).click();
    await desk.getByRole('button', { name: 'Send invitation' }).click();
    await desk.getByRole('menuitem', { name: 'Invite staff member' }).click();
    const dialog = desk.getByRole('dialog', { name: 'Invite a staff member' });
    await dialog.getByLabel('First name').fill('Noor');
    await dialog.getByLabel('E-mail').fill(practice.owner.email);
    await dialog.getByRole('button', { name: 'Continue to the message' }).click();
    await dialog.getByText('Fill in the last name.').waitFor();
    await dialog.getByText('Choose at least one role').waitFor();
    await dialog.getByLabel('Last name').fill('Visser');
    await dialog.getByLabel('Assistant').check();
    expect(await inspect(desk, 'who is invited to the staff')).toEqual([]);
    await dialog.getByRole('button', { name: 'Continue to the message' }).click();
    await dialog.locator('iframe[title="The mail"]').waitFor();
    await dialog.getByRole('button', { name: 'Send the invitation' }).click();

    // What the API refuses leads back to its field.
    await dialog.getByText('already works here with this address').waitFor();
    await dialog.getByLabel('E-mail').fill(noor.email);
    await dialog.getByRole('button', { name: 'Continue to the message' }).click();
    await dialog.getByRole('button', { name: 'Send the invitation' }).click();
    await desk.getByText('Noor Visser has been invited').waitFor();
    await rowOf(desk, noor.name).getByText('Staff: Assistant').waitFor();
    await desk.getByRole('tab', { name: 'Clients' }).click();
    await desk.getByText('No open invitations').waitFor();
    await desk.getByRole('tab', { name: 'All' }).click();
    await rowOf(desk, noor.name).getByText('Taken').waitFor();
    await act(desk, noor.name, 'Remind');

    const { link, subject } = await mailbox.latest(noor.email, 2);
    expect(subject).toBe('Reminder: Join Praktijk De Linde');
    const page = await visit();
    await openLink(page, link, 'What is your name?');
    await page
      .getByText('Noor, Fenna Bakker invites you to work at Praktijk De Linde as assistant.')
      .waitFor();
    expect(await inspect(page, 'the invitation page of staff')).toEqual([]);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByLabel('Password', { exact: true }).fill(CLIENT_PASSWORD);
    await page.getByRole('button', { name: 'Accept invitation' }).click();
    await page.getByRole('heading', { name: 'Clients', level: 1 }).waitFor();
    await page.getByRole('link', { name: /^Open invitations/ }).click();
    await page.getByRole('button', { name: 'Send invitation' }).click();
    await page.getByRole('menuitem', { name: 'Invite staff member' }).click();
    const hers = page.getByRole('dialog', { name: 'Invite a staff member' });
    await hers.getByLabel('Clinician').check();
    expect(await hers.getByLabel('Owner').isDisabled()).toBe(true);
  },
);
