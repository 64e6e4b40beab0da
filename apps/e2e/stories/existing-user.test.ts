import { invite, openDesk, rowOf } from '../stage/desk.ts';
import { openLink } from '../stage/portal.ts';
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
