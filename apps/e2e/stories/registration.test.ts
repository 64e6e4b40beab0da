import { expect } from 'vitest';
import { openDesk, rowOf } from '../stage/desk.ts';
import { CLIENT_PASSWORD, openLink } from '../stage/portal.ts';
import { aPractice } from '../stage/practice.ts';
import { story } from '../stage/story.ts';

story(
  'takes somebody on who asks: from the registration page through the practice’s yes to their home',
  async ({ database, mailbox, visit }) => {
    const practice = await aPractice(database, { programs: ['Sleep better'] });
    const vera = `vera@${practice.domain}`;
    const desk = await openDesk(visit, practice);
    await desk.getByRole('link', { name: 'Settings' }).first().click();
    await desk.getByRole('radio', { name: 'On request, with your approval' }).click();
    await desk.getByText('From now on people may ask to become a client.').waitFor();
    const address = await desk.getByLabel('Your registration page').inputValue();
    expect(new URL(address).pathname).toBe(`/portal/register/${practice.slug}`);

    const page = await visit();
    await openLink(page, address, 'Become a client of Praktijk De Linde');
    await page.getByLabel('E-mail address').fill(vera);
    await page.getByRole('button', { name: 'Send me the mail' }).click();
    await page.getByRole('heading', { name: 'Look in your mailbox' }).waitFor();
    const { link, subject } = await mailbox.latest(vera);
    expect(subject).toBe('Your registration at Praktijk De Linde');
    await openLink(page, link, 'What is your name?');
    expect(page.url()).not.toContain('reg_');
    await page.getByLabel('First name').fill('Vera');
    await page.getByLabel('Last name').fill('Willems');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByLabel('Password', { exact: true }).fill(CLIENT_PASSWORD);
    await page.getByRole('button', { name: 'Send my request' }).click();
    await page.getByRole('heading', { name: 'Praktijk De Linde has your request' }).waitFor();

    await desk.reload();
    await desk.getByRole('link', { name: /^Requests.*1 open/ }).click();
    await rowOf(desk, vera).getByRole('button', { name: 'Approve: Vera Willems' }).click();
    const dialog = desk.getByRole('dialog', { name: 'Take on Vera Willems?' });
    await expect.poll(() => dialog.getByLabel('Client number').inputValue()).toBe('C-0001');
    await dialog.getByRole('combobox', { name: 'Program' }).fill('Sleep');
    await desk.getByRole('option', { name: 'Sleep better' }).click();
    await dialog.getByRole('button', { name: 'Approve' }).click();
    await desk.getByText('1 person is in. A mail tells them.').waitFor();
    await desk.getByText('Nobody is waiting').waitFor();

    expect((await mailbox.latest(vera, 2)).subject).toBe('You are in: Praktijk De Linde');
    await page.reload();
    await page.getByText('Sleep better').waitFor();
    await page.getByRole('heading', { name: 'Welcome, Vera' }).waitFor();
  },
);
