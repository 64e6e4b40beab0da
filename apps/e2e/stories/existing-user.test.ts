import { expect } from 'vitest';
import { invite, openDesk, rowOf } from '../stage/desk.ts';
import { inspect } from '../stage/inspect.ts';
import { CLIENT_PASSWORD, openLink } from '../stage/portal.ts';
import { aPractice, aUser, PASSWORD, signIn } from '../stage/practice.ts';
import { story } from '../stage/story.ts';

story(
  'adds an organization to somebody who has a user, once they sign in',
  async ({ database, mailbox, visit }) => {
    const practice = await aPractice(database);
    const joris = { email: `joris@${practice.domain}`, name: 'Joris Visser' };
    await aUser(database, joris);
    const desk = await openDesk(visit, practice);
    await invite(desk, practice, [joris.email]);
    const { link } = await mailbox.latest(joris.email);

    const page = await visit();
    await openLink(page, link, 'Sign in to accept');
    await page.getByLabel('Your password').fill('not this one at all');
    await page.getByRole('button', { name: 'Sign in and accept' }).click();
    await page.getByText('This password is not right.').waitFor();
    await page.getByLabel('Your password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in and accept' }).click();
    await page.getByRole('heading', { name: 'Welcome, Joris' }).waitFor();
    await page.getByText('you are now a client of Praktijk De Linde').waitFor();

    await desk.reload();
    await rowOf(desk, joris.email).getByText('Active', { exact: true }).waitFor();
  },
);

story(
  'asks one who is signed in already no more than whether they accept',
  async ({ database, mailbox, visit }) => {
    const practice = await aPractice(database);
    const kim = { email: `kim@${practice.domain}`, name: 'Kim Bos' };
    await aUser(database, kim);
    await invite(await openDesk(visit, practice), practice, [kim.email]);
    const { link } = await mailbox.latest(kim.email);

    const page = await visit();
    await signIn(page, kim.email);
    await openLink(page, link, 'Do you accept this invitation?');
    await page.getByRole('button', { name: 'Accept invitation' }).click();
    await page.getByRole('heading', { name: 'Welcome, Kim' }).waitFor();
  },
);

story(
  'lets somebody in whose mailbox was never proven, once they have chosen a password by mail',
  async ({ database, mailbox, visit }) => {
    const practice = await aPractice(database);
    const noor = { email: `noor@${practice.domain}`, name: 'Noor Vos' };
    const userId = await aUser(database, noor);
    await database.sql('UPDATE users SET email_verified = 0 WHERE id = ?', [userId]);
    await invite(await openDesk(visit, practice), practice, [noor.email]);
    const { link } = await mailbox.latest(noor.email);
    const found: string[] = [];

    const page = await visit();
    await openLink(page, link, 'Is this your mailbox?');
    found.push(...(await inspect(page, 'is this your mailbox')));
    await page.getByRole('button', { name: 'Send me the mail' }).click();
    await page.getByRole('heading', { name: 'Look in your mailbox' }).waitFor();
    found.push(...(await inspect(page, 'look in your mailbox')));
    const mail = await mailbox.latest(noor.email, 2);
    const tab = await page.context().newPage();
    await openLink(tab, mail.link, 'Choose a new password');
    await tab.getByLabel('New password').fill(CLIENT_PASSWORD);
    await tab.getByRole('button', { name: 'Save password' }).click();
    await tab.getByRole('heading', { name: 'Your password has been changed' }).waitFor();
    found.push(...(await inspect(tab, 'password changed')));
    await page.getByRole('button', { name: 'I have a new password: continue' }).click();
    await page.getByRole('heading', { name: 'Sign in to accept' }).waitFor();
    await page.getByLabel('Your password').fill(CLIENT_PASSWORD);
    await page.getByRole('button', { name: 'Sign in and accept' }).click();
    await page.getByRole('heading', { name: 'Welcome, Noor' }).waitFor();
    expect(found).toEqual([]);
  },
);

story('tells the wrong user so, and lets them change', async ({ database, mailbox, visit }) => {
  const practice = await aPractice(database);
  const lars = { email: `lars@${practice.domain}`, name: 'Lars Mulder' };
  const other = { email: `partner@${practice.domain}`, name: 'Mila Mulder' };
  await aUser(database, lars);
  await aUser(database, other);
  await invite(await openDesk(visit, practice), practice, [lars.email]);
  const { link } = await mailbox.latest(lars.email);

  const page = await visit();
  await signIn(page, other.email);
  await openLink(page, link, 'This invitation is for somebody else');
  await page.getByRole('button', { name: 'Sign out and continue' }).click();
  await page.getByRole('heading', { name: 'Sign in to accept' }).waitFor();
  await page.getByLabel('Your password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in and accept' }).click();
  await page.getByRole('heading', { name: 'Welcome, Lars' }).waitFor();
  await page.getByText(`Signed in as ${lars.email}`).waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
});
